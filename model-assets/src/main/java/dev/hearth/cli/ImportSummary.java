package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.importer.ImportReport;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Goldens;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Variant;
import dev.hearth.predict.SelfTestReport;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.variants.VariantTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an import tells on success. */
final class ImportSummary {
  private ImportSummary() {}

  /** Returns the same and the notes for programs. */
  static ObjectNode json(ImportReport report, List<String> notes) {
    ModelManifest manifest = report.manifest();
    ObjectNode out = JsonOutput.JSON.createObjectNode();
    out.put("name", manifest.name()).put("version", manifest.version());
    out.put("folder", report.folder().toString());
    out.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
    out.put("task", manifest.task().id()).put("license", manifest.license());
    out.put("format", report.format()).put("runtime", manifest.runtime().id());
    VariantJson.addTo(out.putArray("variants"), report.variants());
    out.put("labels", manifest.labels().size());
    ObjectNode goldens = out.putObject("goldens");
    SelfTestReport selfTest = report.selfTest();
    Goldens said = manifest.goldens();
    if (said != null) {
      goldens.put("cases", said.cases().size()).put("engine", said.engine());
      goldens.put("abs", said.abs()).put("rel", said.rel());
    }
    if (selfTest != null) {
      goldens.put("maxAbsDiff", selfTest.maxAbsDiff());
    }
    notes.forEach(out.putArray("notes")::add);
    return out;
  }

  static void print(ImportReport report, PrintWriter out) {
    ModelManifest manifest = report.manifest();
    String what =
        switch (report.outcome()) {
          case ADDED -> "Imported ";
          case UNCHANGED -> "Already there, unchanged: ";
          case REPLACED -> "Replaced ";
        };
    out.println(what + manifest.name() + " " + manifest.version() + " at " + report.folder());
    line(out, "task", manifest.task().id() + ", licence " + manifest.license());
    line(out, "format", report.format());
    for (Variant variant : manifest.variants()) {
      line(out, variant.name(), Sizes.of(variant.bytes()) + " in " + count(variant.artifacts()));
    }
    tensors(out, "input", manifest.inputs());
    tensors(out, "output", manifest.outputs());
    if (!manifest.labels().isEmpty()) {
      line(
          out,
          "labels",
          manifest.labels().size()
              + ", from "
              + manifest.labels().get(0)
              + " to "
              + manifest.labels().get(manifest.labels().size() - 1));
    }
    if (report.variants().stream()
        .anyMatch(variant -> variant.accuracy() != null || variant.weights() != null)) {
      line(out, "variants", "beside the goldens, in the order that devices try them");
      VariantTable.lines(report.variants()).forEach(row -> out.println("    " + row));
    }
    line(out, "goldens", goldens(manifest.goldens(), report.selfTest()));
    out.flush();
  }

  private static String goldens(@Nullable Goldens goldens, @Nullable SelfTestReport report) {
    if (goldens == null) {
      return "none";
    }
    String cases =
        Sizes.count(goldens.cases().size(), "case")
            + ", "
            + Sizes.of(goldens.data().bytes())
            + ", by "
            + goldens.engine();
    return report == null
        ? cases + "; not run here"
        : cases
            + "; largest difference on the JVM "
            + report.maxAbsDiff()
            + ", allowed "
            + goldens.abs()
            + " + "
            + goldens.rel()
            + " x |expected|";
  }

  private static void tensors(PrintWriter out, String role, List<TensorInfo> tensors) {
    for (TensorInfo tensor : tensors) {
      line(out, role, tensor.toString());
    }
  }

  private static String count(List<Artifact> artifacts) {
    int shards = 0;
    for (Artifact artifact : artifacts) {
      shards += artifact.shards().size();
    }
    return Sizes.count(artifacts.size(), "file") + ", " + Sizes.count(shards, "shard");
  }

  private static void line(PrintWriter out, String key, String value) {
    out.println("  " + key + " ".repeat(Math.max(1, 9 - key.length())) + Plain.text(value));
  }
}
