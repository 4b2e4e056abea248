package dev.hearth.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.image.PerChannel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class GpuPicturesTest {
  @Test
  void parameters_crop_cutTheCentre() {
    float[] wide = config(100, 100, true).parameters(400, 200);
    assertArrayEquals(new float[] {100, 100, 2, 2, 0.25f, 0, 0.5f, 1}, Arrays.copyOf(wide, 8));
    float[] tall = config(200, 100, true).parameters(200, 400);
    assertArrayEquals(new float[] {200, 100, 1, 1, 0, 0.375f, 1, 0.25f}, Arrays.copyOf(tall, 8));
  }

  @Test
  void parameters_stretch_takesAllWithSamplesForEachPixel() {
    float[] all = config(224, 224, false).parameters(1920, 1080);
    assertArrayEquals(new float[] {224, 224, 9, 5, 0, 0, 1, 1}, Arrays.copyOf(all, 8));
  }

  @Test
  void parameters_valueOfWhiteAndBlack_isScaledAndNormalised() {
    float[] all = config(1, 1, false).parameters(1, 1);
    assertEquals((1 - 0.5) / 0.25, all[8] + all[12], 1e-6);
    assertEquals(-0.5 / 0.25, all[12], 1e-6);
  }

  @Test
  void parameters_background_isThatOfTheManifest() {
    float[] none = config(1, 1, false).parameters(1, 1);
    assertArrayEquals(new float[3], Arrays.copyOfRange(none, 16, 19));
    float[] some = config(1, 1, PerChannel.of(255, 0, 51)).parameters(1, 1);
    assertArrayEquals(new float[] {1, 0, 0.2f}, Arrays.copyOfRange(some, 16, 19));
  }

  @Test
  void config_noPixels_refuses() {
    assertThrows(IllegalArgumentException.class, () -> config(0, 1, false));
  }

  private static GpuPictures.Config config(int width, int height, boolean crop) {
    return new GpuPictures.Config(
        width,
        height,
        false,
        false,
        1 / 255.0,
        PerChannel.of(0.5),
        PerChannel.of(0.25),
        null,
        crop);
  }

  private static GpuPictures.Config config(int width, int height, PerChannel background) {
    PerChannel one = PerChannel.of(1);
    return new GpuPictures.Config(width, height, false, false, 1, one, one, background, false);
  }
}
