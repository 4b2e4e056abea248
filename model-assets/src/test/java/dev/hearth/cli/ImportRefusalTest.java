package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.hearth.testing.OnnxModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportRefusalTest {
  private static final byte[] MODEL = TinyModels.classifier("Softmax");
  @TempDir private Path folder;
  private ImportBed bed;

  @BeforeEach
  void setUp() {
    bed = new ImportBed(folder);
  }

  @Test
  void files_thatAreNoOnnxModel() throws IOException {
    bed.assertRefused("is empty (0 bytes)", bed.write("zero.onnx", new byte[0]));
    byte[] cut = Arrays.copyOf(MODEL, MODEL.length / 2);
    bed.assertRefused("not a whole ONNX model", bed.write("cut.onnx", cut));
    bed.assertRefused("an HTML or XML page", bed.write("404.onnx", "<!doctype html>"));
    bed.assertRefused(
        "Git LFS pointer", bed.write("l.onnx", "version https://git-lfs.github.com/"));
    bed.assertRefused(
        "is not a whole HDF5 file",
        bed.write("k.h5", "\u0089HDF\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1)));
    bed.assertRefused("There is no file or folder", folder.resolve("none.onnx"));
    bed.assertRefused(
        "without nodes",
        bed.write(
            "n.onnx",
            OnnxModels.model(GraphProto.newBuilder().setName("g")).build().toByteArray()));
    bed.assertRefused(
        "the graph gives nowhere, which nothing in it makes",
        bed.write(
            "o.onnx",
            OnnxModels.model(graph("x").addOutput(OnnxModels.value("nowhere", DataType.FLOAT, "2")))
                .build()
                .toByteArray()));
    bed.assertRefused(
        "a node of Relu takes nothing, which nothing in it makes",
        bed.write("i.onnx", OnnxModels.model(graph("nothing")).build().toByteArray()));
    bed.assertRefused(
        "names no opset",
        bed.write("v.onnx", OnnxModels.model(graph("x")).clearOpsetImport().build().toByteArray()));
    bed.assertRefused(
        "Blend", bed.write("op.onnx", OnnxModels.unary("Blend", DataType.FLOAT, "2")));
  }

  private static GraphProto.Builder graph(String input) {
    return OnnxModels.graph(OnnxModels.node("Relu", "y", input))
        .addInput(OnnxModels.value("x", DataType.FLOAT, "2"))
        .addOutput(OnnxModels.value("y", DataType.FLOAT, "2"));
  }

  @Test
  void tensors_thatCannotBeFed() throws IOException {
    bed.assertRefused(
        "input x is of bfloat16, expected float32",
        bed.write("h.onnx", OnnxModels.unary("Identity", DataType.BFLOAT16, "2")));
    bed.assertRefused(
        "input x is of string",
        bed.write("s.onnx", OnnxModels.unary("Identity", DataType.STRING, "2")));
    bed.assertRefused(
        "an axis of size 5000000000, expected under 2^31",
        bed.write("big.onnx", OnnxModels.unary("Identity", DataType.FLOAT, "5000000000")));
    ValueInfoProto map =
        ValueInfoProto.newBuilder()
            .setName("z")
            .setType(
                TypeProto.newBuilder().setSequenceType(TypeProto.Sequence.getDefaultInstance()))
            .build();
    bed.assertRefused(
        "output z is a sequence, and only tensors",
        bed.write(
            "z.onnx",
            OnnxModels.model(
                    OnnxModels.graph(OnnxModels.node("ZipMap", "z", "x"))
                        .addInput(OnnxModels.value("x", DataType.FLOAT, "2"))
                        .addOutput(map))
                .build()
                .toByteArray()));
  }

  @Test
  void folders_withoutExactlyOneModel() throws IOException {
    bed.write("f/readme.txt", MODEL);
    bed.assertRefused(
        "holds no .onnx file, no TF.js model.json, no Keras model and no saved_model.pb, but"
            + " readme.txt",
        folder.resolve("f"));
    bed.write("f/a.onnx", MODEL);
    bed.write("f/b.onnx", MODEL);
    bed.assertRefused("holds 2 models; name one of a.onnx, b.onnx", folder.resolve("f"));
  }

  @Test
  void externalData_thatIsMissingOrOutside() throws IOException {
    bed.write("w.bin", new byte[24]);
    bed.write("m/w.bin", new byte[20]);
    Path model = bed.write("m/x.onnx", external("w.bin"));
    bed.assertRefused("expects bytes 0 to 24 in w.bin for w, and the file has 20", model);
    bed.write("m/x.onnx", external("../w.bin"));
    bed.assertRefused("names the file ../w.bin; expected a relative path", model);
    bed.write("m/x.onnx", external("/etc/hostname"));
    bed.assertRefused("names the file /etc/hostname; expected a relative path", model);
    bed.write("m/x.onnx", external("v.bin"));
    bed.assertRefused("needs the file v.bin beside it", model);
    Files.createSymbolicLink(folder.resolve("m/v.bin"), folder.resolve("w.bin"));
    bed.assertRefused("a link out of its folder", model);
    bed.write("m/x.onnx", external("w.bin"));
    bed.write("m/w.bin", new byte[24]);
    bed.importModel(model);
    assertEquals(2, bed.manifest("x", "1.0.0").variants().get(0).artifacts().size());
  }

  private static byte[] external(String location) {
    TensorProto weights =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(DataType.FLOAT_VALUE)
            .addDims(2)
            .addDims(3)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", location))
            .addExternalData(entry("length", "24"))
            .build();
    GraphProto.Builder graph =
        OnnxModels.graph(OnnxModels.node("MatMul", "y", "x", "w"))
            .addInput(OnnxModels.value("x", DataType.FLOAT, "1", "2"))
            .addInitializer(weights)
            .addOutput(OnnxModels.value("y", DataType.FLOAT, "1", "3"));
    return OnnxModels.model(graph).build().toByteArray();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void tfjs_withWrongWeightsOrJson() throws IOException {
    Path json = bed.write("t/model.json", TinyModels.utf8(TinyModels.LAYERS));
    bed.assertRefused("needs the file w.bin beside it", json);
    bed.write("t/w.bin", new byte[23]);
    bed.assertRefused("expects 24 bytes of weights in w.bin, found 23", json);
    bed.write("t/w.bin", new byte[25]);
    bed.assertRefused("expects 24 bytes of weights in w.bin, found 25", json);
    bed.write("t/w.bin", new byte[24]);
    assertJsonRefused("names the file ../w.bin", "\"w.bin\"", "\"../w.bin\"");
    assertJsonRefused("names the file https://x/w", "\"w.bin\"", "\"https://x/w\"");
    assertJsonRefused("has format saved-model", "layers-model", "saved-model");
    assertJsonRefused("is of int4", "\"uint8\"", "\"int4\"");
    assertJsonRefused("has the axis size -3", "[2, 3], \"dtype\"", "[2, -3], \"dtype\"");
    assertJsonRefused("has no batch_input_shape", "batch_input_shape", "shape");
    assertJsonRefused("has no weightsManifest", "weightsManifest", "weights");
    assertJsonRefused("without modelTopology", "modelTopology", "topology");
    assertJsonRefused("a mistake in line", "{\"format\"", "{format");
    bed.assertRefused("not JSON; it looks like an HTML", bed.write("p.json", "<html>"));
  }

  private void assertJsonRefused(String sentence, String target, String replacement)
      throws IOException {
    String json = TinyModels.LAYERS.replace(target, replacement);
    bed.assertRefused(sentence, bed.write("t/model.json", TinyModels.utf8(json)));
  }

  @Test
  void options_thatDoNotFitTheModel() throws IOException {
    Path model = bed.write("m.onnx", MODEL);
    Path two = bed.write("two.txt", "a\nb\n");
    Path gap = bed.write("gap.txt", "a\n\nb\n");
    Path keys = bed.write("keys.json", "{\"titel\": \"x\"}");
    bed.assertRefused(
        "There are 2 labels, and the output y float32[batch, 3] has 3 classes",
        model,
        "--task",
        "image-classification",
        "--labels",
        two);
    bed.assertRefused("Line 2 of", model, "--task", "image-classification", "--labels", gap);
    bed.assertRefused(
        "There is no labels file",
        model,
        "--task",
        "image-classification",
        "--labels",
        folder.resolve("none.txt"));
    bed.assertRefused(
        "audio-classification needs preprocessing.audio", model, "--task", "audio-classification");
    Path audio =
        bed.write(
            "audio.json",
            """
        {"task": "audio-classification", "preprocessing": {"audio": {"sampleRateHz": 16000,
          "clipSamples": 16000, "stepFrames": 10, "windowLength": 400, "hopLength": 160,
          "fftLength": 512, "melBands": 40, "minHz": 20, "maxHz": 8000, "melScale": "htk",
          "melNorm": "none", "logOffset": 1e-6}}}
        """);
    bed.assertRefused(
        "and the input is image float32[batch, 1, 20, 30]", model, "--describe", audio);
    Path terminal = bed.write("escape.txt", "\u001b[31mcat\ndog\n");
    ImportBed.Result escape =
        bed.tryImport(model, "--task", "image-classification", "--labels", terminal);
    assertFalse(escape.err().contains("\u001b"), "no orders to the terminal");
    bed.assertRefused("keys.json: Unknown key titel", model, "--describe", keys);
    bed.assertRefused("A name or version is made of", model, "--name", "../x");
    bed.write("site/models/taken", new byte[1]);
    bed.assertRefused("found the file", model, "--name", "taken");
    bed.assertRefused("cannot be a name or version", model, "--name", "index.json");
    bed.assertRefused("A name or version is made of", model, "--version", "..");
  }

  @Test
  void site_thatIsBroken() throws IOException {
    Path model = bed.write("m.onnx", MODEL);
    bed.importModel(model);
    Files.writeString(bed.models().resolve("index.json"), "{");
    bed.assertRefused("models/index.json is not valid JSON", model, "--name", "other");
  }

  @Test
  void failureWhileWriting_leavesNothingVisible() throws IOException {
    Path model = bed.write("m.onnx", MODEL);
    Files.createDirectories(bed.models());
    Files.writeString(bed.models().resolve("blobs"), "a file where a folder should be");
    Map<String, String> before = bed.files();
    assertEquals(1, bed.tryImport(model).exitCode());
    assertEquals(before, bed.files());
    try (var listing = Files.list(bed.models())) {
      assertEquals(1, listing.count());
    }
  }
}
