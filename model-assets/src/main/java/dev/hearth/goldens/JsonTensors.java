package dev.hearth.goldens;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.source.BadInputException;
import dev.hearth.tensor.DoubleTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Tensors in JSON: arrays in arrays, whose nesting is the shape; or {@code {"shape": [...], "data":
 * [...]}}.
 */
final class JsonTensors {
  private static final int MAX_AXES = 16;

  private JsonTensors() {}

  /**
   * Returns a tensor of float64 or text.
   *
   * @param what names it in errors
   * @throws BadInputException if the arrays are of different lengths, or hold something else than
   *     numbers or text
   */
  static Tensor read(JsonNode json, String what) {
    if (!json.isObject()) {
      List<Integer> sizes = new ArrayList<>();
      for (JsonNode node = json; node.isArray(); node = node.path(0)) {
        if (sizes.size() == MAX_AXES) {
          throw new BadInputException(what + " has more than " + MAX_AXES + " axes");
        }
        sizes.add(node.size());
      }
      List<JsonNode> leaves = new ArrayList<>();
      flatten(json, sizes, 0, leaves, what);
      return tensor(leaves, sizes.stream().mapToInt(Integer::intValue).toArray(), what);
    }
    JsonNode shape = json.path("shape");
    JsonNode data = json.path("data");
    if (!shape.isArray() || !data.isArray() || shape.size() > MAX_AXES) {
      throw new BadInputException(
          what + " is no tensor: expected arrays of numbers, or an object of shape and data");
    }
    int[] sizes = new int[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape.get(i).asInt(-1);
    }
    List<JsonNode> leaves = new ArrayList<>();
    data.forEach(leaves::add);
    return tensor(leaves, sizes, what);
  }

  private static void flatten(
      JsonNode node, List<Integer> sizes, int depth, List<JsonNode> leaves, String what) {
    if (depth == sizes.size()) {
      leaves.add(node);
      return;
    }
    if (!node.isArray() || node.size() != sizes.get(depth)) {
      throw new BadInputException(what + " is no tensor: its arrays are of different lengths");
    }
    for (JsonNode child : node) {
      flatten(child, sizes, depth + 1, leaves, what);
    }
  }

  private static Tensor tensor(List<JsonNode> leaves, int[] sizes, String what) {
    try {
      Shape shape = Shape.of(sizes);
      if (!leaves.isEmpty() && leaves.get(0).isTextual()) {
        String[] texts = new String[leaves.size()];
        for (int i = 0; i < texts.length; i++) {
          texts[i] = leaves.get(i).asText();
        }
        return StringTensor.of(shape, texts);
      }
      double[] values = new double[leaves.size()];
      for (int i = 0; i < values.length; i++) {
        JsonNode leaf = leaves.get(i);
        if (!leaf.isNumber() && !leaf.isBoolean()) {
          throw new BadInputException(what + " holds " + leaf.getNodeType() + " for a number");
        }
        values[i] = leaf.isBoolean() ? leaf.asBoolean() ? 1 : 0 : leaf.asDouble();
      }
      return DoubleTensor.of(shape, values);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(what + " is no tensor. " + e.getMessage(), e);
    }
  }
}
