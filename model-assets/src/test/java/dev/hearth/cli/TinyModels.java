package dev.hearth.cli;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hearth.testing.OnnxModels;
import java.nio.charset.StandardCharsets;

/** Models of a few bytes. */
final class TinyModels {
  /** Two pixels in, three classes out, in two axes of shape [1, 1, 1, 2]: Flatten, MatMul. */
  static byte[] classifier(String lastOp) {
    return classifier(lastOp, 1);
  }

  static byte[] classifier(String lastOp, int channels) {
    int values = channels * 20 * 30;
    GraphProto.Builder graph =
        OnnxModels.graph(
                OnnxModels.node("Flatten", "flat", "image"),
                OnnxModels.node("MatMul", "product", "flat", "w"),
                OnnxModels.node(lastOp, "y", "product"))
            .addInput(OnnxModels.value("image", DataType.FLOAT, "batch", "" + channels, "20", "30"))
            .addInput(OnnxModels.value("w", DataType.FLOAT, "" + values, "3"))
            .addInitializer(OnnxModels.weights("w", values, 3))
            .addOutput(OnnxModels.value("y", DataType.FLOAT, "batch", "3"));
    return OnnxModels.model(graph).build().toByteArray();
  }

  static final String GRAPH =
      """
      {"modelTopology": {"node": [
        {"name": "w", "op": "Const", "attr": {"value": {"tensor": {"dtype": "DT_FLOAT",
          "tensorShape": {"dim": [{"size": "2"}, {"size": "3"}]}}}}},
        {"name": "x", "op": "Placeholder", "attr": {"dtype": {"type": "DT_FLOAT"},
          "shape": {"shape": {"dim": [{"size": "-1"}, {"size": "2"}]}}}},
        {"name": "mm", "op": "MatMul", "input": ["x", "w"], "attr": {"T": {"type": "DT_FLOAT"}}},
        {"name": "soft", "op": "Softmax", "input": ["mm"], "attr": {"T": {"type": "DT_FLOAT"}}},
        {"name": "Identity", "op": "Identity", "input": ["soft"]}
      ]}, "weightsManifest": [{"paths": ["a-shard1of2", "a-shard2of2.bin"],
        "weights": [{"name": "w", "shape": [2, 3], "dtype": "float32"}]}]}
      """;

  static final String LAYERS =
      """
      {"format": "layers-model", "modelTopology": {"model_config": {"class_name": "Sequential",
        "config": {"name": "s", "layers": [
          {"class_name": "Conv2D", "config": {"name": "conv", "filters": 2, "kernel_size": [3, 3],
            "strides": [2, 2], "padding": "same", "batch_input_shape": [null, 5, 5, 1]}},
          {"class_name": "MaxPooling2D", "config": {"name": "pool", "pool_size": [2, 2]}},
          {"class_name": "Flatten", "config": {"name": "flat"}},
          {"class_name": "Dense", "config": {"name": "out", "units": 3,
            "activation": "softmax"}}]}}},
       "weightsManifest": [{"paths": ["w.bin"], "weights": [
          {"name": "conv/kernel", "shape": [3, 3, 1, 2], "dtype": "float32",
            "quantization": {"dtype": "uint8", "min": -1, "scale": 0.1}},
          {"name": "out/kernel", "shape": [2, 3], "dtype": "float32",
            "quantization": {"dtype": "uint8", "min": -1, "scale": 0.1}}]}]}
      """;

  static final String FUNCTIONAL =
      """
      {"modelTopology": {"class_name": "Model", "config": {"name": "m", "layers": [
          {"class_name": "InputLayer", "name": "a",
            "config": {"name": "a", "batch_input_shape": [null, 4], "dtype": "float32"}},
          {"class_name": "InputLayer", "name": "b",
            "config": {"name": "b", "batch_input_shape": [null, 2], "dtype": "int32"}},
          {"class_name": "Concatenate", "name": "c", "config": {"name": "c", "axis": -1},
            "inbound_nodes": [[["a", 0, 0, {}], ["b", 0, 0, {}]]]},
          {"class_name": "Mystery", "name": "m1", "config": {"name": "m1"},
            "inbound_nodes": [[["c", 0, 0, {}]]]}],
        "input_layers": [["b", 0, 0], ["a", 0, 0]],
        "output_layers": [["c", 0, 0], ["m1", 0, 0]]}},
       "weightsManifest": [{"paths": ["w.bin"],
         "weights": [{"name": "v", "shape": [2], "dtype": "int32"}]}]}
      """;

  private TinyModels() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
