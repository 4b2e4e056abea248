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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    List<String> arguments = new ArrayList<>(List.of("run", "--json", "--top=10"));
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

  /** Makes {@code names}: each word is of a person, of a place, or neither. */
  void names() throws IOException {
    Map<String, float[]> rows = new HashMap<>();
    for (String word : List.of("anna", "maria", "john")) {
      rows.put(word, new float[] {0, 6, 1, 0, 0});
    }
    for (String word : List.of("smith", "miller")) {
      rows.put(word, new float[] {0, 1, 5, 0, 0});
    }
    for (String word : List.of("new", "paris", "berlin")) {
      rows.put(word, new float[] {0, 0, 0, 5, 1});
    }
    rows.put("york", new float[] {0, 0, 0, 1, 4});
    float[] table = table(5, rows);
    GraphProto.Builder graph =
        graph(2)
            .addInitializer(floats("table", table, words, 5))
            .addInitializer(floats("other", new float[] {2, 0, 0, 0, 0}, 5))
            .addNode(OnnxModels.node("Gather", "scores", "table", "input_ids"))
            .addNode(OnnxModels.node("Add", "logits", "scores", "other"))
            .addOutput(OnnxModels.value("logits", DataType.FLOAT, "batch", "length", "5"));
    write(
        "names",
        "Names in a text",
        "Finds people and places.",
        "O\nB-PER\nI-PER\nB-LOC\nI-LOC\n",
        graph,
        """
        "task": "token-classification",
        "preprocessing": {"text": {"maxLength": 128}},
        "postprocessing": {"output": "logits", "aggregation": "simple"}
        """);
  }

  /** Makes {@code answers}: the word who asks for people, where for places, when for years. */
  void answers() throws IOException {
    Map<String, float[]> asking =
        Map.of(
            "who", new float[] {8, 0, 0},
            "where", new float[] {0, 8, 0},
            "when", new float[] {0, 0, 8});
    Map<String, float[]> first = new HashMap<>();
    first.put("anna", new float[] {1, 0, 0});
    first.put("new", new float[] {0, 1, 0});
    first.put("paris", new float[] {0, 0.8f, 0});
    first.put("1999", new float[] {0, 0, 1});
    Map<String, float[]> last = new HashMap<>(first);
    last.remove("anna");
    last.remove("new");
    last.put("smith", new float[] {1, 0, 0});
    last.put("york", new float[] {0, 1, 0});
    GraphProto.Builder graph =
        graph(3)
            .addInitializer(floats("asking", table(3, asking), words, 3))
            .addInitializer(floats("first", table(3, first), words, 3))
            .addInitializer(floats("final", table(3, last), words, 3))
            .addInitializer(floats("one", new float[] {1}, 1))
            .addInitializer(axes("last", -1))
            .addInitializer(axes("tokens", 1))
            .addNode(cast("second", "token_type_ids"))
            .addNode(OnnxModels.node("Sub", "question", "one", "second"))
            .addNode(OnnxModels.node("Unsqueeze", "column", "question", "last"))
            .addNode(OnnxModels.node("Gather", "every", "asking", "input_ids"))
            .addNode(OnnxModels.node("Mul", "asked", "every", "column"))
            .addNode(OnnxModels.node("ReduceSum", "kind", "asked", "tokens"));
    for (String end : List.of("first", "final")) {
      String output = end.equals("first") ? "start_logits" : "end_logits";
      graph
          .addNode(OnnxModels.node("Gather", end + " of", end, "input_ids"))
          .addNode(OnnxModels.node("Mul", end + " fits", end + " of", "kind"))
          .addNode(
              OnnxModels.node("ReduceSum", output, end + " fits", "last")
                  .addAttribute(number("keepdims", 0)))
          .addOutput(OnnxModels.value(output, DataType.FLOAT, "batch", "length"));
    }
    write(
        "answers",
        "Answers from a text",
        "Finds who, where and when.",
        "",
        graph,
        """
        "task": "question-answering",
        "preprocessing": {"text": {"maxLength": 64}},
        "postprocessing": {"start": "start_logits", "end": "end_logits", "answers": 3}
        """);
  }

  /** Makes {@code gaps}: words that go with those around the gap. */
  void gaps() throws IOException {
    String[] topics = {"paris", "rome", "tea", "coffee"};
    Map<String, float[]> context =
        Map.of(
            "france", new float[] {6, 2, 0, 0},
            "italy", new float[] {2, 6, 0, 0},
            "drink", new float[] {0, 0, 5, 4},
            "hot", new float[] {0, 0, 2, 3});
    float[] words = new float[topics.length * this.words];
    for (int i = 0; i < topics.length; i++) {
      words[i * this.words + id(topics[i])] = 2;
    }
    GraphProto.Builder graph =
        graph(2)
            .addInitializer(floats("context", table(4, context), this.words, 4))
            .addInitializer(floats("vocabulary", words, 4, this.words))
            .addInitializer(floats("none", new float[] {0}, 1))
            .addInitializer(axes("last", -1))
            .addInitializer(axes("tokens", 1))
            .addNode(OnnxModels.node("Gather", "around", "context", "input_ids"))
            .addNode(OnnxModels.node("ReduceSum", "topic", "around", "tokens"))
            .addNode(OnnxModels.node("MatMul", "word", "topic", "vocabulary"))
            .addNode(cast("mask", "attention_mask"))
            .addNode(OnnxModels.node("Mul", "nothing", "mask", "none"))
            .addNode(OnnxModels.node("Unsqueeze", "column", "nothing", "last"))
            .addNode(OnnxModels.node("Add", "logits", "column", "word"))
            .addOutput(
                OnnxModels.value("logits", DataType.FLOAT, "batch", "length", "" + this.words));
    write(
        "gaps",
        "Missing words",
        "Says which word is missing.",
        "",
        graph,
        """
        "task": "fill-mask",
        "preprocessing": {"text": {"maxLength": 64}},
        "postprocessing": {"output": "logits", "words": 4}
        """);
  }

  /** Makes {@code meanings}: sentences of animals, of food and of money. */
  void meanings() throws IOException {
    Map<String, float[]> rows = new HashMap<>();
    for (String word : List.of("cat", "dog", "horse", "animal", "##s")) {
      rows.put(word, new float[] {1, 0.1f, 0, rows.size() * 0.1f});
    }
    for (String word : List.of("bread", "soup", "eat", "cook", "kitchen")) {
      rows.put(word, new float[] {0.1f, 1, 0, rows.size() * 0.05f});
    }
    for (String word : List.of("bank", "money", "pay", "price", "euro")) {
      rows.put(word, new float[] {0, 0.1f, 1, -0.2f});
    }
    GraphProto.Builder graph =
        graph(2)
            .addInitializer(floats("table", table(4, rows), words, 4))
            .addNode(OnnxModels.node("Gather", "last_hidden_state", "table", "input_ids"))
            .addOutput(
                OnnxModels.value("last_hidden_state", DataType.FLOAT, "batch", "length", "4"));
    write(
        "meanings",
        "Meaning of sentences",
        "Tells how alike sentences are.",
        "",
        graph,
        """
        "task": "sentence-similarity",
        "preprocessing": {"text": {"maxLength": 64}},
        "postprocessing": {"output": "last_hidden_state", "pooling": "mean", "normalize": true}
        """);
  }

  private int id(String word) {
    return Objects.requireNonNull(ids.get(word), word);
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
    rows.forEach((word, row) -> System.arraycopy(row, 0, table, id(word) * columns, columns));
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
