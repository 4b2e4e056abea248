package dev.hearth.cli;

import dev.hearth.compare.CompareJson;
import dev.hearth.compare.CompareReport;
import dev.hearth.compare.CompareText;
import dev.hearth.compare.Comparison;
import dev.hearth.goldens.GivenGoldens;
import dev.hearth.jvm.JvmModels;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.predict.LoadListener;
import dev.hearth.predict.LoadOptions;
import dev.hearth.predict.Model;
import dev.hearth.site.StoredVersion;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearth compare}. */
@Command(
    name = "compare",
    sortOptions = false,
    description = "Tells which step differs from Python, and the likely cause.",
    footer = {
      "",
      "FILE is an .npz archive, a folder of .npy files, or JSON. Arrays are named as the model's"
          + " tensors, or in_NAME and out_NAME, or input and output; several cases as caseN_NAME or"
          + " along a first axis. Also: source (a file beside it), labels (the classes in Python's"
          + " order), probabilities (Python's), atol, rtol.",
      "Exit codes: 0 all agrees, 1 something differs or the input is at fault, 2 wrong usage."
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "PACKAGE",
      description = "A model's folder in a site's models folder, or one of its versions.")
  private Path model = Path.of("");

  @Option(
      names = "--golden",
      required = true,
      paramLabel = "FILE",
      description = "Inputs and outputs as Python had them; see below.")
  private Path golden = Path.of("");

  @Option(
      names = {"--source", "--golden-source"},
      paramLabel = "MEDIA",
      description =
          "The picture, WAV or text file that Python's input was made of; one for each case.")
  private List<Path> sources = new ArrayList<>();

  @Option(names = "--json", description = "Prints the report as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    StoredVersion version = StoredVersion.at(model);
    if (version == null) {
      throw new BadInputException(
          "Expected a model's folder in a site's models folder, as hearth import makes it, found "
              + model);
    }
    ModelManifest manifest = version.manifest();
    GivenGoldens given = GivenGoldens.read(golden, sources, manifest.inputs(), manifest.outputs());
    CompareReport report = report(manifest, given);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(CompareJson.of(report));
      out.flush();
    } else {
      CompareText.print(report, out);
    }
    return report.agrees() ? 0 : 1;
  }

  private CompareReport report(ModelManifest manifest, GivenGoldens given) throws IOException {
    if (manifest.runtime() != ModelRuntime.ONNX) {
      return Comparison.run(
          manifest,
          null,
          () -> {
            throw new BadInputException("Texts of a TF.js package cannot be compared on the JVM");
          },
          given,
          this::progress);
    }
    // A package whose own goldens fail here is compared all the same.
    LoadOptions options = new LoadOptions(List.of(), "", false, List.of());
    try (Model opened = new JvmModels().open(model.toString(), options, LoadListener.NONE)) {
      return Comparison.run(manifest, opened.session(), opened::tokenizer, given, this::progress);
    }
  }

  private void progress(String words) {
    if (!json) {
      spec.commandLine().getErr().println(words);
      spec.commandLine().getErr().flush();
    }
  }
}
