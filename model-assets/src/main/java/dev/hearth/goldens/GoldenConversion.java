package dev.hearth.goldens;

import dev.hearth.manifest.Goldens.GoldenCase;
import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes of given goldens those that a package carries: by the model's names, types and shapes. */
final class GoldenConversion {
  private static final double ABS = 1e-4;
  private static final double REL = 1e-3;
  private final Path file;
  private final SourceModel model;
  private final GoldenData data = new GoldenData();
  private double magnitude = 0.1;

  GoldenConversion(Path file, SourceModel model) {
    this.file = file;
    this.model = model;
  }

  /**
   * Returns the cases. Without a tolerance given it is that of another engine's float32 arithmetic
   * at the outputs' magnitude.
   *
   * @throws BadInputException if a case lacks an input or has no output, or a tensor is not what
   *     the model takes
   */
  GoldenSet of(GivenGoldens given) {
    List<GoldenCase> cases = new ArrayList<>();
    for (GivenCase one : given.cases()) {
      if (one.outputs().isEmpty()) {
        throw wrong(one, "has none of the outputs", model.outputs());
      }
      cases.add(
          new GoldenCase(
              one.id(),
              places(one, one.inputs(), model.inputs(), true),
              places(one, one.outputs(), model.outputs(), false)));
    }
    double abs = Double.isNaN(given.abs()) ? GoldenMaker.rounded(ABS * magnitude) : given.abs();
    double rel = Double.isNaN(given.rel()) ? REL : given.rel();
    return new GoldenSet(given.engine(), abs, rel, cases, data.toByteArray());
  }

  private List<GoldenTensor> places(
      GivenCase one, Map<String, Tensor> tensors, List<TensorInfo> infos, boolean isInput) {
    List<GoldenTensor> out = new ArrayList<>();
    for (TensorInfo info : infos) {
      Tensor value = tensors.get(info.name());
      if (value == null && !isInput) {
        continue;
      }
      if (value == null) {
        throw wrong(one, "has no input " + info.name() + " of the inputs", infos);
      }
      if (!model.shapeless().contains(info.name()) && !info.accepts(value.shape())) {
        throw wrong(one, "gives " + info.name() + " the shape " + value.shape() + " for", infos);
      }
      Tensor typed;
      byte[] bytes;
      try {
        typed = TensorBytes.as(info.type(), value);
        bytes = TensorBytes.of(typed);
      } catch (IllegalArgumentException e) {
        throw new BadInputException(what(one) + " gives " + info.name() + ": " + e.getMessage(), e);
      }
      if (!isInput) {
        GoldenData.checkFinite(typed, what(one) + ": " + info.name());
      }
      for (int i = 0; !isInput && i < typed.shape().elementCount(); i++) {
        magnitude = Math.max(magnitude, Math.abs(typed.at(i)));
      }
      out.add(data.add(info.name(), typed.type(), typed.shape(), bytes));
    }
    return out;
  }

  private String what(GivenCase one) {
    return one.id() + " of the golden " + file;
  }

  private BadInputException wrong(GivenCase one, String problem, List<TensorInfo> infos) {
    return new BadInputException(
        what(one) + " " + problem + " " + infos + (infos.isEmpty() ? "" : " of the model"));
  }
}
