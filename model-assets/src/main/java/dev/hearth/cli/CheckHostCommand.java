package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.hosts.HostCheck;
import dev.hearth.hosts.HostReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearth check-host}. */
@Command(
    name = "check-host",
    sortOptions = false,
    description =
        "Fetches a site that is online and tells what its host does wrong: types, caching,"
            + " compression, policy and isolation, pages sent for missing files, ranges, shards.",
    footer = {
      "",
      "What is wrong breaks the site; what is noted makes it slower or less safe.",
      "Exit codes: 0 nothing is wrong, 1 something is, 2 wrong usage."
    })
final class CheckHostCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "URL", description = "The site's root, such as https://a.org/app/.")
  private String url = "";

  @Option(
      names = "--all",
      description = "Hashes every shard that is offered, not the smallest of each version alone.")
  private boolean all;

  @Option(names = "--json", description = "Prints what was checked and found as a JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    HostReport report;
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
      report = HostCheck.run(url, all, progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(json(report), out);
      return report.passed() ? 0 : 1;
    }
    FindingsOutput.print(
        report.findings(),
        Sizes.count(report.models(), "model")
            + ", "
            + Sizes.count(report.versions(), "version")
            + ", "
            + Sizes.count(report.shards(), "shard")
            + " of "
            + Sizes.of(report.bytes())
            + " hashed, "
            + Sizes.count(report.requests(), "request"),
        out);
    return report.passed() ? 0 : 1;
  }

  private static ObjectNode json(HostReport report) {
    ObjectNode out = JsonOutput.JSON.createObjectNode().put("passed", report.passed());
    out.put("site", report.site()).put("models", report.models());
    out.put("versions", report.versions()).put("shards", report.shards());
    out.put("bytes", report.bytes()).put("requests", report.requests());
    FindingsOutput.put(report.findings(), out);
    return out;
  }
}
