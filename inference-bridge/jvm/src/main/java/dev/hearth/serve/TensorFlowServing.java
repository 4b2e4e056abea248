package dev.hearth.serve;

import dev.hearth.json.JsonObject;
import dev.hearth.predict.Model;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** TensorFlow Serving's REST interface: nested lists, typed by what the model takes. */
final class TensorFlowServing {
  private TensorFlowServing() {}

  /** Returns that a model is there. */
  static String state(Model model) {
    return new JsonObject()
        .put(
            "model_version_status",
            List.of(
                new JsonObject()
                    .put("version", model.manifest().version())
                    .put("state", "AVAILABLE")
                    .put("status", new JsonObject().put("error_code", "OK"))))
        .toString();
  }

  /**
   * A request.
   *
   * @param inRows whether inputs and outputs are a list of instances, in place of whole tensors
   */
  record Request(Map<String, Tensor> feeds, boolean inRows) {
    /**
     * Reads a request.
     *
     * @throws InferenceException if it is not one, or not for such a model
     */
    static Request read(JsonObject asked, List<TensorInfo> inputs) {
      if (asked.has("inputs") == asked.has("instances")) {
        throw asked.wrong("inputs", "given, or else instances");
      }
      boolean inRows = asked.has("instances");
      Object given = asked.members().get(inRows ? "instances" : "inputs");
      Map<String, Tensor> feeds = new LinkedHashMap<>();
      for (TensorInfo input : inputs) {
        Object value = inRows ? column(given, input, inputs) : whole(given, input, inputs);
        feeds.put(input.name(), Elements.nested(input.name(), input.type(), value));
      }
      return new Request(feeds, inRows);
    }

    /** Returns the answer with what the model made of the request. */
    String answer(Map<String, Tensor> fetches) {
      Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
      for (Map.Entry<String, Tensor> fetch : fetches.entrySet()) {
        outputs.put(fetch.getKey(), Elements.nested(fetch.getKey(), fetch.getValue()));
      }
      Object only = outputs.size() == 1 ? outputs.values().iterator().next() : null;
      return inRows
          ? new JsonObject().put("predictions", only != null ? only : rows(outputs)).toString()
          : new JsonObject().put("outputs", only != null ? only : outputs).toString();
    }

    private static @Nullable Object whole(
        @Nullable Object given, TensorInfo input, List<TensorInfo> inputs) {
      if (given instanceof Map<?, ?> named) {
        return member(named, input.name());
      }
      return alone(given, input, inputs);
    }

    private static @Nullable Object column(
        @Nullable Object given, TensorInfo input, List<TensorInfo> inputs) {
      if (!(given instanceof List<?> instances)) {
        throw invalid("a list of instances", given);
      }
      List<@Nullable Object> column = new ArrayList<>();
      for (Object instance : instances) {
        column.add(
            instance instanceof Map<?, ?> named
                ? member(named, input.name())
                : alone(instance, input, inputs));
      }
      return column;
    }

    private static @Nullable Object alone(
        @Nullable Object given, TensorInfo input, List<TensorInfo> inputs) {
      if (inputs.size() != 1) {
        throw invalid("an object with " + input.name(), given);
      }
      return given;
    }

    private static @Nullable Object member(Map<?, ?> named, String name) {
      if (!named.containsKey(name)) {
        throw invalid("input " + name, named.keySet());
      }
      return named.get(name);
    }

    private static List<Map<String, @Nullable Object>> rows(Map<String, @Nullable Object> outputs) {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      for (Map.Entry<String, @Nullable Object> output : outputs.entrySet()) {
        if (!(output.getValue() instanceof List<?> column)) {
          throw invalid("outputs with a row for each instance", output.getKey());
        }
        for (int i = 0; i < column.size(); i++) {
          if (i == rows.size()) {
            rows.add(new LinkedHashMap<>());
          }
          rows.get(i).put(output.getKey(), column.get(i));
        }
      }
      return rows;
    }

    private static InferenceException invalid(String expected, @Nullable Object found) {
      return new InferenceException(
          Code.INVALID_INPUT, "Expected " + expected + ", found " + Elements.brief(found));
    }
  }
}
