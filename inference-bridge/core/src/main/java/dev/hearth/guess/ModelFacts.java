package dev.hearth.guess;

import dev.hearth.json.JsonObject;
import dev.hearth.source.ModelFile;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxSummary;
import dev.hearth.source.tfjs.TfjsContents;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model is made of, as JSON of stable keys. */
public final class ModelFacts {
  private static final int MAX_PROPERTY_CHARS = 2000;

  private ModelFacts() {}

  /**
   * Returns the format, the files, the inputs and outputs, the operators and how many values the
   * weights have.
   *
   * @param summary what an ONNX file says of itself; null for a model of TensorFlow.js
   */
  public static JsonObject of(SourceModel model, @Nullable OnnxSummary summary) throws IOException {
    JsonObject out = new JsonObject().put("format", model.format()).put("weights", model.variant());
    List<JsonObject> files = new ArrayList<>();
    long bytes = 0;
    for (ModelFile file : model.files()) {
      files.add(new JsonObject().put("path", file.path()).put("bytes", file.bytes()));
      bytes += file.bytes();
    }
    out.put("files", files)
        .put("bytes", bytes)
        .put("inputs", tensors(model.inputs(), model))
        .put("outputs", tensors(model.outputs(), model));
    if (summary == null) {
      TfjsContents contents = TfjsContents.read(model.main());
      return weights(out.put("operators", object(contents.operators())), contents.parameters())
          .put("producer", contents.producer());
    }
    JsonObject opsets = new JsonObject();
    summary
        .opsets()
        .forEach((domain, version) -> opsets.put(domain.isEmpty() ? "ai.onnx" : domain, version));
    JsonObject metadata = new JsonObject();
    summary.metadata().forEach((key, value) -> metadata.put(key, cut(value)));
    out.put("irVersion", summary.irVersion())
        .put("opsets", opsets)
        .put("producer", summary.producer())
        .put("description", summary.description())
        .put("metadata", metadata)
        .put("operators", object(summary.operators()));
    return weights(out, summary.parameters());
  }

  private static JsonObject weights(JsonObject out, Map<String, Long> parameters) {
    long all = 0;
    for (long values : parameters.values()) {
      all += values;
    }
    return out.put("parameters", all).put("parametersByType", object(parameters));
  }

  private static JsonObject object(Map<String, ? extends Number> values) {
    JsonObject out = new JsonObject();
    values.forEach(out::put);
    return out;
  }

  private static String cut(String text) {
    return text.length() <= MAX_PROPERTY_CHARS
        ? text
        : text.substring(0, MAX_PROPERTY_CHARS) + "... (" + text.length() + " characters)";
  }

  private static List<JsonObject> tensors(List<TensorInfo> tensors, SourceModel model) {
    List<JsonObject> out = new ArrayList<>();
    for (TensorInfo tensor : tensors) {
      List<Object> shape = new ArrayList<>();
      for (Dimension axis : tensor.dimensions()) {
        if (axis.isFree()) {
          shape.add(axis.name());
        } else {
          shape.add(axis.size());
        }
      }
      boolean told = !model.shapeless().contains(tensor.name());
      JsonObject one = new JsonObject().put("name", tensor.name()).put("type", tensor.type().id());
      if (told) {
        one.put("shape", shape);
      } else {
        one.members().put("shape", null);
      }
      out.add(one);
    }
    return out;
  }
}
