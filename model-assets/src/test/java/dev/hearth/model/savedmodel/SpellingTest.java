package dev.hearth.model.savedmodel;

import static dev.hearth.testing.TensorFlowNodes.constant;
import static dev.hearth.testing.TensorFlowNodes.floats;
import static dev.hearth.testing.TensorFlowNodes.ints;
import static dev.hearth.testing.TensorFlowNodes.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.source.BadInputException;
import dev.hearth.testing.SavedModelWriter;
import dev.hearth.testing.TinyAttentionModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;

class SpellingTest {
  @TempDir private Path folder;

  private Conversion convert(SavedModelWriter model) throws IOException {
    return Conversion.of(model, folder);
  }

  private static SavedModelWriter of(DataType type, String output) {
    return new SavedModelWriter()
        .input("x", type, 2, 3)
        .output("y", output, DataType.DT_FLOAT, 2, 3);
  }

  private static String inputs(Conversion made, String node) {
    return made.node(node).path("input").toString();
  }

  private static List<String> operators(Conversion made) {
    return made.nodes().stream()
        .map(node -> node.path("op").asText())
        .filter(op -> !op.equals("Const"))
        .toList();
  }

  private Conversion einsum(String equation) throws IOException {
    SavedModelWriter model =
        of(DataType.DT_FLOAT, "e:output:0").variable("w", shape(3, 4), new float[12]);
    String in = equation.contains(",") ? "x " + model.read("w") : "x";
    return convert(model.add("e", "Einsum", in, "equation", equation));
  }

  @Test
  void einsum_isAMatrixProduct() throws IOException {
    Conversion made = einsum("ab,bc->ca");

    assertEquals(List.of("Placeholder", "BatchMatMulV2", "Transpose", "Identity"), operators(made));
    assertEquals("[\"x\",\"w\"]", inputs(made, "e/BatchMatMulV2"));
    assertArrayEquals(new int[] {1, 0}, made.ints("e/numbers"));
  }

  @Test
  void einsumOfSeveralAxesTogether_takesTheirSizesFromTheShapes() throws IOException {
    Conversion made = convert(TinyAttentionModel.model());

    assertEquals("[\"x\",\"q/ConcatV2\"]", inputs(made, "q/Reshape"));
    assertEquals("[\"query\",\"q/ConcatV2_1\"]", inputs(made, "q/Reshape_1"));
    assertEquals("[\"q/Reshape\",\"q/Reshape_1\"]", inputs(made, "q/BatchMatMulV2"));
    assertEquals("2", made.node("q/ConcatV2").at("/attr/N/i").asText());
    assertEquals(
        "[\"scores/Transpose\",\"scores/Transpose_1\"]", inputs(made, "scores/BatchMatMulV2"));
  }

  @Test
  void einsum_sumsWhatIsOfNoFurtherUse() throws IOException {
    Conversion made = einsum("ab,bc->c");

    assertEquals("[\"x\",\"e/numbers\"]", inputs(made, "e/Sum"));
    assertArrayEquals(new int[] {0}, made.ints("e/numbers"));
    assertEquals("[\"e/Reshape\",\"w\"]", inputs(made, "e/BatchMatMulV2"));
    assertEquals(List.of("Placeholder", "Sum", "Identity"), operators(einsum("ab->a")));
    assertEquals(List.of("Placeholder", "Transpose", "Identity"), operators(einsum("ab->ba")));
  }

  @Test
  void einsumOfMoreThanTfjsComputes_isRefused() {
    for (String equation : List.of("...a,ab->...b", "aa,ab->b", "ab,bc->cd", "ab,bc")) {
      BadInputException refused =
          assertThrows(BadInputException.class, () -> einsum(equation), equation);
      assertTrue(refused.getMessage().contains("Einsum " + equation), refused.getMessage());
    }
  }

  @Test
  void cumulativeSum_countsItsAxisFromTheFirst() throws IOException {
    SavedModelWriter model =
        of(DataType.DT_FLOAT, "c:out:0")
            .add(constant("axis", ints(shape(), -1)))
            .add("c", "Cumsum", "x axis:output:0", "exclusive", true);

    Conversion made = convert(model);

    assertEquals("[\"axis\",\"c/Rank\"]", inputs(made, "c/FloorMod"));
    assertEquals("[\"x\",\"c/FloorMod\"]", inputs(made, "c/Cumsum"));
    assertTrue(made.node("c/Cumsum").at("/attr/exclusive/b").asBoolean());
  }

  @Test
  void booleans_areReversedAndChosenAsNumbers() throws IOException {
    SavedModelWriter model =
        of(DataType.DT_BOOL, "z:y:0")
            .add(constant("axes", ints(shape(1), 1)))
            .add("r", "ReverseV2", "x axes:output:0", "T", DataType.DT_BOOL)
            .add("s", "SelectV2", "x r:output:0 x", "T", DataType.DT_BOOL)
            .add("z", "Cast", "s:output:0", "SrcT", DataType.DT_BOOL, "DstT", DataType.DT_FLOAT);

    Conversion made = convert(model);

    assertEquals("[\"r/Cast\",\"axes\"]", inputs(made, "r/ReverseV2"));
    assertEquals("[\"x\",\"s/Cast\",\"s/Cast_1\"]", inputs(made, "s/SelectV2"));
    assertEquals("DT_INT32", made.node("s/Cast").at("/attr/DstT/type").asText());
    assertEquals("DT_BOOL", made.node("s/Cast_2").at("/attr/DstT/type").asText());
    assertEquals("[\"s/Cast_2\"]", inputs(made, "z"));
  }

  @Test
  void signOfANumber_isAskedByComparing() throws IOException {
    SavedModelWriter model =
        of(DataType.DT_FLOAT, "z:y:0")
            .add(constant("sign", ints(shape(), Integer.MIN_VALUE)))
            .add("bits", "Bitcast", "x", "T", DataType.DT_FLOAT, "type", DataType.DT_INT32)
            .add("and", "BitwiseAnd", "bits:output:0 sign:output:0", "T", DataType.DT_INT32)
            .add("z", "Cast", "and:z:0", "SrcT", DataType.DT_INT32, "DstT", DataType.DT_FLOAT);

    Conversion made = convert(model);

    assertEquals("[\"x\",\"and/number\"]", inputs(made, "and/Less"));
    assertEquals("[\"and/SelectV2\"]", inputs(made, "z"));
  }

  @Test
  void castToBool_isAComparison() throws IOException {
    SavedModelWriter model =
        of(DataType.DT_FLOAT, "z:y:0")
            .add("c", "Cast", "x", "SrcT", DataType.DT_FLOAT, "DstT", DataType.DT_BOOL)
            .add("z", "Cast", "c:y:0", "SrcT", DataType.DT_BOOL, "DstT", DataType.DT_FLOAT);

    assertEquals("[\"x\",\"c/ZerosLike\"]", inputs(convert(model), "c/NotEqual"));
  }

  @Test
  void bucketize_countsTheBoundariesThatAreReached() throws IOException {
    Conversion made = convert(TinyAttentionModel.model());

    assertArrayEquals(new float[] {-0.5f, 0.5f}, made.floats("bucket/boundaries"));
    assertEquals(
        "[\"bucket/ExpandDims\",\"bucket/boundaries\"]", inputs(made, "bucket/GreaterEqual"));
  }

  @Test
  void listOfAKnownShape_isOfZeros() throws IOException {
    SavedModelWriter model =
        of(DataType.DT_FLOAT, "stack:tensor:0")
            .add(constant("sizes", ints(shape(1), 3)))
            .add(constant("count", ints(shape(), 2)))
            .add(constant("zero", ints(shape(), 0)))
            .add(constant("row", floats(shape(3), 1, 2, 3)));
    Object[] type = {"element_dtype", DataType.DT_FLOAT};
    model
        .add("list", "TensorListReserve", "sizes:output:0 count:output:0", type)
        .add("set", "TensorListSetItem", "list:handle:0 zero:output:0 row:output:0", type)
        .add("stack", "TensorListStack", "set:output_handle:0 sizes:output:0", type);

    Conversion made = convert(model);

    assertEquals("[\"list/Fill\",\"sizes\"]", inputs(made, "list/TensorListFromTensor"));
    assertEquals("DT_FLOAT", made.node("list/Fill").at("/attr/T/type").asText());
    assertEquals("[\"list/TensorListFromTensor\",\"zero\",\"row\"]", inputs(made, "set"));
  }

  @Test
  void gatheredElements_areThoseOfTheStackedList() throws IOException {
    Object[] type = {"element_dtype", DataType.DT_FLOAT};
    SavedModelWriter model =
        of(DataType.DT_FLOAT, "gather:values:0")
            .add(constant("sizes", ints(shape(1), 3)))
            .add(constant("twice", ints(shape(3), 1, 0, 1)))
            .add("list", "TensorListFromTensor", "x sizes:output:0", type)
            .add(
                "gather",
                "TensorListGather",
                "list:output_handle:0 twice:output:0 sizes:output:0",
                type);

    assertEquals(
        "[\"gather/TensorListStack\",\"twice\",\"gather/number\"]",
        inputs(convert(model), "gather/GatherV2"));
  }

  @Test
  void listOperatorsThatTfjsGetsWrong_areRefusedByName() {
    SavedModelWriter model =
        of(DataType.DT_FLOAT, "pop:tensor:0")
            .add(constant("sizes", ints(shape(1), 3)))
            .add("list", "TensorListFromTensor", "x sizes:output:0")
            .add("pop", "TensorListPopBack", "list:output_handle:0 sizes:output:0");

    BadInputException refused = assertThrows(BadInputException.class, () -> convert(model));

    assertTrue(refused.getMessage().contains("TensorListPopBack"), refused.getMessage());
  }

  @Test
  void twoListsMadeOfOne_areRefused() {
    SavedModelWriter model =
        of(DataType.DT_FLOAT, "sum:z:0")
            .add(constant("sizes", ints(shape(1), 3)))
            .add(constant("zero", ints(shape(), 0)))
            .add(constant("row", floats(shape(3), 1, 2, 3)))
            .add(constant("other", floats(shape(3), 4, 5, 6)));
    Object[] type = {"element_dtype", DataType.DT_FLOAT};
    model
        .add("list", "TensorListFromTensor", "x sizes:output:0", type)
        .add("a", "TensorListSetItem", "list:output_handle:0 zero:output:0 row:output:0", type)
        .add("b", "TensorListSetItem", "list:output_handle:0 zero:output:0 other:output:0", type)
        .add("as", "TensorListStack", "a:output_handle:0 sizes:output:0", type)
        .add("bs", "TensorListStack", "b:output_handle:0 sizes:output:0", type)
        .add("sum", "AddV2", "as:tensor:0 bs:tensor:0");

    BadInputException refused = assertThrows(BadInputException.class, () -> convert(model));

    assertTrue(refused.getMessage().contains("it makes two lists of one"), refused.getMessage());
  }

  /** As dropout's random numbers do, which only training takes. */
  @Test
  void stateThatNothingIsMadeOf_mayChange() throws IOException {
    SavedModelWriter model =
        of(DataType.DT_FLOAT, "y:z:0")
            .variable("seed", shape(2), 1, 2)
            .add("step", "AssignAddVariableOp", SavedModelWriter.handle("seed") + " x")
            .add("y", "AddV2", "x x ^step");

    assertEquals(List.of("Placeholder", "AddV2", "Identity"), operators(convert(model)));
  }
}
