package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.importer.Quantizer;
import dev.hearth.variants.VariantKind;
import dev.hearth.variants.VariantRequest;
import dev.hearth.variants.VariantTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearth quantize}. */
@Command(
    name = "quantize",
    sortOptions = false,
    description = "Stores a model's weights in fewer bits, and measures what that costs.",
    footer = {
      "",
      "Of a model file or its folder, each variant becomes a folder in --out.",
      "Of a package, a new version with the variants is published beside the old one.",
      "Exit codes: 0 done, 1 the input is at fault, 2 wrong usage."
    })
final class QuantizeCommand implements Callable<Integer> {
  private static final List<VariantKind> USUAL =
      List.of(VariantKind.FP32, VariantKind.FP16, VariantKind.INT8);

  private static final List<String> OF_MODELS = List.of("--out", "--golden");
  private static final List<String> OF_PACKAGES = List.of("--version", "--shard-size", "--force");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PACKAGE_OR_MODEL",
      description = "A package's folder, an .onnx file, a TF.js model.json, or the folder of one.")
  private Path path = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "For a model: where the variants go; must not be there yet.")
  private @Nullable Path out;

  @Option(
      names = {"--version", "--model-version"},
      paramLabel = "V",
      description = "For a package: the new version.")
  private @Nullable String version;

  @Mixin private VariantOptions variants = new VariantOptions();

  @Option(
      names = "--golden",
      paramLabel = "FILE",
      description = "For a model: inputs with known outputs. Default: for ONNX, computed here.")
  private @Nullable Path golden;

  @Option(
      names = "--shard-size",
      paramLabel = "SIZE",
      defaultValue = "4MiB",
      converter = SizeConverter.class,
      description = "For a package: the largest file to serve. Default: ${DEFAULT-VALUE}.")
  private int shardBytes;

  @Option(
      names = "--force",
      description = "Replaces a version of other content. For sites nobody has visited.")
  private boolean force;

  @Option(names = "--json", description = "Prints what was made as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    VariantRequest request = variants.request(USUAL);
    List<String> notes = new ArrayList<>();
    Quantizer quantizer = new Quantizer(request, notes::add);
    boolean isPackage = Quantizer.isPackage(path);
    for (String option : isPackage ? OF_MODELS : OF_PACKAGES) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(),
            option + " is for " + (isPackage ? "a model, and this is a package" : "a package"));
      }
    }
    Quantizer.Report report =
        isPackage
            ? quantizer.pack(path, given("--version", version, "package"), shardBytes, force)
            : quantizer.model(path, golden, given("--out", out, "model"));
    PrintWriter lines = spec.commandLine().getOut();
    if (json) {
      ObjectNode made = VariantJson.of(report.folder(), report.variants());
      notes.forEach(made.putArray("notes")::add);
      lines.println(made);
    } else {
      for (String note : notes) {
        spec.commandLine().getErr().println("note: " + Plain.text(note));
      }
      spec.commandLine().getErr().flush();
      lines.println("Quantized to " + report.folder());
      VariantTable.lines(report.variants()).forEach(row -> lines.println("  " + row));
    }
    lines.flush();
    return 0;
  }

  private <T> T given(String option, @Nullable T value, String what) {
    if (value == null) {
      throw new ParameterException(
          spec.commandLine(), "Expected " + option + " for the " + what + " " + path);
    }
    return value;
  }
}
