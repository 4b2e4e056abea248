package dev.hearth.cli;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import dev.hearth.testing.OnnxModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Inputs that are at fault, each in its own way. */
final class MalformedInputs {
  private static final byte[] ONNX = TinyModels.classifier("Softmax");
  private static final String LAYERS = TinyModels.LAYERS;
  private static final String WHOLE = "not a whole ONNX model";
  private static final String RELATIVE = "expected a relative path";

  private final List<Case> cases = new ArrayList<>();

  private MalformedInputs() {}

  /**
   * One of them.
   *
   * @param name for the test's report; the first file is the one to be imported
   * @param sentence a part of what is said
   * @param inspected true if the fault is one that inspect meets too
   * @param files the content by path
   */
  record Case(String name, String sentence, boolean inspected, Map<String, byte[]> files) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> all() throws IOException {
    MalformedInputs inputs = new MalformedInputs();
    inputs.otherFiles();
    inputs.bombs();
    inputs.paths();
    inputs.shapes();
    inputs.zips();
    return inputs.cases;
  }

  private void otherFiles() throws IOException {
    onnx("empty", "is empty (0 bytes)", new byte[0]);
    onnx("cut", WHOLE, Arrays.copyOf(ONNX, ONNX.length / 2));
    onnx("cut by one byte", WHOLE, Arrays.copyOf(ONNX, ONNX.length - 1));
    onnx("picture", "a picture", latin("\u0089PNG\r\n\u001a\n"));
    onnx("page", "an HTML or XML page", latin("<!doctype html><p>404"));
    onnx("zip", "a zip archive with a file", Zips.of(Map.of("../../evil", new byte[1])));
    onnx("pickle", "a Python pickle", new byte[] {-128, 2, 125, 113, 0, 46});
    onnx("TFLite", "a TensorFlow Lite model", latin("\u001c\0\0\0TFL3 and more"));
    onnx("LFS pointer", "a Git LFS pointer", latin("version https://git-lfs.github.com/spec/v1"));
    onnx("noise", WHOLE, noise());
    add("text", WHOLE, "notes.txt", latin("Dear model,"));
    add("ONNX as JSON", "not JSON", "model.json", ONNX);
    add("empty JSON", "is empty (0 bytes)", "model.json", new byte[0]);
    add("page as JSON", "an HTML or XML page", "model.json", latin("<!doctype html><p>404"));
    add("other JSON", "without modelTopology", "package.json", latin("{\"name\": \"x\"}"));
    add("JSON array", "without modelTopology", "model.json", latin("[[[]]]"));
    // The first bytes make it UTF-32, which ends within a character.
    add("cut UTF-32", "not JSON", "model.json", new byte[] {10, 0, 0, 0, 10});
    String half = LAYERS.substring(0, LAYERS.length() / 2);
    add("cut JSON", "cut short", "model.json", latin(half));
    tfjs("cut weights", "expects 24 bytes of weights", LAYERS, 3);
    tfjs("no layers", "without layers", LAYERS.replace("\"layers\"", "\"levels\""), 24);
  }

  private void bombs() {
    add("deep JSON", "", "model.json", latin("[".repeat(1_000_000)));
    String deep = "{\"modelTopology\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5001);
    add("deep topology", "", "model.json", latin(deep));
    String number = "{\"modelTopology\": " + "9".repeat(2_000_000) + "}";
    add("long number", "", "model.json", latin(number));
    tfjs("layers in layers", "nests models", layersInLayers(40), 24);
    onnx("graphs in graphs", WHOLE, graphsInGraphs(90));
    // A graph that says it has 2 GiB, and one that says it has less than nothing.
    onnx("long length", WHOLE, new byte[] {8, 8, 58, -1, -1, -1, -1, 7, 10, 2});
    onnx("negative length", WHOLE, new byte[] {8, 8, 58, -1, -1, -1, -1, 15, 10, 2});
    onnx("endless varint", WHOLE, filled(-1));
    onnx("groups in groups", WHOLE, filled(0x0b));
  }

  private void paths() {
    for (String path :
        List.of("../w.bin", "/etc/passwd", "C:\\w.bin", "a/../../w.bin", "", "https://x/w.bin")) {
      onnx("weights at " + path, RELATIVE, external(path, "0"));
      tfjs(
          "TF.js weights at " + path,
          RELATIVE,
          LAYERS.replace("w.bin", path.replace("\\", "\\\\")),
          24);
    }
    onnx("offset -1", "no valid offset", external("w.bin", "-1"));
    onnx("offset that overflows", "expects bytes", external("m.onnx", "9223372036854775807"));
    onnx("missing weights", "needs the file w.bin", external("w.bin", "0"));
  }

  private void shapes() {
    onnx("weights of 10^27", WHOLE, weights(1_000_000_000, 1_000_000_000, 1_000_000_000));
    onnx("weights of -1", WHOLE, weights(-1, 3));
    onnx("input of 10^10", "under 2^31", unary("10000000000"));
    onnx("input of 10^9", "expected at most 268435456 values", unary("1000000000"));
    onnx("input of nothing", "expected no axis of length 0", unary("0"));
    cases.add(
        new Case(
            "weights of 10^9 and no data", "", false, Map.of("m.onnx", weights(1_000_000_000))));
    onnx("constant of 10^10", "10000000000 values", constantOfShape(100_000, 100_000));
    String many = LAYERS.replace("[2, 3], \"dtype\"", "[1000000000, 1000000000], \"dtype\"");
    tfjs("TF.js weights of 10^18", "larger than any file", many, 24);
    String one = LAYERS.replace("[2, 3], \"dtype\"", "[1000000000], \"dtype\"");
    tfjs("TF.js weights of 10^9", "expects 1000000018 bytes", one, 24);
    onnx("IR version 99", "IR version 99", model().setIrVersion(99).build().toByteArray());
    OperatorSetIdProto opset = OperatorSetIdProto.newBuilder().setVersion(99).build();
    onnx(
        "opset 99",
        "opset 99",
        model().clearOpsetImport().addOpsetImport(opset).build().toByteArray());
    NodeProto.Builder magic = OnnxModels.node("Magic", "y", "x").setDomain("my.own");
    onnx("foreign operator", "the operator my.own:Magic", graph(magic));
    byte[] blend = graph(OnnxModels.node("Blend", "y", "x"));
    cases.add(new Case("unknown operator", "Blend", false, Map.of("m.onnx", blend)));
  }

  private void zips() throws IOException {
    for (String name :
        List.of("../m.onnx", "a/../../m.onnx", "/m.onnx", "C:/m.onnx", "a\\m.onnx")) {
      zip("zip of " + name, "whose name leads out of it", Map.of(name, ONNX));
    }
    zip("zip of many folders", "whose name leads out of it", Map.of("a/".repeat(30) + "m", ONNX));
    byte[] whole = Zips.of(Map.of("m.onnx", ONNX));
    zip("zip of a link", "a symbolic link m.onnx", Zips.withLink(whole));
    zip("cut zip", "cut short, broken or encrypted", Arrays.copyOf(whole, whole.length - 30));
    zip("zip of a cut model", WHOLE, Map.of("m.onnx", Arrays.copyOf(ONNX, ONNX.length / 2)));
    zip("zip of nothing", "no .onnx file", Map.of());
    zip("zip of arrays", "but x.npy", Map.of("x.npy", new byte[100]));
    zip("zip of two", "of several models", Map.of("a/m.onnx", ONNX, "b/m.onnx", ONNX));
    zip("zip of 65 MiB", "more than a model of its size", Map.of("m.onnx", new byte[65 << 20]));
    Map<String, byte[]> many = new TreeMap<>();
    for (int i = 0; i < 10_001; i++) {
      many.put("file" + i, new byte[0]);
    }
    zip("zip of 10,001 files", "with 10001 files", many);
    byte[] two = Zips.of(Map.of("m.onnx", ONNX, "n.onnx", ONNX));
    zip("zip of one name", "there twice", Zips.renamed(two, "n.onnx", "m.onnx"));
    TreeMap<String, byte[]> both = new TreeMap<>(Map.of("a", ONNX, "a/m.onnx", ONNX));
    zip("zip of a file in a file", "there twice", both);
    zip("zip of a folder that is a file", "there twice", both.descendingMap());
  }

  private void zip(String name, String sentence, Map<String, byte[]> files) throws IOException {
    zip(name, sentence, Zips.of(files));
  }

  private void zip(String name, String sentence, byte[] zip) {
    add(name, sentence, "model.zip", zip);
  }

  private void onnx(String name, String sentence, byte[] content) {
    add(name, sentence, "m.onnx", content);
  }

  private void tfjs(String name, String sentence, String json, int weights) {
    cases.add(
        new Case(
            name, sentence, true, Map.of("model.json", latin(json), "w.bin", new byte[weights])));
  }

  private void add(String name, String sentence, String file, byte[] content) {
    cases.add(new Case(name, sentence, true, Map.of(file, content)));
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] noise() {
    byte[] bytes = new byte[4096];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  private static ModelProto.Builder model() {
    return OnnxModels.model(
        OnnxModels.graph(OnnxModels.node("Relu", "y", "x"))
            .addInput(OnnxModels.value("x", DataType.FLOAT, "2"))
            .addOutput(OnnxModels.value("y", DataType.FLOAT, "2")));
  }

  private static byte[] graph(NodeProto.Builder node) {
    return OnnxModels.model(
            OnnxModels.graph(node)
                .addInput(OnnxModels.value("x", DataType.FLOAT, "2"))
                .addOutput(OnnxModels.value("y", DataType.FLOAT, "2")))
        .build()
        .toByteArray();
  }

  private static byte[] unary(String size) {
    return OnnxModels.unary("Relu", DataType.FLOAT, size);
  }

  private static byte[] weights(long... dims) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName("w").setDataType(DataType.FLOAT_VALUE);
    Arrays.stream(dims).forEach(tensor::addDims);
    return withWeights(tensor);
  }

  private static byte[] external(String location, String offset) {
    return withWeights(
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(DataType.FLOAT_VALUE)
            .addDims(1)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", location))
            .addExternalData(entry("offset", offset))
            .addExternalData(entry("length", "4")));
  }

  private static byte[] withWeights(TensorProto.Builder weights) {
    return OnnxModels.model(
            OnnxModels.graph(OnnxModels.node("Add", "y", "x", "w"))
                .addInput(OnnxModels.value("x", DataType.FLOAT, "1"))
                .addInitializer(weights)
                .addOutput(OnnxModels.value("y", DataType.FLOAT, "?")))
        .build()
        .toByteArray();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static byte[] constantOfShape(long... sizes) {
    ByteBuffer data = ByteBuffer.allocate(8 * sizes.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(sizes).forEach(data::putLong);
    TensorProto shape =
        TensorProto.newBuilder()
            .setName("shape")
            .setDataType(DataType.INT64_VALUE)
            .addDims(sizes.length)
            .setRawData(ByteString.copyFrom(data.array()))
            .build();
    return OnnxModels.model(
            OnnxModels.graph(
                    OnnxModels.node("ConstantOfShape", "zeros", "shape"),
                    OnnxModels.node("Add", "y", "x", "zeros"))
                .addInput(OnnxModels.value("x", DataType.FLOAT, "1"))
                .addInitializer(shape)
                .addOutput(OnnxModels.value("y", DataType.FLOAT, "?", "?")))
        .build()
        .toByteArray();
  }

  private static byte[] graphsInGraphs(int depth) {
    GraphProto graph = model().getGraph();
    for (int i = 0; i < depth; i++) {
      AttributeProto branch =
          AttributeProto.newBuilder()
              .setName("then_branch")
              .setType(AttributeProto.AttributeType.GRAPH)
              .setG(graph)
              .build();
      graph = OnnxModels.graph(OnnxModels.node("If", "y", "x").addAttribute(branch)).build();
    }
    return model().setGraph(graph).build().toByteArray();
  }

  private static String layersInLayers(int depth) {
    String inner =
        "{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 1,"
            + " \"batch_input_shape\": [null, 1]}}";
    for (int i = 0; i < depth; i++) {
      inner = "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [" + inner + "]}}";
    }
    return "{\"modelTopology\": " + inner + ", \"weightsManifest\": []}";
  }
}
