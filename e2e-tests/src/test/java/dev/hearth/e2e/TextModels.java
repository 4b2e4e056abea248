package dev.hearth.e2e;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.testing.OnnxModels;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small models of texts that know a few words of BERT's vocabulary: the test data has the
 * tokenizer, and no such model. What they answer is computed by ONNX Runtime on the JVM, too.
 */
final class TextModels {
  private static final String[] FEEDS = {"input_ids", "attention_mask", "token_type_ids"};

  private final Path folder;
  private final Path models;
  private final Map<String, Integer> ids = new HashMap<>();
  private final int words;

  /**
   * Makes none yet.
   *
   * @param folder for what is imported
   * @param site gets the packages
   */
  TextModels(Path folder, Path site) throws IOException {
    this.folder = folder;
    models = site.resolve("models");
    List<String> vocabulary = Files.readAllLines(vocabulary());
    words = vocabulary.size();
    for (int i = 0; i < words; i++) {
      ids.put(vocabulary.get(i), i);
    }
  }

  private static Path vocabulary() {
    return TestData.path("tokenizers/bert-base-uncased/vocab.txt");
  }

  /** Returns what the package answers on the JVM, as JSON. */
  String answers(String name, String... input) throws IOException {
    List<String> arguments = new java.util.ArrayList<>(List.of("run", "--json", "--top=10"));
    arguments.add(models.resolve(name).toString());
    arguments.add("--");
    arguments.addAll(List.of(input));
    return HearthTool.run(arguments.toArray());
  }

  /** Makes {@code mood}: a text is positive or negative by the sum of its words. */
  void mood() throws IOException {
    float[] table =
        table(
            2,
            Map.of(
                "love", new float[] {-2, 2},
                "great", new float[] {-1.5f, 1.5f},
                "good", new float[] {-1, 1},
                "hate", new float[] {2, -2},
                "bad", new float[] {1, -1},
                "boring", new float[] {1.5f, -1.5f}));
    GraphProto.Builder graph =
        graph(2)
            .addInitializer(floats("table", table, words, 2))
            .addInitializer(axes("last", -1))
            .addInitializer(axes("tokens", 1))
            .addNode(OnnxModels.node("Gather", "scores", "table", "input_ids"))
            .addNode(cast("mask", "attention_mask"))
            .addNode(OnnxModels.node("Unsqueeze", "column", "mask", "last"))
            .addNode(OnnxModels.node("Mul", "seen", "scores", "column"))
            .addNode(
                OnnxModels.node("ReduceSum", "logits", "seen", "tokens")
                    .addAttribute(number("keepdims", 0)))
            .addOutput(OnnxModels.value("logits", DataType.FLOAT, "batch", "2"));
    write(
        "mood",
        "Mood of a text",
        "Tells whether a text sounds glad or cross.",
        "negative\npositive\n",
        graph,
        """
        "task": "text-classification",
        "preprocessing": {"text": {"maxLength": 32}},
        "postprocessing": {"output": "logits", "activation": "softmax"}
        """);
  }

  private void write(
      String name,
      String title,
      String about,
      String labels,
      GraphProto.Builder graph,
      String description)
      throws IOException {
    Path model = Files.createDirectories(folder.resolve(name));
    Files.write(model.resolve("model.onnx"), OnnxModels.model(graph).build().toByteArray());
    Files.copy(vocabulary(), model.resolve("vocab.txt"));
    Files.writeString(model.resolve("hearth.json"), "{" + description + "}");
    if (!labels.isEmpty()) {
      Files.writeString(model.resolve("labels.txt"), labels);
    }
    HearthTool.run(
        "import",
        "--out=" + models,
        "--name=" + name,
        "--title=" + title,
        "--description=" + about,
        model);
  }

  /** Returns a graph of the first inputs of BERT. */
  private static GraphProto.Builder graph(int feeds) {
    GraphProto.Builder graph = OnnxModels.graph();
    for (int i = 0; i < feeds; i++) {
      graph.addInput(OnnxModels.value(FEEDS[i], DataType.INT64, "batch", "length"));
    }
    return graph;
  }

  /** Returns rows of 0, but for those of the words named. */
  private float[] table(int columns, Map<String, float[]> rows) {
    float[] table = new float[words * columns];
    rows.forEach((word, row) -> System.arraycopy(row, 0, table, ids.get(word) * columns, columns));
    return table;
  }

  private static TensorProto floats(String name, float[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.FLOAT.getNumber())
            .setRawData(ByteString.copyFrom(bytes.array()));
    for (long size : shape) {
      tensor.addDims(size);
    }
    return tensor.build();
  }

  private static TensorProto axes(String name, long axis) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(DataType.INT64.getNumber())
        .addDims(1)
        .addInt64Data(axis)
        .build();
  }

  private static NodeProto.Builder cast(String output, String input) {
    return OnnxModels.node("Cast", output, input)
        .addAttribute(number("to", DataType.FLOAT.getNumber()));
  }

  private static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }
}
