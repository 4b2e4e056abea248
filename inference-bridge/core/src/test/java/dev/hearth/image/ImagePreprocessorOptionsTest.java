package dev.hearth.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.image.Framing.Align;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.ResizeMethod.Library;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImagePreprocessorOptionsTest {
  private static final PerChannel BLACK = PerChannel.of(0);

  @Test
  void prepare_letterboxesAndMapsBack() {
    Framing framing = new Framing(8, 8, 1, Align.CENTRE, PerChannel.of(114, 0, 1), false);
    PreparedImage out =
        prepare(plain(4, 2, 9, 9, 9, 255), Color.BGR, Sizing.within(8, 8, true), framing, BLACK);

    assertArrayEquals(new float[] {1, 0, 114}, pixel(out, 0, 0));
    assertArrayEquals(new float[] {1, 0, 114}, pixel(out, 7, 1));
    assertArrayEquals(new float[] {9, 9, 9}, pixel(out, 0, 2));
    assertArrayEquals(new float[] {9, 9, 9}, pixel(out, 7, 5));
    assertArrayEquals(new float[] {1, 0, 114}, pixel(out, 7, 6));
    assertEquals(4, out.pictureX(8));
    assertEquals(0, out.pictureY(2));
    assertEquals(2, out.pictureY(6));
  }

  @Test
  void prepare_padsWithZeroAfterNormalization() {
    ImagePreprocessing config =
        new ImagePreprocessing(
            Color.RGB,
            Fit.FREE,
            Sizing.none(),
            ResizeMethod.pillow(Filter.BILINEAR),
            new Framing(0, 0, 4, Align.START, BLACK, true),
            BLACK,
            false,
            1,
            PerChannel.of(5),
            PerChannel.of(2),
            Layout.NHWC);
    PreparedImage out =
        new ImagePreprocessor(config).prepare(plain(3, 5, 9, 7, 5, 255)).orElseThrow();

    assertEquals(4, out.width());
    assertEquals(8, out.height());
    assertArrayEquals(new float[] {2, 1, 0}, pixel(out, 2, 4));
    assertArrayEquals(new float[] {0, 0, 0}, pixel(out, 3, 4));
    assertArrayEquals(new float[] {0, 0, 0}, pixel(out, 0, 5));
  }

  @Test
  void prepare_laysAlphaOverTheBackgroundOrDropsIt() {
    Bitmap picture = plain(1, 1, 100, 0, 200, 128);
    Framing framing = Framing.centre(1, 1);
    PreparedImage over =
        prepare(picture, Color.RGB, Sizing.none(), framing, PerChannel.of(0, 255, 100));
    PreparedImage dropped = prepare(picture, Color.RGB, Sizing.none(), framing, null);

    assertArrayEquals(new float[] {50, 127, 150}, over.values());
    assertArrayEquals(new float[] {100, 0, 200}, dropped.values());
  }

  @Test
  void prepare_resizesWithTheConfiguredLibrary() {
    ResizeMethod torch = new ResizeMethod(Library.TORCH, Filter.BILINEAR, false, false, false);
    ImagePreprocessing config =
        new ImagePreprocessing(
            Color.GREY,
            Fit.FREE,
            Sizing.exact(4, 1),
            torch,
            Framing.centre(4, 1),
            null,
            false,
            1,
            BLACK,
            PerChannel.of(1),
            Layout.NCHW);
    byte[] rgba = {0, 0, 0, -1, 10, 10, 10, -1};
    assertArrayEquals(
        new float[] {0, 2.5f, 7.5f, 10},
        new ImagePreprocessor(config).process(new Bitmap(2, 1, rgba)).orElseThrow());
  }

  @Test
  void prepare_cropsVeryLongPicturesWithoutResizingThemWhole() {
    PreparedImage out =
        prepare(
            plain(100_000, 1, 1, 2, 3, 255),
            Color.RGB,
            Sizing.shortest(256, 0),
            Framing.centre(224, 224),
            BLACK);
    assertArrayEquals(new float[] {1, 2, 3}, pixel(out, 223, 223));
  }

  @Test
  void prepare_refusesHugeResults() {
    assertRefused(
        () ->
            prepare(
                plain(100_000, 1, 1, 2, 3, 255),
                Color.RGB,
                Sizing.shortest(256, 0),
                new Framing(0, 0, 1, Align.START, BLACK, false),
                BLACK));
  }

  @Test
  void resizers_refuseBadInput() {
    ResizeMethod torch = ResizeMethod.torchvision(Filter.BICUBIC, true);
    assertRefused(() -> FloatResizer.resize(new float[11], 2, 2, 3, 1, 1, torch));
    assertRefused(() -> FloatResizer.resize(new float[0], 0, 2, 3, 1, 1, torch));
    assertRefused(() -> FloatResizer.resize(new float[12], 2, 2, 3, 0, 1, torch));
    assertRefused(() -> FloatResizer.resize(new float[12], 2, 2, 3, 100_000, 100_000, torch));
    assertRefused(() -> FloatResizer.resize(new float[0], 2, 2, 0, 1, 1, torch));
    assertRefused(
        () -> FloatResizer.resize(new float[12], 2, 2, 3, 1, 1, ResizeMethod.pillow(Filter.BOX)));
    assertRefused(() -> AlphaResampler.resize(new byte[12], 2, 2, 3, 1, 1, Filter.BOX));
    assertRefused(() -> AlphaResampler.resize(new byte[13], 2, 2, 4, 1, 1, Filter.BOX));
    assertRefused(() -> ResizeMethod.torchvision(Filter.LANCZOS, true));
    assertRefused(() -> ResizeMethod.tensorflow(Filter.HAMMING, true));
    assertRefused(() -> new ResizeMethod(Library.TENSORFLOW, Filter.BOX, false, true, true));
  }

  private static void assertRefused(Runnable wrong) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, wrong::run);
    assertTrue(e.getMessage().startsWith("Expected"), e.getMessage());
  }

  private static PreparedImage prepare(
      Bitmap picture, Color color, Sizing sizing, Framing framing, PerChannel background) {
    ImagePreprocessing config =
        new ImagePreprocessing(
            color,
            Fit.FREE,
            sizing,
            ResizeMethod.pillow(Filter.BILINEAR),
            framing,
            background,
            false,
            1,
            BLACK,
            PerChannel.of(1),
            Layout.NHWC);
    return new ImagePreprocessor(config).prepare(picture).orElseThrow();
  }

  private static float[] pixel(PreparedImage image, int x, int y) {
    int at = 3 * (y * image.width() + x);
    return Arrays.copyOfRange(image.values(), at, at + 3);
  }

  private static Bitmap plain(int width, int height, int... rgba) {
    byte[] out = new byte[4 * width * height];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) rgba[i % 4];
    }
    return new Bitmap(width, height, out);
  }
}
