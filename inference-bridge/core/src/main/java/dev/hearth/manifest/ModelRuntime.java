package dev.hearth.manifest;

import dev.hearth.json.Names;

/** What can run a model's files. */
public enum ModelRuntime {
  /** An ONNX graph: onnxruntime-web, or ONNX Runtime for Java. */
  ONNX,
  /** A TensorFlow.js graph model. */
  TFJS_GRAPH,
  /** A TensorFlow.js layers model (Keras). */
  TFJS_LAYERS;

  /** Returns the name used in manifests. */
  public String id() {
    return Names.of(this);
  }
}
