package dev.hearth.manifest;

/** What can run a model's files. */
public enum ModelRuntime {
  /** An ONNX graph: onnxruntime-web, or ONNX Runtime for Java. */
  ONNX("onnx"),
  /** A TensorFlow.js graph model. */
  TFJS_GRAPH("tfjs-graph"),
  /** A TensorFlow.js layers model (Keras). */
  TFJS_LAYERS("tfjs-layers");

  private final String id;

  ModelRuntime(String id) {
    this.id = id;
  }

  /** Returns the name used in manifests. */
  public String id() {
    return id;
  }
}
