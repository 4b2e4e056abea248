package dev.hearth.importer;

import dev.hearth.goldens.GoldenSet;
import dev.hearth.guess.Identity;
import dev.hearth.manifest.Task;
import dev.hearth.model.SourceFile;
import dev.hearth.predict.SelfTestReport;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.variants.MadeVariant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model card of a model that came without one: what its files tell, and what they do not. */
final class ModelCard {
  private ModelCard() {}

  static String write(
      Identity identity,
      Task task,
      SourceModel model,
      List<MadeVariant> variants,
      List<String> labels,
      @Nullable GoldenSet goldens,
      @Nullable SelfTestReport report,
      List<String> preprocessing) {
    StringBuilder card = new StringBuilder();
    card.append("# ").append(identity.title()).append("\n\n");
    if (!identity.description().isEmpty()) {
      card.append(identity.description()).append("\n\n");
    }
    card.append("This card was written by `hearth import` from the model's files. ")
        .append("Its author has not described training data, intended use, limits or accuracy.\n\n")
        .append("## Licence\n\n");
    card.append(
        identity.license().equals(Identity.UNKNOWN_LICENSE)
            ? "Not stated. Find out before you publish this model.\n\n"
            : identity.license() + "\n\n");
    card.append("## Model\n\n- Task: ").append(task.id());
    card.append("\n- Format: ").append(model.format());
    card.append(", weights ").append(model.variant()).append('\n');
    for (SourceFile file : SourceFile.all(model)) {
      card.append("- File: `").append(file.path()).append("`, ");
      card.append(file.bytes()).append(" bytes\n");
    }
    if (!labels.isEmpty()) {
      card.append("- Classes: ").append(labels.size()).append('\n');
    }
    card.append("\n## Inputs and outputs\n\n| | name | type and shape |\n|---|---|---|\n");
    rows(card, "input", model.inputs());
    rows(card, "output", model.outputs());
    card.append("\n## Parity\n\n")
        .append(parity(weights(model, variants), goldens, report, preprocessing));
    return card.toString();
  }

  private static String weights(SourceModel model, List<MadeVariant> variants) {
    boolean there = variants.stream().anyMatch(one -> one.report().name().equals(model.variant()));
    return model.variant() + (there ? "" : " (not in this package)");
  }

  private static void rows(StringBuilder card, String role, List<TensorInfo> tensors) {
    for (TensorInfo tensor : tensors) {
      card.append("| ").append(role).append(" | `").append(tensor.name()).append("` | ");
      card.append(tensor.toString().substring(tensor.name().length() + 1)).append(" |\n");
    }
  }

  private static String parity(
      String variant,
      @Nullable GoldenSet goldens,
      @Nullable SelfTestReport report,
      List<String> preprocessing) {
    if (goldens == null) {
      return "There are no goldens: nothing was compared.\n";
    }
    ParityTable table =
        new ParityTable(goldens.engine(), goldens.cases().size(), goldens.abs(), goldens.rel());
    if (report == null) {
      table.unmeasured("ONNX Runtime (JVM)", variant, "cannot run this format");
    } else {
      table.row("ONNX Runtime (JVM)", variant, report.maxAbsDiff(), null, "within the tolerance");
    }
    preprocessing.forEach(table::remark);
    return table
        .unmeasured("browser (JavaScript)", "each variant", "tested on each device")
        .markdown();
  }
}
