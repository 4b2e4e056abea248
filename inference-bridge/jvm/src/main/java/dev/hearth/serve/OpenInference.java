package dev.hearth.serve;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Model;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Open Inference Protocol v2, which KServe, Triton and others speak. */
final class OpenInference {
  private static final Map<String, ElementType> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("FP32", ElementType.FLOAT32);
    TYPES.put("FP64", ElementType.FLOAT64);
    TYPES.put("FP16", ElementType.FLOAT16);
    TYPES.put("INT8", ElementType.INT8);
    TYPES.put("UINT8", ElementType.UINT8);
    TYPES.put("INT16", ElementType.INT16);
    TYPES.put("UINT16", ElementType.UINT16);
    TYPES.put("INT32", ElementType.INT32);
    TYPES.put("UINT32", ElementType.UINT32);
    TYPES.put("INT64", ElementType.INT64);
    TYPES.put("UINT64", ElementType.UINT64);
    TYPES.put("BOOL", ElementType.BOOL);
    TYPES.put("BYTES", ElementType.STRING);
  }

  private OpenInference() {}

  /** Returns what the server says of itself. */
  static String server() {
    return new JsonObject()
        .put("name", "hearth")
        .put("version", "2")
        .put("extensions", List.of())
        .put("live", true)
        .put("ready", true)
        .toString();
  }

  /** Returns what there is to know of a model. */
  static String metadata(Model model) {
    return new JsonObject()
        .put("name", model.manifest().name())
        .put("versions", List.of(model.manifest().version()))
        .put("platform", "onnxruntime_onnx")
        .put("ready", true)
        .put("inputs", described(model.session().inputs()))
        .put("outputs", described(model.session().outputs()))
        .toString();
  }

  /**
   * Reads the tensors of a request.
   *
   * @throws InferenceException if one is not as the protocol has them
   */
  static Map<String, Tensor> feeds(JsonObject request) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    request.objects(
        "inputs",
        input -> {
          String name = input.string("name");
          ElementType type = TYPES.get(input.string("datatype"));
          if (type == null) {
            throw input.wrong("datatype", "one of " + String.join(", ", TYPES.keySet()));
          }
          double[] sizes = input.numbers("shape");
          Elements elements = new Elements(name, type);
          elements.addAll(input.array("data"));
          return feeds.put(name, elements.tensor(Elements.shape(name, sizes)));
        });
    return feeds;
  }

  /** Returns the answer to a request, with those outputs that it asks for; all if it names none. */
  static String answer(ModelManifest manifest, JsonObject request, Map<String, Tensor> fetches) {
    List<JsonObject> outputs = new ArrayList<>();
    for (String name : wanted(request, fetches)) {
      Tensor tensor = fetches.get(name);
      if (tensor == null) {
        throw new InferenceException(
            Code.INVALID_INPUT,
            "Expected outputs of " + String.join(", ", fetches.keySet()) + ", found " + name);
      }
      outputs.add(
          new JsonObject()
              .put("name", name)
              .put("datatype", nameOf(tensor.type()))
              .put("shape", Elements.sizes(tensor.shape()))
              .put("data", Elements.flat(name, tensor)));
    }
    return new JsonObject()
        .put("model_name", manifest.name())
        .put("model_version", manifest.version())
        .put("id", request.has("id") ? request.string("id") : null)
        .put("outputs", outputs)
        .toString();
  }

  private static List<String> wanted(JsonObject request, Map<String, Tensor> fetches) {
    return request.has("outputs")
        ? request.objects("outputs", output -> output.string("name"))
        : List.copyOf(fetches.keySet());
  }

  private static List<JsonObject> described(List<TensorInfo> infos) {
    List<JsonObject> described = new ArrayList<>();
    for (TensorInfo info : infos) {
      List<Integer> sizes = new ArrayList<>();
      for (TensorInfo.Dimension dimension : info.dimensions()) {
        sizes.add(dimension.isFree() ? -1 : dimension.size());
      }
      described.add(
          new JsonObject()
              .put("name", info.name())
              .put("datatype", nameOf(info.type()))
              .put("shape", sizes));
    }
    return described;
  }

  private static String nameOf(ElementType type) {
    for (Map.Entry<String, ElementType> one : TYPES.entrySet()) {
      if (one.getValue() == type) {
        return one.getKey();
      }
    }
    throw new InferenceException(
        Code.INVALID_INPUT, "Expected a type that the protocol has, found " + type.id());
  }
}
