package dev.hearth.fuzz;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hearth.model.Scratch;
import dev.hearth.testing.OnnxModels;
import dev.hearth.testing.TinySavedModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What a fuzzer begins with: small whole inputs, and the same cut short. */
final class Seeds {
  static final String GRAPH =
      """
      {"format": "graph-model", "signature": {"inputs": {"x": {"name": "x:0", "dtype": "DT_FLOAT",
        "tensorShape": {"dim": [{"size": "-1"}, {"size": "2"}]}}},
        "outputs": {"y": {"name": "y:0", "dtype": "DT_FLOAT"}}},
       "modelTopology": {"node": [
        {"name": "w", "op": "Const", "attr": {"value": {"tensor": {"dtype": "DT_FLOAT",
          "tensorShape": {"dim": [{"size": "2"}, {"size": "1"}]}}}}},
        {"name": "x", "op": "Placeholder", "attr": {"dtype": {"type": "DT_FLOAT"}}},
        {"name": "y", "op": "MatMul", "input": ["x", "w"], "attr": {"T": {"type": "DT_FLOAT"}}}]},
       "weightsManifest": [{"paths": ["w.bin"],
        "weights": [{"name": "w", "shape": [2, 1], "dtype": "float32"}]}]}
      """;

  static final String LAYERS =
      """
      {"modelTopology": {"model_config": {"class_name": "Sequential", "config": {"layers": [
        {"class_name": "Conv2D", "config": {"name": "c", "filters": 2, "kernel_size": [3, 3],
          "strides": [2, 2], "padding": "same", "batch_input_shape": [null, 5, 5, 1]}},
        {"class_name": "Flatten", "config": {"name": "f"}},
        {"class_name": "Dense", "config": {"name": "o", "units": 3, "activation": "softmax"}}]}}},
       "weightsManifest": [{"paths": ["w.bin"], "weights": [
        {"name": "w", "shape": [8], "dtype": "float32", "quantization": {"dtype": "uint8"}}]}]}
      """;

  static final String GOLDEN =
      """
      {"schema": "golden/1", "engine": {"name": "e", "version": "1"}, "bin": "w.bin", "cases": [
        {"id": "a", "inputs": [{"name": "x", "dtype": "float32", "shape": [1], "offset": 0}],
         "outputs": [{"name": "y", "dtype": "float32", "shape": [1], "offset": 4}]}],
       "suggestedTolerance": {"abs": 0.1, "rel": 0.1}}
      """;

  private Seeds() {}

  static byte[] model() {
    return OnnxModels.unary("Relu", DataType.FLOAT, "1");
  }

  static Stream<byte[]> onnx() {
    AttributeProto branch =
        AttributeProto.newBuilder()
            .setName("body")
            .setG(OnnxModels.graph(OnnxModels.node("Relu", "y", "x")))
            .build();
    ModelProto.Builder rich =
        OnnxModels.model(
                OnnxModels.graph(
                        OnnxModels.node("Loop", "z", "w").addAttribute(branch),
                        OnnxModels.node("ZipMap", "y", "z").setDomain("ai.onnx.ml"))
                    .addInput(OnnxModels.value("x", DataType.FLOAT, "n", "3"))
                    .addOutput(OnnxModels.value("y", DataType.FLOAT, "?", "2"))
                    .addInitializer(OnnxModels.weights("w", 1, 2))
                    .addInitializer(
                        TensorProto.newBuilder()
                            .setName("e")
                            .setDataType(DataType.INT64_VALUE)
                            .addDims(1)
                            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                            .addExternalData(entry("location", "w.bin"))
                            .addExternalData(entry("offset", "0"))
                            .addExternalData(entry("length", "8"))))
            .addMetadataProps(entry("names", "{0: 'a', 1: 'b'}"))
            .addMetadataProps(entry("task", "detect"))
            .addMetadataProps(entry("stride", "32"));
    return withHalves(model(), rich.build().toByteArray());
  }

  static Stream<byte[]> tfjs() {
    return withHalves(utf8(GRAPH), utf8(LAYERS), utf8("{\"modelTopology\": {}}"));
  }

  static Stream<byte[]> goldens() {
    return withHalves(utf8(GOLDEN), utf8(GOLDEN.replace("[1]", "[1000000000]")));
  }

  static Stream<byte[]> hdf5() throws IOException {
    return withHalves(resource("/keras/conv.h5"));
  }

  static Stream<byte[]> kerasArchives() throws IOException {
    return withHalves(resource("/keras/conv.keras"));
  }

  static Stream<byte[]> zips() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("a/m.onnx"));
      zip.write(model());
    }
    return withHalves(out.toByteArray());
  }

  static Stream<byte[]> savedModels() throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path loop = TinySavedModels.loop().write(scratch.folder());
      return withHalves(Files.readAllBytes(loop.resolve("saved_model.pb")));
    }
  }

  static Stream<byte[]> numpy() throws IOException {
    return withHalves(
        resource("/dev/hearth/compare/numbered.npz"), resource("/dev/hearth/compare/kinds.npz"));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Seeds.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Stream<byte[]> withHalves(byte[]... whole) {
    return Stream.concat(
        Arrays.stream(whole),
        Arrays.stream(whole).map(bytes -> Arrays.copyOf(bytes, bytes.length / 2)));
  }
}
