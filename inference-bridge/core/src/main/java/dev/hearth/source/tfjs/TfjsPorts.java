package dev.hearth.source.tfjs;

import dev.hearth.source.BadInputException;
import dev.hearth.source.FreeAxes;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The inputs and outputs of a TF.js model, by the names its loaded model reports. */
final class TfjsPorts {
  private final String place;
  private final FreeAxes axes = new FreeAxes();
  private final List<TensorInfo> inputs = new ArrayList<>();
  private final List<TensorInfo> outputs = new ArrayList<>();
  private final Set<String> shapeless = new HashSet<>();
  private final Set<String> probabilities = new HashSet<>();

  TfjsPorts(String place) {
    this.place = place;
  }

  List<TensorInfo> inputs() {
    return inputs;
  }

  List<TensorInfo> outputs() {
    return outputs;
  }

  Set<String> shapeless() {
    return shapeless;
  }

  Set<String> probabilities() {
    return probabilities;
  }

  /**
   * Adds an input.
   *
   * @param dtype TensorFlow's or TF.js's name of its element type
   * @param shape the axis sizes, -1 where free; null where their number is not known
   */
  void input(String name, String dtype, int @Nullable [] shape) {
    inputs.add(tensor("input", name, dtype, shape));
  }

  /** Adds an output, as {@link #input} does. */
  void output(String name, String dtype, int @Nullable [] shape, boolean probability) {
    outputs.add(tensor("output", name, dtype, shape));
    if (probability) {
      probabilities.add(name);
    }
  }

  private TensorInfo tensor(String role, String name, String dtype, int @Nullable [] shape) {
    ElementType type =
        switch (dtype) {
          case "float32", "DT_FLOAT", "1", "float16", "DT_HALF", "19" -> ElementType.FLOAT32;
          // TF.js has one kind of integer.
          case "int32", "DT_INT32", "3", "int64", "DT_INT64", "9", "uint8", "DT_UINT8", "4" ->
              ElementType.INT32;
          case "bool", "DT_BOOL", "10" -> ElementType.BOOL;
          default ->
              throw new BadInputException(
                  place
                      + ": "
                      + role
                      + " "
                      + name
                      + " is of "
                      + dtype
                      + ", expected float32, int32 or bool");
        };
    List<Dimension> dimensions = new ArrayList<>();
    if (shape == null) {
      shapeless.add(name);
    } else {
      for (int size : shape) {
        dimensions.add(size < 0 ? axes.next() : Dimension.fixed(size));
      }
    }
    return new TensorInfo(name, type, dimensions);
  }
}
