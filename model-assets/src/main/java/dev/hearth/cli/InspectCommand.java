package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.inspect.Inspector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearth inspect}. */
@Command(
    name = "inspect",
    sortOptions = false,
    description =
        "Tells what a model or a package is made of, where it can run, and what an import"
            + " would make of it.",
    footer = {"", "Exit codes: 0 done, 1 the input is at fault, 2 wrong usage."})
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PATH",
      description =
          "A model file, the folder or zip of one, or a package's folder in a models folder.")
  private Path path = Path.of("");

  @Option(names = "--json", description = "Prints all of it as a JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ObjectNode found;
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
      progress.stage("Reading " + path, 0);
      found = Inspector.inspect(path);
    }
    if (json) {
      JsonOutput.print(found, spec.commandLine().getOut());
    } else {
      InspectText.print(found, spec.commandLine().getOut());
    }
    return 0;
  }
}
