package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.release.Pruning;
import dev.hearth.release.Pruning.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearth release prune}. */
@Command(
    name = "prune",
    sortOptions = false,
    description = "Deletes versions that are not offered, and shards that no version names.",
    footer = {
      "",
      "What was never released and is later than the stable version waits for that, and stays.",
      "Exit codes: 0 done, 1 the input is at fault, 2 wrong usage."
    })
final class ReleasePruneCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "A model's folder, or a site's models folder.")
  private Path path = Path.of("");

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "So many versions stay besides, those first that were stable last, for rollback."
              + " Default: ${DEFAULT-VALUE}.")
  private int keep;

  @Option(names = "--dry-run", description = "Tells what would be deleted, and deletes nothing.")
  private boolean dryRun;

  @Mixin private ReleaseOptions.KeyOption key = new ReleaseOptions.KeyOption();

  @Option(names = "--json", description = "Prints what was deleted as a JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (keep < 0) {
      throw new ParameterException(spec.commandLine(), "Expected --keep of 0 or more, not " + keep);
    }
    Pruning pruning = Pruning.of(path, keep);
    if (!dryRun) {
      try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
        pruning.run(key.read(), progress);
      }
    }
    Plan plan = pruning.plan();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode all = JsonOutput.JSON.createObjectNode().put("dryRun", dryRun);
      plan.versions().forEach(all.putArray("versions")::add);
      JsonOutput.print(all.put("blobs", plan.blobs()).put("bytes", plan.bytes()), out);
      return 0;
    }
    plan.versions().forEach(version -> out.println("  " + version));
    out.println(
        (dryRun ? "Would delete " : "Deleted ")
            + Sizes.count(plan.versions().size(), "version")
            + " and "
            + Sizes.count(plan.blobs(), "file")
            + " of shards, "
            + Sizes.of(plan.bytes()));
    out.flush();
    return 0;
  }
}
