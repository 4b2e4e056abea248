package dev.hearth.compare;

import dev.hearth.image.Bitmap;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** What may have been done otherwise to a picture, the plainest first within each step. */
final class ImageHypotheses {
  private final ImagePreprocessing config;
  private final List<Hypothesis> out = new ArrayList<>();

  private ImageHypotheses(ImagePreprocessing config) {
    this.config = config;
  }

  /**
   * Returns the hypotheses about a picture.
   *
   * @param picture as the package decodes it
   * @param expected the shape of the input that the other side made
   */
  static List<Hypothesis> of(ImagePreprocessing config, Bitmap picture, Shape expected) {
    ImageHypotheses made = new ImageHypotheses(config);
    made.decode(picture);
    made.out.addAll(ResizeHypotheses.of(config.method()));
    made.out.addAll(CropHypotheses.of(config, expected));
    made.out.addAll(Normalisations.of(config));
    made.channels();
    made.layout();
    return made.out;
  }

  private void decode(Bitmap picture) {
    add(
        Step.DECODE,
        "exif",
        config.asStored()
            ? "the picture was turned upright as its EXIF orientation says"
            : "the EXIF orientation was ignored: the picture was used as stored",
        Edit.of("asStored", !config.asStored()));
    byte[] rgba = picture.rgba();
    boolean transparent = false;
    for (int i = 3; i < rgba.length && !transparent; i += 4) {
      transparent = rgba[i] != -1;
    }
    if (!transparent) {
      return;
    }
    add(
        Step.DECODE,
        "alpha",
        "alpha was dropped, as convert('RGB') does",
        Edit.of("dropAlpha", true),
        Edit.without("background"));
    background("white", 255);
    background("black", 0);
    background("grey", 128);
  }

  private void background(String name, int level) {
    add(
        Step.DECODE,
        "alpha",
        "transparent pixels were laid over " + name,
        Edit.without("dropAlpha"),
        new Edit("background", level == 255 ? null : NormalisationFit.array(level)));
  }

  private void channels() {
    switch (config.color()) {
      case RGB ->
          add(
              Step.CHANNELS,
              "color",
              "channels are blue, green, red (BGR, as OpenCV reads pictures)",
              Edit.of("color", Color.BGR.id()));
      case BGR ->
          add(
              Step.CHANNELS,
              "color",
              "channels are red, green, blue (RGB)",
              Edit.of("color", Color.RGB.id()));
      case GREY ->
          add(
              Step.CHANNELS,
              "color",
              "the channel is the Y of Pillow's YCbCr",
              Edit.of("color", Color.YCBCR_Y.id()));
      case YCBCR_Y ->
          add(
              Step.CHANNELS,
              "color",
              "the channel is Pillow's grey (L)",
              Edit.of("color", Color.GREY.id()));
    }
  }

  private void layout() {
    if (config.color().channels() > 1) {
      Layout other = config.layout() == Layout.NCHW ? Layout.NHWC : Layout.NCHW;
      add(
          Step.LAYOUT,
          "layout",
          "the axes are "
              + (other == Layout.NCHW
                  ? "batch, channels, rows, columns (NCHW)"
                  : "batch, rows, columns, channels (NHWC)"),
          Edit.of("layout", other.name()));
    }
  }

  private void add(Step step, String group, String words, Edit... edits) {
    out.add(new Hypothesis(step, group, words, List.of(edits)));
  }
}
