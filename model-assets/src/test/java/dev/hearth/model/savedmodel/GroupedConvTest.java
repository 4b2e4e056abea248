package dev.hearth.model.savedmodel;

import static dev.hearth.testing.TensorFlowNodes.constant;
import static dev.hearth.testing.TensorFlowNodes.ints;
import static dev.hearth.testing.TensorFlowNodes.shape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.testing.SavedModelWriter;
import dev.hearth.testing.TinySavedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;

class GroupedConvTest {
  @TempDir private Path folder;

  /** Returns a convolution of pictures, by a kernel that takes so many of their channels. */
  private static SavedModelWriter conv(long channels, long taken, String in) {
    int count = (int) (4 * taken);
    SavedModelWriter model =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, -1, 5, 5, channels)
            .output("y", "conv:output:0", DataType.DT_FLOAT, -1, 5, 5, 4)
            .variable("kernel", shape(1, 1, taken, 4), TinySavedModels.numbers(1, count, -1, 1));
    return model.add(
        "conv",
        "Conv2D",
        in + " " + model.read("kernel"),
        "T",
        DataType.DT_FLOAT,
        "strides",
        List.of(1, 1, 1, 1),
        "padding",
        "SAME");
  }

  private Conversion convert(SavedModelWriter model) throws IOException {
    return Conversion.of(model, folder);
  }

  private static String inputs(Conversion made, String node) {
    return made.node(node).path("input").toString();
  }

  @Test
  void kernelOfOneChannelEach_isDepthwise() throws IOException {
    Conversion made = convert(conv(2, 1, "x"));

    assertEquals("DepthwiseConv2dNative", made.node("conv_grouped").path("op").asText());
    assertEquals("[\"x\",\"kernel_each\"]", inputs(made, "conv_grouped"));
    assertEquals("[1,1,2,2]", made.json().at("/weightsManifest/0/weights/0/shape").toString());
    assertArrayEquals(TinySavedModels.numbers(1, 4, -1, 1), made.floats("kernel_each"));
  }

  @Test
  void kernelOfSomeChannels_isAConvolutionForEachGroup() throws IOException {
    Conversion made = convert(conv(4, 2, "x"));

    assertEquals("[\"conv/axis\",\"x\"]", inputs(made, "conv/split"));
    assertEquals("2", made.node("conv/split").at("/attr/num_split/i").asText());
    assertEquals("[\"conv/split\",\"conv/split_1\"]", inputs(made, "conv_grouped"));
    assertEquals("[\"conv/split:1\",\"conv/split_1:1\"]", inputs(made, "conv_grouped_1"));
    assertEquals(
        "[\"conv_grouped\",\"conv_grouped_1\",\"conv/axis\"]", inputs(made, "conv/concat"));
    assertEquals("[\"conv/concat\"]", inputs(made, "y"));
  }

  @Test
  void kernelOfAllChannels_staysAsItIs() throws IOException {
    assertEquals("[\"x\",\"kernel\"]", inputs(convert(conv(1, 1, "x")), "conv"));
    assertEquals("[\"x\",\"kernel\"]", inputs(convert(conv(-1, 2, "x")), "conv"));
  }

  @Test
  void channels_areKnownFromWhatCameBefore() throws IOException {
    SavedModelWriter model =
        conv(3, 2, "padded:output:0")
            .variable("first", shape(1, 1, 3, 4), new float[12])
            .variable("bias", shape(4), 1, 2, 3, 4)
            .add(constant("pads", ints(shape(4, 2), 0, 0, 1, 1, 1, 1, 0, 0)))
            .add(constant("four", ints(shape(4), 1, 1, 1, -1)));
    model
        .add(
            "before",
            "Conv2D",
            "x " + model.read("first"),
            "strides",
            List.of(1, 1, 1, 1),
            "padding",
            "SAME")
        .add("row", "Reshape", model.read("bias") + " four:output:0")
        .add("biased", "AddV2", "before:output:0 row:output:0")
        .add("relu", "Relu", "biased:z:0")
        .add("padded", "Pad", "relu:activations:0 pads:output:0");

    Conversion made = convert(model);

    assertEquals("[\"conv/axis\",\"padded\"]", inputs(made, "conv/split"));
    assertEquals("[\"before\",\"row_constant\"]", inputs(made, "biased"));
  }
}
