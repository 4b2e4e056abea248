package dev.hearth.jvm;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hearth.testing.OnnxModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A site of two tiny models: one names the brightest of four pixels, one the larger of two ids. */
final class SmallSite {
  static final String PIXELS = "pixels";
  static final String WORDS = "words";

  private final Path models;

  private SmallSite(Path models) {
    this.models = models;
  }

  static SmallSite write(Path models) throws IOException {
    SmallSite site = new SmallSite(models);
    Files.createDirectories(models.resolve("blobs"));
    site.publish(
        PIXELS,
        OnnxModels.model(
                OnnxModels.graph(OnnxModels.node("Flatten", "y", "x"))
                    .addInput(OnnxModels.value("x", DataType.FLOAT, "1", "1", "2", "2"))
                    .addOutput(OnnxModels.value("y", DataType.FLOAT, "1", "4")))
            .build()
            .toByteArray(),
        """
        "task": "image-classification", "labels": ["a", "b", "c", "d"],
        "inputs": [{"name": "x", "type": "float32", "shape": [1, 1, 2, 2]}],
        "outputs": [{"name": "y", "type": "float32", "shape": [1, 4]}],
        "preprocessing": {"image": {"width": 2, "height": 2, "color": "grey", "fit": "stretch",
          "scale": 1, "mean": [0], "std": [1], "layout": "NCHW"}},
        "postprocessing": {"output": "y", "activation": "softmax"}
        """);
    site.publish(
        WORDS,
        OnnxModels.model(
                OnnxModels.graph(
                        OnnxModels.node("Cast", "y", "input_ids")
                            .addAttribute(
                                AttributeProto.newBuilder()
                                    .setName("to")
                                    .setType(AttributeProto.AttributeType.INT)
                                    .setI(DataType.FLOAT.getNumber())))
                    .addInput(OnnxModels.value("input_ids", DataType.INT64, "1", "2"))
                    .addOutput(OnnxModels.value("y", DataType.FLOAT, "1", "2")))
            .build()
            .toByteArray(),
        """
        "task": "text-classification", "labels": ["first", "second"],
        "inputs": [{"name": "input_ids", "type": "int64", "shape": [1, 2]}],
        "outputs": [{"name": "y", "type": "float32", "shape": [1, 2]}],
        "preprocessing": {"text": {"files": [%s]}},
        "postprocessing": {"output": "y", "activation": "softmax"}
        """
            .formatted(
                site.artifact(
                    "vocab.txt",
                    "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n".getBytes(StandardCharsets.UTF_8))));
    return site;
  }

  Path models() {
    return models;
  }

  Path manifest(String name) {
    return models.resolve(name).resolve("1.0.0/manifest.json");
  }

  /** Returns the file of the shard that a model has. */
  Path blob(String name) throws IOException {
    String json = Files.readString(manifest(name));
    int at = json.indexOf("\"sha256\"") + 11;
    return models.resolve("blobs").resolve(json.substring(at, at + 64));
  }

  private void publish(String name, byte[] onnx, String rest) throws IOException {
    Files.createDirectories(manifest(name).getParent());
    Files.writeString(models.resolve(name).resolve("channels.json"), "{\"stable\": \"1.0.0\"}");
    Files.writeString(
        manifest(name),
        """
        {"schema": 1, "name": "%s", "version": "1.0.0", "title": "A model", "license": "MIT",
         "runtime": "onnx", "generator": "a test",
         "variants": [{"name": "fp32", "artifacts": [%s]}],
         %s}
        """
            .formatted(name, artifact("model.onnx", onnx), rest));
  }

  private String artifact(String path, byte[] bytes) throws IOException {
    String hash = Sha256.of(bytes);
    Files.write(models.resolve("blobs").resolve(hash), bytes);
    return "{\"path\": \"%s\", \"shards\": [{\"sha256\": \"%s\", \"bytes\": %d}]}"
        .formatted(path, hash, bytes.length);
  }
}
