package dev.hearth.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImagePreprocessorTest {
  /** Two pixels beside each other: red, and half transparent black. */
  private static final Bitmap RED_AND_GREY =
      new Bitmap(2, 1, new byte[] {(byte) 255, 0, 0, (byte) 255, 0, 0, 0, (byte) 128});

  @Test
  void process_ordersChannelsAndLaysAlphaOverWhite() {
    assertArrayEquals(
        new float[] {255, 127, 0, 127, 0, 127},
        process(RED_AND_GREY, config(2, 1, Color.RGB, Fit.STRETCH, 0, 1, Layout.NCHW)));
    assertArrayEquals(
        new float[] {255, 0, 0, 127, 127, 127},
        process(RED_AND_GREY, config(2, 1, Color.RGB, Fit.STRETCH, 0, 1, Layout.NHWC)));
    assertArrayEquals(
        new float[] {0, 0, 255, 127, 127, 127},
        process(RED_AND_GREY, config(2, 1, Color.BGR, Fit.STRETCH, 0, 1, Layout.NHWC)));
  }

  @Test
  void process_rescalesThenNormalisesEachChannel() {
    ImagePreprocessing config =
        new ImagePreprocessing(
            2,
            1,
            Color.RGB,
            Fit.STRETCH,
            Filter.BILINEAR,
            0,
            false,
            1 / 255.0,
            PerChannel.of(0.5, 0, 1),
            PerChannel.of(0.5, 1, 2),
            Layout.NHWC);

    assertArrayEquals(new float[] {1, 0, -0.5f}, Arrays.copyOf(process(RED_AND_GREY, config), 3));
  }

  @Test
  void process_invertsWhenAsked() {
    ImagePreprocessing config =
        new ImagePreprocessing(
            1,
            1,
            Color.GREY,
            Fit.STRETCH,
            Filter.BILINEAR,
            0,
            true,
            1,
            PerChannel.of(0),
            PerChannel.of(1),
            Layout.NCHW);

    assertArrayEquals(new float[] {245}, process(grey(1, 1, 10), config));
  }

  @Test
  void process_cropsTheCentreOfTheShorterEdge() {
    // Columns 0, 1, ..., 7 of 4 rows: the edge is 4 already, so columns 2 to 5 stay.
    int[] levels = new int[32];
    for (int i = 0; i < 32; i++) {
      levels[i] = i % 8;
    }

    float[] out =
        process(grey(8, 4, levels), config(4, 4, Color.GREY, Fit.CROP, 4, 1, Layout.NCHW));

    assertArrayEquals(new float[] {2, 3, 4, 5}, Arrays.copyOf(out, 4));
  }

  @Test
  void process_padsTheLongerSideWithBlack() {
    float[] out =
        process(
            grey(4, 2, 9, 9, 9, 9, 9, 9, 9, 9),
            config(4, 4, Color.GREY, Fit.PAD, 0, 1, Layout.NCHW));

    assertArrayEquals(new float[] {0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 0, 0, 0, 0}, out);
  }

  @Test
  void process_findsNoDigitOnEmptyPaper() {
    int[] white = new int[100 * 100];
    Arrays.fill(white, 255);

    assertTrue(
        new ImagePreprocessor(config(28, 28, Color.GREY, Fit.DIGIT, 0, 1, Layout.NCHW))
            .process(grey(100, 100, white))
            .isEmpty());
  }

  @Test
  void config_refusesWhatCannotBe() {
    for (Runnable wrong :
        new Runnable[] {
          () -> config(0, 1, Color.RGB, Fit.STRETCH, 0, 1, Layout.NCHW),
          () -> config(28, 28, Color.RGB, Fit.DIGIT, 0, 1, Layout.NCHW),
          () -> config(224, 224, Color.RGB, Fit.CROP, 200, 1, Layout.NCHW)
        }) {
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class, wrong::run);
      assertTrue(e.getMessage().startsWith("Expected"), e.getMessage());
    }
  }

  private static float[] process(Bitmap picture, ImagePreprocessing config) {
    float[] out = new ImagePreprocessor(config).process(picture).orElseThrow();
    assertEquals(config.width() * config.height() * config.color().channels(), out.length);
    return out;
  }

  private static Bitmap grey(int width, int height, int... levels) {
    byte[] rgba = new byte[4 * levels.length];
    for (int i = 0; i < levels.length; i++) {
      for (int band = 0; band < 3; band++) {
        rgba[4 * i + band] = (byte) levels[i];
      }
      rgba[4 * i + 3] = (byte) 255;
    }
    return new Bitmap(width, height, rgba);
  }

  private static ImagePreprocessing config(
      int width, int height, Color color, Fit fit, int edge, double scale, Layout layout) {
    return new ImagePreprocessing(
        width,
        height,
        color,
        fit,
        Filter.BILINEAR,
        edge,
        false,
        scale,
        PerChannel.of(0),
        PerChannel.of(1),
        layout);
  }
}
