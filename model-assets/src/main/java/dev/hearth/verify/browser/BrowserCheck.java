package dev.hearth.verify.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Variant;
import dev.hearth.model.Scratch;
import dev.hearth.progress.Progress;
import dev.hearth.site.StoredVersion;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the goldens of every variant in headless Chrome, by the site's own hearth.js. */
public final class BrowserCheck {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_S = 300;
  private final Path program;

  /**
   * Looks for the browser.
   *
   * @param named its program; null to look for one
   * @throws BadInputException if there is none
   */
  public BrowserCheck(@Nullable Path named) {
    program = Chrome.find(named);
  }

  /**
   * Opens each variant of some versions of one site in turn, on the provider that the browser's
   * plan chooses.
   *
   * @return what came of each, in that order
   * @throws BadInputException if the site has no hearth.js, or the browser ends or hangs
   */
  public List<BrowserResult> run(Path models, List<StoredVersion> versions, Progress progress)
      throws IOException {
    Path site = models.resolveSibling(".").normalize();
    if (!Files.isRegularFile(site.resolve("hearth.js"))) {
      throw new BadInputException(
          "Expected a built site around " + models + " to run in a browser, found no hearth.js");
    }
    ArrayNode jobs = JSON.createArrayNode();
    for (StoredVersion version : versions) {
      String url =
          "/" + site.relativize(version.folder()).toString().replace('\\', '/') + "/manifest.json";
      for (Variant variant : version.manifest().variants()) {
        jobs.addObject().put("url", url).put("variant", variant.name());
      }
    }
    List<BrowserResult> results = new ArrayList<>();
    try (Scratch scratch = new Scratch();
        SitePort port = SitePort.open(site, jobs.toString());
        Chrome chrome = Chrome.start(program, port.page(), scratch)) {
      for (StoredVersion version : versions) {
        ModelManifest manifest = version.manifest();
        for (Variant variant : manifest.variants()) {
          progress.stage(manifest.name() + " " + variant.name() + ": in the browser", 0);
          results.add(result(manifest, variant, JSON.readTree(next(port, chrome))));
        }
      }
    }
    return results;
  }

  private String next(SitePort port, Chrome chrome) throws IOException {
    try {
      for (long waited = 0; waited < PATIENCE_S; waited++) {
        String posted = port.next(1);
        if (posted != null) {
          return posted;
        } else if (!chrome.isAlive()) {
          throw new BadInputException(
              program + " ended before it had tested the models; it said " + chrome.lastWords());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInputException("Interrupted while " + program + " tested the models", e);
    }
    throw new BadInputException(
        program + " gave no sign for " + PATIENCE_S + " s; it said " + chrome.lastWords());
  }

  private static BrowserResult result(ModelManifest manifest, Variant variant, JsonNode posted) {
    boolean runs = true;
    for (JsonNode code : posted.path("codes")) {
      runs &= code.asText().equals("PROVIDER_UNAVAILABLE");
    }
    return new BrowserResult(
        manifest.name(),
        manifest.version(),
        variant.name(),
        posted.path("provider").asText(),
        posted.path("cases").asInt(),
        posted.path("maxAbsDiff").asDouble(),
        posted.has("failure") ? posted.get("failure").asText() : null,
        !runs && !variant.onRequest());
  }
}
