package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import dev.hearth.json.Names;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ModelFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What can run a model's files. */
public enum ModelRuntime {
  /** An ONNX graph: onnxruntime-web, or ONNX Runtime for Java. */
  ONNX,
  /** A TensorFlow.js graph model. */
  TFJS_GRAPH,
  /** A TensorFlow.js layers model (Keras). */
  TFJS_LAYERS;

  /**
   * Returns what can run a model's files: that of its first one, an ONNX graph or a model.json.
   *
   * @throws InferenceException INVALID_INPUT if it is neither
   */
  public static ModelRuntime of(ModelFiles files) {
    String path = files.mainPath();
    if (path.endsWith(".onnx")) {
      return ONNX;
    }
    if (!path.endsWith(".json")) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected an .onnx file or a TensorFlow.js model.json first, found " + path);
    }
    JsonObject json = JsonObject.parse(path, new String(files.bytes(path), StandardCharsets.UTF_8));
    JsonObject topology = json.object("modelTopology");
    boolean layers =
        json.string("format", "").equals("layers-model")
            || topology.has("model_config")
            || topology.has("class_name");
    return layers ? TFJS_LAYERS : TFJS_GRAPH;
  }

  /** Returns the execution providers that browsers may have for it, the fastest first. */
  public List<String> providers() {
    return this == ONNX
        ? List.of("webgpu", "wasm", "webgl", "webnn")
        : List.of("webgpu", "webgl", "wasm", "cpu");
  }

  /** Returns the name used in manifests. */
  public String id() {
    return Names.of(this);
  }
}
