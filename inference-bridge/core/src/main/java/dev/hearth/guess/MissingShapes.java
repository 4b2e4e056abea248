package dev.hearth.guess;

import dev.hearth.manifest.Goldens.GoldenCase;
import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.source.BadInputException;
import dev.hearth.source.FreeAxes;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills in the shapes a model's files do not tell: from its goldens, else from its labels. */
public final class MissingShapes {
  private final SourceModel model;
  private final List<GoldenCase> goldens;
  private final @Nullable List<String> labels;
  private final Consumer<String> notes;
  private final FreeAxes axes = new FreeAxes();

  private MissingShapes(
      SourceModel model,
      List<GoldenCase> goldens,
      @Nullable List<String> labels,
      Consumer<String> notes) {
    this.model = model;
    this.goldens = goldens;
    this.labels = labels;
    this.notes = notes;
  }

  /**
   * Returns the model with shapes for all its inputs and outputs.
   *
   * @param goldens inputs with known outputs; may be empty
   * @param notes takes one sentence about each shape that is assumed
   * @throws BadInputException if the shape of an input is not known
   */
  public static SourceModel fill(
      SourceModel model,
      List<GoldenCase> goldens,
      @Nullable List<String> labels,
      Consumer<String> notes) {
    if (model.shapeless().isEmpty()) {
      return model;
    }
    MissingShapes shapes = new MissingShapes(model, goldens, labels, notes);
    return model.withTensors(shapes.inputs(), shapes.outputs());
  }

  private List<TensorInfo> inputs() {
    List<TensorInfo> out = new ArrayList<>();
    for (TensorInfo input : model.inputs()) {
      List<Dimension> found = fromGoldens(input);
      if (model.shapeless().contains(input.name()) && found == null) {
        throw new BadInputException(
            "The model does not tell the shape of its input "
                + input.name()
                + "; give a golden, or export it with input shapes");
      }
      out.add(found == null ? input : new TensorInfo(input.name(), input.type(), found));
    }
    return out;
  }

  private List<TensorInfo> outputs() {
    List<TensorInfo> out = new ArrayList<>();
    for (TensorInfo output : model.outputs()) {
      List<Dimension> found = fromGoldens(output);
      if (model.shapeless().contains(output.name()) && found == null) {
        found = List.of(axes.next(), labels == null ? axes.next() : Dimension.fixed(labels.size()));
        notes.accept(
            "the shape of the output "
                + output.name()
                + " cannot be told from the files: "
                + new TensorInfo(output.name(), output.type(), found)
                + " is assumed; give a golden to be sure");
      }
      out.add(found == null ? output : new TensorInfo(output.name(), output.type(), found));
    }
    return out;
  }

  /** Returns the shape that all cases have, its first axis and those that differ left free. */
  private @Nullable List<Dimension> fromGoldens(TensorInfo info) {
    if (!model.shapeless().contains(info.name())) {
      return null;
    }
    int[] sizes = null;
    for (GoldenCase golden : goldens) {
      List<GoldenTensor> tensors = new ArrayList<>(golden.inputs());
      tensors.addAll(golden.outputs());
      for (GoldenTensor tensor : tensors) {
        if (!tensor.name().equals(info.name())) {
          continue;
        }
        int[] found = tensor.shape().sizes();
        sizes = sizes == null ? found : common(sizes, found);
      }
    }
    if (sizes == null) {
      return null;
    }
    List<Dimension> out = new ArrayList<>();
    for (int axis = 0; axis < sizes.length; axis++) {
      out.add(sizes[axis] < 0 || axis == 0 ? axes.next() : Dimension.fixed(sizes[axis]));
    }
    return out;
  }

  private static int[] common(int[] sizes, int[] found) {
    for (int axis = 0; axis < Math.min(sizes.length, found.length); axis++) {
      if (sizes[axis] != found[axis]) {
        sizes[axis] = -1;
      }
    }
    return sizes;
  }
}
