package dev.hearth.model.savedmodel;

import static dev.hearth.testing.TensorFlowNodes.argument;
import static dev.hearth.testing.TensorFlowNodes.constant;
import static dev.hearth.testing.TensorFlowNodes.floats;
import static dev.hearth.testing.TensorFlowNodes.function;
import static dev.hearth.testing.TensorFlowNodes.ints;
import static dev.hearth.testing.TensorFlowNodes.node;
import static dev.hearth.testing.TensorFlowNodes.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.source.BadInputException;
import dev.hearth.testing.SavedModelWriter;
import dev.hearth.testing.TinySavedModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;

class SavedModelRefusalTest {
  private static final String DATA = "variables/variables.data-00000-of-00001";
  @TempDir private Path folder;

  private static SavedModelWriter model() {
    return new SavedModelWriter()
        .input("x", DataType.DT_FLOAT, 2)
        .output("y", "y:z:0", DataType.DT_FLOAT, 2);
  }

  private void assertRefused(String sentence, SavedModelWriter model) throws IOException {
    assertRefused(sentence, model.write(Files.createTempDirectory(folder, "saved")));
  }

  private void assertRefused(String sentence, Path saved) {
    BadInputException e = assertThrows(BadInputException.class, () -> Conversion.of(saved, folder));
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  private Path written(SavedModel model) throws IOException {
    Path saved = TinySavedModels.loop().write(Files.createTempDirectory(folder, "saved"));
    Files.write(saved.resolve(SavedModelReader.FILE), model.toByteArray());
    return saved;
  }

  @Test
  void operatorsThatTfjsHasNot_areListed() throws IOException {
    assertRefused(
        "TF.js does not have its operators Betainc, Digamma",
        model()
            .add("d", "Digamma", "x")
            .add("b", "Betainc", "d:y:0 x x")
            .add("y", "Add", "b:z:0 x"));
  }

  @Test
  void whatOthersWouldMissButTheOutputsDoNotNeed_isNoFault() throws IOException {
    Conversion made =
        Conversion.of(
            model()
                .add("other", "Digamma", "x")
                .add("check", "Assert", "other:y:0")
                .add("y", "AddV2", "x x ^check", "T", DataType.DT_FLOAT),
            folder);

    assertEquals(3, made.nodes().size());
  }

  @Test
  void attributesThatTfjsIgnores_areRefused() throws IOException {
    assertRefused(
        "The operator MaxPool of p has data_format NCHW, and TF.js computes it with NHWC only",
        model().add("p", "MaxPool", "x", "data_format", "NCHW").add("y", "Add", "p:output:0 x"));
    assertRefused(
        "The operator OneHot of o has axis 0, and TF.js computes it with -1 only",
        model().add("o", "OneHot", "x x x x", "axis", 0).add("y", "Add", "o:output:0 x"));
  }

  @Test
  void modelThatChangesItsVariables_isRefused() throws IOException {
    SavedModelWriter model = model().variable("state", shape(2), 1, 2);
    assertRefused(
        "it changes state while it runs (AssignAddVariableOp)",
        model
            .add("step", "AssignAddVariableOp", SavedModelWriter.handle("state") + " x")
            .add("y", "AddV2", "x " + model.read("state") + " ^step"));
  }

  /** Each would be 513 nodes. */
  @Test
  void manyConvolutionsOfManyGroups_areRefused() throws IOException {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, 1, 1, 1, 1024)
            .output("y", "conv_9999:output:0", DataType.DT_FLOAT, 1, 1, 1, 1024)
            .variable("kernel", shape(1, 1, 2, 1024), new float[2048]);
    String kernel = model.read("kernel");
    String in = "x";
    for (int i = 0; i < 10_000; i++) {
      model.add("conv_" + i, "Conv2D", in + " " + kernel, "padding", "SAME");
      in = "conv_" + i + ":output:0";
    }
    assertRefused("The graph has more than 5000000 nodes", model);
  }

  @Test
  void constantReshapedVeryOften_isReadOnce() throws IOException {
    SavedModelWriter model = model().variable("v", shape(2), 1, 2);
    model.add(constant("to", ints(shape(1), 2)));
    String in = model.read("v");
    for (int i = 0; i < 100_000; i++) {
      model.add("r_" + i, "Reshape", in + " to:output:0");
      in = "r_" + i + ":output:0";
    }
    Conversion made = Conversion.of(model.add("y", "AddV2", "x " + in), folder);

    assertArrayEquals(new float[] {1, 2}, made.floats("r_99999_constant"));
  }

  @Test
  void everyFault_isOneSentenceWithTheFile() throws IOException {
    assertRefused(
        "saved_model.pb cannot be converted: TF.js does not have its operators Digamma",
        model().add("d", "Digamma", "x").add("y", "Add", "d:y:0 x"));
  }

  @Test
  void numbersBeyond32Bits_areRefused() throws IOException {
    ByteBuffer value = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    value.putLong(1).putLong(1L << 31);
    SavedModelWriter model = model().variable("v", shape(2), DataType.DT_INT64, value.array());
    assertRefused("found 2147483648", model.add("y", "AddV2", "x " + model.read("v")));
  }

  @Test
  void variables_thatAreMissingOrDamaged() throws IOException {
    Path saved = TinySavedModels.classifier().write(folder.resolve("saved"));
    byte[] data = Files.readAllBytes(saved.resolve(DATA));
    data[100] ^= 1;
    Files.write(saved.resolve(DATA), data);
    assertRefused("is damaged: its checksum differs", saved);
    Files.write(saved.resolve(DATA), Arrays.copyOf(data, data.length - 1));
    assertRefused("and the variable variables/12/", saved);
    Files.delete(saved.resolve(DATA));
    assertRefused("there is no such file", saved);
    Files.delete(saved.resolve("variables/variables.index"));
    assertRefused("is not among the 0 stored in the model's variables folder", saved);
  }

  @Test
  void signatures_severalOrNone() throws IOException {
    MetaGraphDef graph = TinySavedModels.loop().model().getMetaGraphs(0);
    SignatureDef signature = graph.getSignatureDefOrThrow("serving_default");
    SavedModel two =
        SavedModel.newBuilder()
            .addMetaGraphs(
                graph.toBuilder()
                    .removeSignatureDef("serving_default")
                    .putSignatureDef("score", signature)
                    .putSignatureDef("embed", signature))
            .build();
    assertEquals(
        List.of("the SavedModel has several signatures: embed is converted, and score left out"),
        Conversion.of(written(two), folder).notes());
    SavedModel none =
        SavedModel.newBuilder()
            .addMetaGraphs(graph.toBuilder().removeSignatureDef("serving_default"))
            .build();
    assertRefused("The SavedModel has no signature", written(none));
    assertRefused(
        "0 graphs", written(SavedModel.newBuilder().setSavedModelSchemaVersion(1).build()));
  }

  @Test
  void texts_areNoInputs() throws IOException {
    assertRefused(
        "The input words of the SavedModel is of DT_STRING",
        model().input("words", DataType.DT_STRING, 1).add("y", "AddV2", "x x"));
  }

  @Test
  void files_thatAreNoSavedModel() throws IOException {
    Path saved = Files.createDirectories(folder.resolve("saved"));
    Path file = saved.resolve(SavedModelReader.FILE);
    Files.writeString(file, "<!doctype html><p>404");
    assertRefused("an HTML or XML page", saved);
    Files.write(file, new byte[0]);
    assertRefused("is empty (0 bytes)", saved);
  }

  @Test
  void graphsWithCircles_andNodesThatAreNotThere() throws IOException {
    assertRefused("has a circle", model().add("a", "Abs", "y").add("y", "Abs", "a"));
    assertRefused("takes a node z that it does not have", model().add("y", "Abs", "z:y:0"));
    assertRefused(
        "calls a function f that it does not have",
        model().add("y", "PartitionedCall", "x", "f", function("f")));
    assertRefused(
        "The node y (ReadVariableOp) should read a variable, found Placeholder",
        model().add("y", "ReadVariableOp", "x"));
  }

  private static FunctionDef twice(String name, String called) {
    FunctionDef.Builder function = FunctionDef.newBuilder();
    function
        .getSignatureBuilder()
        .setName(name)
        .addInputArg(argument("x", DataType.DT_FLOAT))
        .addOutputArg(argument("y", DataType.DT_FLOAT));
    return function
        .addNodeDef(node("a", "PartitionedCall", "x", "f", function(called)))
        .addNodeDef(node("b", "PartitionedCall", "a:output:0", "f", function(called)))
        .putRet("y", "b:output:0")
        .build();
  }

  @Test
  void functionsThatCallEachOtherWithoutEnd_orTooOften() throws IOException {
    assertRefused(
        "call each other without end",
        model()
            .add(twice("again", "again"))
            .add("y", "PartitionedCall", "x", "f", function("again")));
    SavedModelWriter bomb = model();
    for (int i = 0; i < 40; i++) {
      bomb.add(twice("f" + i, "f" + (i + 1)));
    }
    bomb.add(twice("f40", "none"));
    bomb.add(FunctionDef.newBuilder(twice("none", "none")).clearNodeDef().putRet("y", "x").build());
    assertRefused(
        "nodes and their inputs", bomb.add("y", "PartitionedCall", "x", "f", function("f0")));
  }

  @Test
  void constantsLargerThanTheirFile() throws IOException {
    TensorProto million = floats(shape(100_000, 100_000), 1);
    assertRefused(
        "Expected 40000000000 bytes in the constant c",
        model().add(constant("c", million)).add("y", "AddV2", "x c:output:0"));
    TensorProto repeated = ints(shape(100_000, 10_000), 1);
    assertRefused(
        "Expected 1000000000 values in the constant c",
        model().add(constant("c", repeated)).add("y", "AddV2", "x c:output:0"));
    TensorProto endless = floats(shape(1 << 30, 1 << 30, 1 << 30), 1);
    assertRefused(
        "larger than any file",
        model().add(constant("c", endless)).add("y", "AddV2", "x c:output:0"));
    assertRefused(
        "axis of size -1",
        model().add(constant("c", floats(shape(-1), 1))).add("y", "AddV2", "x c:output:0"));
  }

  @Test
  void fileOfMoreValuesThanAnyModel_isNotBuiltInMemory() throws IOException {
    Path saved = Files.createDirectories(folder.resolve("saved"));
    byte[] empty = new byte[26_000_000];
    for (int i = 0; i < empty.length; i += 2) {
      empty[i] = 0x12; // An empty MetaGraphDef.
    }
    Files.write(saved.resolve(SavedModelReader.FILE), empty);
    assertRefused("is not a whole SavedModel", saved);
  }

  @Test
  void cutAnywhere_isRefusedOrStillWhole() throws IOException {
    Path saved = TinySavedModels.loop().write(folder.resolve("saved"));
    byte[] whole = Files.readAllBytes(saved.resolve(SavedModelReader.FILE));
    int refused = 0;
    for (int length = 1; length < whole.length; length += 7) {
      Files.write(saved.resolve(SavedModelReader.FILE), Arrays.copyOf(whole, length));
      refused += isRefused(saved) ? 1 : 0;
    }
    assertTrue(refused > whole.length / 7 - 10, refused + " of " + whole.length / 7);
  }

  @Test
  void changedAnywhere_isRefusedOrConverted() throws IOException {
    Path saved = TinySavedModels.loop().write(folder.resolve("saved"));
    byte[] whole = Files.readAllBytes(saved.resolve(SavedModelReader.FILE));
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] changed = whole.clone();
      for (int k = 0; k <= i % 3; k++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Files.write(saved.resolve(SavedModelReader.FILE), changed);
      refused += isRefused(saved) ? 1 : 0;
    }
    assertTrue(refused > 100 && refused < 500, "refused " + refused);
  }

  @Test
  void indexChangedAnywhere_isRefused() throws IOException {
    Path saved = TinySavedModels.classifier().snappy().write(folder.resolve("saved"));
    Path index = saved.resolve("variables/variables.index");
    byte[] whole = Files.readAllBytes(index);
    int read = 0;
    for (int i = 0; i < whole.length - 48; i += 3) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x55;
      Files.write(index, changed);
      read += isRefused(saved) ? 0 : 1;
    }
    // An empty block of filters, which nobody reads.
    assertTrue(read <= 5, "read " + read);
  }

  /** Fails unless the model is converted, or refused in words. */
  private boolean isRefused(Path saved) throws IOException {
    try {
      SavedModelReader.read(
          saved.resolve(SavedModelReader.FILE),
          Files.createDirectories(folder.resolve("out")),
          note -> {});
      return false;
    } catch (BadInputException e) {
      return true;
    }
  }
}
