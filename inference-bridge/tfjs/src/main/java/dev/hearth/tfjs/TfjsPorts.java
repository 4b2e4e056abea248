package dev.hearth.tfjs;

import dev.hearth.runtime.DeviceTensor;
import dev.hearth.runtime.Feeds;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import dev.hearth.tfjs.jso.TfTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The inputs or the outputs of a model. */
final class TfjsPorts {
  private final List<TensorInfo> infos = new ArrayList<>();

  /**
   * Adds one.
   *
   * @param dtype an empty one stands for float32, which a graph does not always say
   * @param dimensions null where their number is unknown
   */
  void add(String name, String dtype, @Nullable List<Dimension> dimensions) {
    for (TensorInfo other : infos) {
      if (other.name().equals(name)) {
        throw new InferenceException(
            Code.RUNTIME_FAILED,
            "Expected inputs and outputs of different names, found two of " + name);
      }
    }
    ElementType type = dtype.isEmpty() ? ElementType.FLOAT32 : TfjsValues.type(name, dtype);
    infos.add(
        dimensions == null
            ? TensorInfo.ofAnyRank(name, type)
            : new TensorInfo(name, type, dimensions));
  }

  List<TensorInfo> infos() {
    return infos;
  }

  /**
   * Checks feeds against these inputs.
   *
   * @throws InferenceException INVALID_INPUT as {@link Feeds#check} does
   */
  void check(Map<String, Tensor> feeds) {
    Feeds.check(infos, feeds);
  }

  /**
   * Returns those of other names.
   *
   * @throws InferenceException INVALID_INPUT if one of the names is none of these
   */
  TfjsPorts without(Set<String> names) {
    TfjsPorts others = new TfjsPorts();
    for (TensorInfo info : infos) {
      if (!names.contains(info.name())) {
        others.infos.add(info);
      }
    }
    if (others.infos.size() + names.size() > infos.size()) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected tensors for inputs of the model, found " + String.join(", ", names));
    }
    return others;
  }

  /**
   * Checks a feed in a backend's memory.
   *
   * @throws InferenceException INVALID_INPUT if it is of another type, shape or backend
   */
  TfTensor device(TensorInfo input, DeviceTensor feed, TfjsBackend backend) {
    if (!(feed instanceof TfjsDeviceTensor own) || own.backend() != backend) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a tensor of the "
              + backend.name()
              + " backend for input "
              + input.name()
              + ", found one of another backend or runtime");
    }
    if (feed.type() != input.type() || !input.accepts(feed.shape())) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected " + input + ", found " + feed.type().id() + feed.shape());
    }
    return own.tensor();
  }
}
