package dev.hearth.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.testing.TestData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

  @ParameterizedTest
  @CsvSource({
    "camera, NEAREST",
    "camera, BOX",
    "camera, BILINEAR",
    "camera, BICUBIC",
    "camera, LANCZOS",
    "pineapple_rgba, NEAREST",
    "pineapple_rgba, BOX",
    "pineapple_rgba, BILINEAR",
    "pineapple_rgba, BICUBIC",
    "pineapple_rgba, LANCZOS",
  })
  void resize_equalsPillow(String picture, Filter filter) throws IOException {
    BufferedImage source = read("images/" + picture + ".png");
    byte[] found =
        Resampler.resize(rgb(source), source.getWidth(), source.getHeight(), 3, 224, 224, filter);
    assertArrayEquals(
        parity(picture + ".pil-" + filter.name().toLowerCase(Locale.ROOT) + "-direct224.u8"),
        found);
  }

  @ParameterizedTest
  @CsvSource({
    "camera, BILINEAR",
    "camera, BICUBIC",
    "pineapple_rgba, BILINEAR",
    "pineapple_rgba, BICUBIC"
  })
  void resize_keepingProportionsEqualsPillow(String picture, Filter filter) throws IOException {
    BufferedImage source = read("images/" + picture + ".png");
    int width = source.getWidth();
    int height = source.getHeight();
    int newWidth = width <= height ? 256 : 256 * width / height;
    int newHeight = width <= height ? 256 * height / width : 256;
    byte[] resized = Resampler.resize(rgb(source), width, height, 3, newWidth, newHeight, filter);
    int left = (newWidth - 224) / 2;
    int top = (int) Math.rint((newHeight - 224) / 2.0);
    byte[] found = new byte[224 * 224 * 3];
    for (int y = 0; y < 224; y++) {
      int from = ((y + top) * newWidth + left) * 3;
      System.arraycopy(resized, from, found, y * 224 * 3, 224 * 3);
    }
    assertArrayEquals(
        parity(picture + ".pil-" + filter.name().toLowerCase(Locale.ROOT) + "-s256c224.u8"), found);
  }

  @Test
  void resize_oneBandEqualsPillow() throws IOException {
    BufferedImage source = read("images/camera.png");
    byte[] grey = new byte[source.getWidth() * source.getHeight()];
    source.getRaster().getDataElements(0, 0, source.getWidth(), source.getHeight(), grey);
    GreyImage image = new GreyImage(source.getWidth(), source.getHeight(), grey);
    assertArrayEquals(
        parity("camera.pil-bilinear-direct224-L.u8"),
        image.resized(224, 224, Filter.BILINEAR).levels());
  }

  /** Levels (37 i + 11 i i) mod 256 in 5 x 4 pixels; the results are those of Pillow 9.4. */
  @ParameterizedTest
  @CsvSource({
    "NEAREST, 3, 2, cc1ec8d6e042",
    "NEAREST, 2, 4, 30d26ae8ca245086",
    "BOX, 3, 2, 5a4ab2ace658",
    "BILINEAR, 3, 2, 6a769faea66a",
    "BILINEAR, 5, 9,"
        + "003076d244223a67d65a7d5340df95cb6f29ddc3c59a85869dbfc5e12f77c79be74a5fd264e2764ad650e08642",
    "HAMMING, 3, 2, 6164a4b3bf5d",
    "HAMMING, 5, 9,"
        + "003076d244063273d348975b35e2a6cc6a1fe7c8c59a85869dbecaeb2572c4aae93d66d554e08343d650e08642",
    "BICUBIC, 2, 4, 348d7baacc6fa380",
    "BICUBIC, 5, 9,"
        + "002b7ed03817366ad7547d4d32ed9ad16f22e2c9d0a58081a8becae62876c6a1f63d59d35fe47947d844df8f3d",
    "LANCZOS, 5, 9,"
        + "002c8bc72e193364dc5779442cf799d47222e0cbdfb47a7bb7c0cce42779c1a0ff3751d262e97344da3bd69c3f",
  })
  void resize_smallEqualsPillow(Filter filter, int width, int height, String expected) {
    byte[] samples = new byte[20];
    for (int i = 0; i < 20; i++) {
      samples[i] = (byte) (37 * i + 11 * i * i);
    }
    byte[] out = Resampler.resize(samples, 5, 4, 1, width, height, filter);
    assertEquals(expected, HexFormat.of().formatHex(out));
  }

  @Test
  void resize_keepsBandsApart() {
    byte[] samples = new byte[5 * 4 * 4];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (50 * (i % 4));
    }
    byte[] out = Resampler.resize(samples, 5, 4, 4, 7, 3, Filter.BICUBIC);
    assertEquals(7 * 3 * 4, out.length);
    for (int i = 0; i < out.length; i++) {
      assertEquals((byte) (50 * (i % 4)), out[i]);
    }
  }

  @Test
  void resize_toSameSizeCopies() {
    byte[] samples = {1, 2, 3, 4};
    byte[] out = Resampler.resize(samples, 2, 2, 1, 2, 2, Filter.LANCZOS);
    assertArrayEquals(samples, out);
    assertNotSame(samples, out);
  }

  @Test
  void resize_rejectsWrongLength() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Resampler.resize(new byte[7], 2, 2, 2, 1, 1, Filter.BOX));
    assertEquals("Expected 8 samples for 2 x 2 x 2, found 7", e.getMessage());
  }

  @Test
  void resize_rejectsHugeStepBetweenPasses() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Resampler.resize(new byte[100_000], 1, 100_000, 1, 100_000, 1, Filter.BOX));
  }

  private static BufferedImage read(String path) throws IOException {
    BufferedImage image = ImageIO.read(TestData.path(path).toFile());
    assertNotNull(image, path);
    return image;
  }

  private static byte[] parity(String file) throws IOException {
    return Files.readAllBytes(TestData.path("parity/image/" + file));
  }

  /** Takes raster samples, since getRGB converts grey through a colour space. */
  private static byte[] rgb(BufferedImage image) {
    int bands = image.getRaster().getNumBands();
    byte[] out = new byte[image.getWidth() * image.getHeight() * 3];
    int[] pixel = new int[bands];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.getRaster().getPixel(x, y, pixel);
        for (int band = 0; band < 3; band++) {
          out[at++] = (byte) pixel[bands < 3 ? 0 : band];
        }
      }
    }
    return out;
  }
}
