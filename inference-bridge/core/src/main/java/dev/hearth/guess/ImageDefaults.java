package dev.hearth.guess;

import dev.hearth.image.Filter;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.PerChannel;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.source.BadInputException;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.List;
import java.util.function.Consumer;

/** How pictures become a model's input where nobody says: by the input's shape. */
final class ImageDefaults {
  private static final int USUAL_SIZE = 224;
  private static final int SMALLEST_SIDE = 8;

  private ImageDefaults() {}

  /** Returns the plainest preprocessing that fits the input: stretched, values 0 to 1. */
  static ImagePreprocessing of(TensorInfo input, ModelRuntime runtime, Consumer<String> notes) {
    List<Dimension> axes = input.dimensions();
    boolean first = axes.size() == 4 && isChannels(axes.get(1));
    boolean last = axes.size() == 4 && isChannels(axes.get(3));
    if (isFloat(input.type()) && axes.size() == 4 && axes.get(1).isFree() && axes.get(3).isFree()) {
      throw new BadInputException(
          "The input "
              + input
              + " does not tell where its channels are or how large its pictures are: describe"
              + " preprocessing.image in hearth.json, or lay preprocessor_config.json beside it");
    }
    if (!isFloat(input.type()) || !(first || last)) {
      throw new BadInputException(
          "The input is "
              + input
              + "; a picture needs float32 [N, C, H, W] or [N, H, W, C] with 1 or 3 channels");
    }
    boolean nchw = first && (!last || runtime == ModelRuntime.ONNX);
    int channels = axes.get(nchw ? 1 : 3).size();
    int height = size(axes.get(nchw ? 2 : 1), "height", notes);
    int width = size(axes.get(nchw ? 3 : 2), "width", notes);
    notes.accept(
        "no preprocessing is described: pictures are stretched to "
            + width
            + "x"
            + height
            + " and scaled to 0 to 1; describe it in hearth.json if the model was trained otherwise");
    return new ImagePreprocessing(
        width,
        height,
        channels == 1 ? Color.GREY : Color.RGB,
        Fit.STRETCH,
        Filter.BILINEAR,
        0,
        false,
        1.0 / 255,
        PerChannel.of(0),
        PerChannel.of(1),
        nchw ? Layout.NCHW : Layout.NHWC);
  }

  /** Refuses a description that the input cannot take. */
  static void check(ImagePreprocessing image, TensorInfo input) {
    int channels = image.color().channels();
    int width = image.width() == 0 ? USUAL_SIZE : image.width();
    int height = image.height() == 0 ? USUAL_SIZE : image.height();
    Shape shape =
        image.layout() == Layout.NCHW
            ? Shape.of(1, channels, height, width)
            : Shape.of(1, height, width, channels);
    if (!isFloat(input.type()) || !input.accepts(shape)) {
      throw new BadInputException(
          "The described preprocessing makes float32" + shape + ", and the input is " + input);
    }
  }

  /** Returns true for an input whose shape is a picture's: grey or of three colours. */
  static boolean isPicture(TensorInfo input) {
    List<Dimension> axes = input.dimensions();
    if (!isFloat(input.type()) || axes.size() != 4) {
      return false;
    }
    return (isChannels(axes.get(1)) && isSide(axes.get(2)) && isSide(axes.get(3)))
        || (isChannels(axes.get(3)) && isSide(axes.get(1)) && isSide(axes.get(2)));
  }

  private static boolean isSide(Dimension axis) {
    return axis.isFree() || axis.size() >= SMALLEST_SIDE;
  }

  /** Returns true for what a session of float32 converts to and from. */
  static boolean isFloat(ElementType type) {
    return type == ElementType.FLOAT32
        || type == ElementType.FLOAT16
        || type == ElementType.FLOAT64;
  }

  private static boolean isChannels(Dimension axis) {
    return axis.size() == 1 || axis.size() == 3;
  }

  private static int size(Dimension axis, String what, Consumer<String> notes) {
    if (!axis.isFree()) {
      return axis.size();
    }
    notes.accept("the input's " + what + " is free: " + USUAL_SIZE + " is taken");
    return USUAL_SIZE;
  }
}
