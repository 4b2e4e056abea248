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
import dev.hearth.testing.TinyRecurrentModel;
import dev.hearth.testing.TinySavedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NodeDef;

class ControlFlowTest {
  @TempDir private Path folder;

  private Conversion convert(SavedModelWriter model) throws IOException {
    return Conversion.of(model, folder);
  }

  private static String inputs(Conversion made, String node) {
    return made.node(node).path("input").toString();
  }

  private static String operators(Conversion made) {
    Map<String, Integer> ops = new TreeMap<>();
    made.nodes().forEach(node -> ops.merge(node.path("op").asText(), 1, Integer::sum));
    return ops.toString();
  }

  @Test
  void loop_isLaidOutWithItsBodyInPlace() throws IOException {
    Conversion made = convert(TinySavedModels.loop());

    assertEquals(
        "{AddV2=3, Const=6, Enter=3, Exit=2, GreaterEqual=1, Identity=1, Less=1, LoopCond=1,"
            + " MatMul=1, Merge=4, NextIteration=3, Placeholder=1, Switch=8, Tanh=1}",
        operators(made));
    assertTrue(made.json().at("/modelTopology/library").isEmpty());
    assertEquals("[\"while/Enter\",\"while/NextIteration\"]", inputs(made, "while/Merge"));
    assertEquals("[\"while/Switch_2:1\",\"matrix\"]", inputs(made, "MatMul"));
    assertEquals("[\"Tanh/Switch:1\"]", inputs(made, "while/NextIteration_2"));
    assertEquals("d2hpbGUvZnJhbWU=", made.node("while/Enter").at("/attr/frame_name/s").asText());
    assertArrayEquals(TinySavedModels.numbers(6, 16, -1, 1), made.floats("matrix"));
  }

  @Test
  void branch_hasBothSidesInPlaceAndTheChosenOnesValue() throws IOException {
    Conversion made = convert(TinySavedModels.loop());

    assertEquals("[\"while/Exit_2\",\"enough\"]", inputs(made, "branch/Switch"));
    assertEquals("[\"branch/Switch:1\",\"Const\"]", inputs(made, "Add"));
    assertEquals("[\"branch/Switch\",\"Const_1\"]", inputs(made, "Add_1"));
    assertEquals("[\"Add/Switch:1\",\"Add_1/Switch\"]", inputs(made, "branch/Merge"));
    assertArrayEquals(new float[] {1}, made.floats("Const"));
    assertArrayEquals(new float[] {100}, made.floats("Const_1"));
  }

  @Test
  void recurrentLayer_setsTheElementsOfTheListThatItStacks() throws IOException {
    Conversion made = convert(TinyRecurrentModel.model());

    assertEquals("[\"state_shape\",\"steps\"]", inputs(made, "states/TensorListReserve"));
    assertEquals(
        "[\"states/TensorListReserve\",\"steps\"]", inputs(made, "states/TensorListResize"));
    assertEquals("[\"states/TensorListResize\"]", inputs(made, "while/Enter_2"));
    assertEquals("[\"while/Switch_2:1\",\"while/Switch:1\",\"halved/Merge\"]", inputs(made, "set"));
    assertEquals("[\"set/Switch:1\"]", inputs(made, "while/NextIteration_2"));
    assertEquals("[\"while/Exit_2\",\"state_shape\"]", inputs(made, "stack"));
    assertEquals("[\"get\",\"kernel\"]", inputs(made, "new"));
    assertEquals("[\"while/Exit_3\"]", inputs(made, "last"));
    assertArrayEquals(TinySavedModels.numbers(31, 12, -1, 1), made.floats("kernel"));
  }

  /** Returns a loop with a counter, and a value that a function makes of what it was. */
  private static SavedModelWriter looping(NodeDef... body) {
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, 2)
            .output("y", "while:output:1", DataType.DT_FLOAT, 2)
            .add(constant("zero", ints(shape(), 0)))
            .add(
                "while",
                "While",
                "zero:output:0 x",
                "cond",
                function("cond"),
                "body",
                function("body"));
    model.add(
        looped("cond")
            .addNodeDef(constant("end", ints(shape(), 3)))
            .addNodeDef(node("less", "Less", "i end:output:0"))
            .putRet("out", "less:z:0")
            .build());
    FunctionDef.Builder function =
        looped("body").putRet("out", "next:z:0").putRet("value", "v:z:0");
    function.getSignatureBuilder().addOutputArg(argument("value", DataType.DT_FLOAT));
    function
        .addNodeDef(constant("one", ints(shape(), 1)))
        .addNodeDef(node("next", "AddV2", "i one:output:0"));
    for (NodeDef node : body) {
      function.addNodeDef(node);
    }
    return model.add(function.build());
  }

  private static FunctionDef.Builder looped(String name) {
    FunctionDef.Builder function = FunctionDef.newBuilder();
    function
        .getSignatureBuilder()
        .setName(name)
        .addInputArg(argument("i", DataType.DT_INT32))
        .addInputArg(argument("v_in", DataType.DT_FLOAT))
        .addOutputArg(argument("out", DataType.DT_INT32));
    return function;
  }

  @Test
  void listMadeInABody_isMadeInEachTurn() throws IOException {
    Conversion made =
        convert(
            looping(
                constant("shape", ints(shape(1), -1)),
                constant("most", ints(shape(), -1)),
                node(
                    "list",
                    "EmptyTensorList",
                    "shape:output:0 most:output:0",
                    "element_dtype",
                    DataType.DT_FLOAT),
                node("push", "TensorListPushBack", "list:handle:0 v_in"),
                node(
                    "stack",
                    "TensorListStack",
                    "push:output_handle:0 shape:output:0",
                    "element_dtype",
                    DataType.DT_FLOAT),
                node("v", "AddV2", "stack:tensor:0 v_in")));

    assertEquals("[\"shape/Switch:1\",\"most\"]", inputs(made, "list"));
    assertEquals("[\"shape\",\"while/LoopCond\"]", inputs(made, "shape/Switch"));
  }

  @Test
  void loopInABody_isEnteredInEachTurn() throws IOException {
    SavedModelWriter model =
        looping(
            constant("zero", ints(shape(), 0)),
            constant("gone", floats(shape(2), 0, 0)),
            node(
                "inner",
                "While",
                "zero:output:0 gone:output:0",
                "cond",
                function("cond"),
                "body",
                function("inner_body")),
            node("v", "AddV2", "inner:output:1 v_in"));
    FunctionDef.Builder inner = looped("inner_body").putRet("out", "next:z:0");
    inner.getSignatureBuilder().addOutputArg(argument("value", DataType.DT_FLOAT));
    model.add(
        inner
            .addNodeDef(constant("one", ints(shape(), 1)))
            .addNodeDef(node("next", "AddV2", "i one:output:0"))
            .putRet("value", "v_in")
            .build());

    Conversion made = convert(model);

    assertEquals("[\"zero_1/Switch:1\"]", inputs(made, "inner/Enter"));
    assertEquals("[\"gone/Switch:1\"]", inputs(made, "inner/Enter_1"));
    assertEquals("[\"gone\",\"while/LoopCond\"]", inputs(made, "gone/Switch"));
    assertEquals("[\"inner/Exit_1\",\"while/Switch_1:1\"]", inputs(made, "v"));
    // Passed on as it came, a value needs no Switch of its own.
    assertEquals("[\"inner/Switch_1:1\"]", inputs(made, "inner/NextIteration_1"));
  }

  @Test
  void constantOfABody_comesAnewInEachTurn() throws IOException {
    Conversion made =
        convert(
            looping(
                constant("sum", floats(shape(2), 1, 2)),
                node("v", "Identity", "sum:output:0"),
                node("other", "AddV2", "v_in v_in")));

    assertEquals("[\"sum/Switch:1\"]", inputs(made, "while/NextIteration_1"));
  }

  @Test
  void loopOfOtherVariablesThanItTakes_isRefused() {
    SavedModelWriter model =
        looping(node("v", "AddV2", "v_in v_in")).variable("state", shape(2), 1, 2);
    model
        .add(
            "bad",
            "While",
            "zero:output:0 " + SavedModelWriter.handle("state"),
            "cond",
            function("cond"),
            "body",
            function("body"))
        .output("bad", "bad:output:0", DataType.DT_INT32);

    BadInputException refused = assertThrows(BadInputException.class, () -> convert(model));

    assertTrue(refused.getMessage().contains("bad (While)"), refused.getMessage());
  }
}
