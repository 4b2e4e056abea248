package dev.hearth.hosts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.manifest.SiteSettings;
import dev.hearth.progress.Progress;
import dev.hearth.runtime.InferenceException;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fetches a deployed site as a visitor's browser would, and tells what its host does wrong. */
public final class HostCheck {
  static final int MOST_TEXT_BYTES = 16 << 20;
  private static final String FACADE = "hearth.js";
  private static final String WORKER = "app/engine-worker.js";
  private static final String SETTINGS = "site.json";
  private static final String RUNTIMES = "vendor/runtimes.json";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int MOST_MODULES = 16;

  private final URI base;
  private final SiteClient client;
  private final HostFindings findings = new HostFindings();

  private HostCheck(URI base) {
    this.base = base;
    client = new SiteClient(base);
  }

  /**
   * Checks a site.
   *
   * @param address of its root, such as {@code https://example.org/app/}
   * @param all hashes every shard of the versions that are offered, not the smallest alone
   * @throws BadInputException if the address is none of http, or nothing answers there
   */
  public static HostReport run(String address, boolean all, Progress progress) {
    HostCheck check = new HostCheck(root(address));
    return check.run(all, progress);
  }

  private static URI root(String address) {
    try {
      URI uri = new URI(address);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String folder = path.endsWith("/index.html") ? path.substring(0, path.length() - 10) : path;
        return new URI(
            scheme
                + "://"
                + uri.getRawAuthority()
                + (folder.endsWith("/") ? folder : folder + "/"));
      }
    } catch (URISyntaxException e) {
      throw new BadInputException(
          "Expected an address such as https://a.org/, found " + address, e);
    }
    throw new BadInputException("Expected an address such as https://a.org/, found " + address);
  }

  private HostReport run(boolean all, Progress progress) {
    progress.stage("The shell of " + base, 0);
    Answer page;
    try {
      page = client.get("", MOST_TEXT_BYTES);
    } catch (IOException e) {
      throw new BadInputException("There is no answer from " + base + ": " + e.getMessage(), e);
    }
    if (page.status() != 200 || !page.isHtml()) {
      findings.wrong("", expected("a page of text/html", page) + ": is this the site's root?");
    }
    if (base.getScheme().equals("http") && !LOOPBACK.contains(base.getHost())) {
      findings.wrong(
          "", "is not https: browsers give it neither camera nor hashing nor offline use");
    }
    script(FACADE);
    Answer worker = script(WORKER);
    new PolicyCheck(findings, settings()).run(page, worker == null ? page : worker, WORKER);
    new ShellCheck(client, findings).run();
    compression();
    runtimes();
    missing("models/blobs/" + "0".repeat(64));
    missing("models/hearth-check-host/channels.json");
    ModelsCheck models = new ModelsCheck(client, findings, all, progress);
    models.run();
    return new HostReport(
        base.toString(),
        models.models(),
        models.versions(),
        models.shards(),
        models.bytes(),
        client.requests(),
        findings.all());
  }

  private SiteSettings settings() {
    try {
      Answer answer = client.get(SETTINGS, MOST_TEXT_BYTES);
      if (answer.status() == 200) {
        if (answer.isKeptLong()) {
          findings.note(SETTINGS, "is kept long, so that changes of it come late");
        }
        return SiteSettings.parse(answer.text());
      }
    } catch (InferenceException e) {
      findings.wrong(SETTINGS, "is not in order, and not used: " + e.getMessage());
    } catch (IOException e) {
      findings.wrong(SETTINGS, "cannot be fetched: " + e.getMessage());
    }
    return SiteSettings.DEFAULT;
  }

  static String expected(String what, Answer found) {
    String type = found.header("Content-Type");
    return "expected "
        + what
        + ", found status "
        + found.status()
        + (type.isEmpty() ? " without a type" : " of " + type);
  }

  private @Nullable Answer script(String path) {
    try {
      Answer answer = client.get(path, MOST_TEXT_BYTES);
      if (answer.status() != 200 || !answer.isScript()) {
        findings.wrong(path, expected("a script of text/javascript", answer));
      }
      return answer;
    } catch (IOException e) {
      findings.wrong(path, "cannot be fetched: " + e.getMessage());
      return null;
    }
  }

  private void compression() {
    try {
      Answer facade = client.head(FACADE);
      if (facade.status() == 200 && !facade.isCompressed()) {
        findings.note(FACADE, "is not compressed (br or gzip): scripts take three times as long");
      }
    } catch (IOException e) {
      findings.note(FACADE, "cannot be asked for by HEAD: " + e.getMessage());
    }
  }

  private void runtimes() {
    List<String> modules = new ArrayList<>();
    List<String> binaries = new ArrayList<>();
    try {
      Answer answer = client.get(RUNTIMES, MOST_TEXT_BYTES);
      if (answer.status() != 200) {
        findings.wrong(RUNTIMES, expected("a JSON file", answer));
        return;
      }
      JsonNode json = new ObjectMapper().readTree(answer.text());
      json.findValuesAsText("module").forEach(modules::add);
      json.findValuesAsText("path").forEach(binaries::add);
    } catch (JsonProcessingException e) {
      findings.wrong(RUNTIMES, "is not JSON");
    } catch (IOException e) {
      findings.wrong(RUNTIMES, "cannot be fetched: " + e.getMessage());
    }
    for (String path : modules.subList(0, Math.min(MOST_MODULES, modules.size()))) {
      runtime(path, "text/javascript");
    }
    for (String path : binaries.subList(0, Math.min(MOST_MODULES, binaries.size()))) {
      runtime(path, "application/wasm");
    }
  }

  private void runtime(String name, String type) {
    String path = "vendor/" + name;
    try {
      Answer answer = client.head(path);
      boolean script = type.equals("text/javascript");
      boolean typed = script ? answer.isScript() : answer.type().equals(type);
      if (answer.status() != 200 || (script && !typed) || answer.isHtml()) {
        findings.wrong(path, expected("a file of " + type, answer));
      } else if (!typed) {
        findings.note(path, expected(type, answer) + ": it starts later");
      } else if (!script && !answer.isCompressed()) {
        findings.note(path, "is not compressed (br or gzip): some 14 MB instead of 2 to 4");
      }
    } catch (IllegalArgumentException e) {
      findings.wrong(RUNTIMES, "names " + name + ", which is no path");
    } catch (IOException e) {
      findings.wrong(path, "cannot be fetched: " + e.getMessage());
    }
  }

  private void missing(String path) {
    try {
      Answer answer = client.get(path, MOST_TEXT_BYTES);
      if (answer.status() == 200) {
        findings.wrong(
            path,
            "is no file, and is answered"
                + (answer.isHtml() ? " with a page" : "")
                + " by status 200: turn off the host's fallback for missing files, expected 404");
      } else if (!answer.isMissing()) {
        findings.wrong(path, "is no file: expected status 404, found " + answer.status());
      } else if (answer.isKeptLong()) {
        findings.note(path, "is no file, and its 404 is kept: " + answer.header("Cache-Control"));
      }
    } catch (IOException e) {
      findings.wrong(path, "cannot be fetched: " + e.getMessage());
    }
  }
}
