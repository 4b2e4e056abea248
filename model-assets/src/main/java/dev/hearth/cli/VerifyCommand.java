package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.progress.Progress;
import dev.hearth.verify.SiteVerifier;
import dev.hearth.verify.Verification;
import dev.hearth.verify.browser.BrowserCheck;
import dev.hearth.verify.browser.BrowserResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearth verify}. */
@Command(
    name = "verify",
    sortOptions = false,
    description =
        "Checks packages: every hash, size, shape, label count and golden, the licence,"
            + " the channels and their signatures, and what static hosts allow.",
    footer = {
      "",
      "Goldens run on the JVM for ONNX packages, and in a browser for all with --browser.",
      "Exit codes: 0 nothing is wrong, 1 something is, 2 wrong usage."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DIR",
      description = "A site's models folder, a model's folder in it, or one of its versions.")
  private Path path = Path.of("");

  @Option(
      names = "--browser",
      description =
          "Runs the goldens of every variant in headless Chrome, too, by the site around the"
              + " folder, and writes what came out into the model cards.")
  private boolean browser;

  @Option(
      names = "--chrome",
      paramLabel = "PROGRAM",
      description = "The browser to start. By default one that is found.")
  private @Nullable Path chrome;

  @Option(names = "--json", description = "Prints what was checked and found as a JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Verification done;
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
      done = verify(progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(json(done), out);
    } else {
      FindingsOutput.print(
          done.findings(),
          Sizes.count(done.versions(), "version")
              + ", "
              + Sizes.count(done.shards(), "shard")
              + " of "
              + Sizes.of(done.bytes())
              + " hashed, "
              + Sizes.count(done.goldenCases(), "golden case")
              + " run"
              + (done.browser().isEmpty() ? "" : ", " + inBrowser(done)),
          out);
    }
    return done.passed() ? 0 : 1;
  }

  private static String inBrowser(Verification done) {
    long ran = done.browser().stream().filter(result -> result.failure() == null).count();
    return ran + " of " + done.browser().size() + " variants run in the browser";
  }

  private Verification verify(Progress progress) throws IOException {
    BrowserCheck check = browser || chrome != null ? new BrowserCheck(chrome) : null;
    return SiteVerifier.verify(path, check, progress);
  }

  private static ObjectNode json(Verification done) {
    ObjectNode out = JsonOutput.JSON.createObjectNode().put("passed", done.passed());
    out.put("versions", done.versions()).put("shards", done.shards()).put("bytes", done.bytes());
    out.put("goldenCases", done.goldenCases());
    ArrayNode browser = out.putArray("browser");
    for (BrowserResult result : done.browser()) {
      browser
          .addObject()
          .put("model", result.model())
          .put("version", result.version())
          .put("variant", result.variant())
          .put("provider", result.provider())
          .put("cases", result.cases())
          .put("maxAbsDiff", result.maxAbsDiff())
          .put("failure", result.failure());
    }
    FindingsOutput.put(done.findings(), out);
    return out;
  }
}
