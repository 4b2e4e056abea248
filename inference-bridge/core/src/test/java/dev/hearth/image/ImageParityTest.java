package dev.hearth.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.testing.TestData;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Photos through the whole preprocessor, beside what Pillow and torchvision made of them. */
class ImageParityTest {
  private static final String FOLDER = "parity/image";

  @Test
  void process_reproducesEveryParityFile() throws Exception {
    Map<String, Bitmap> pictures = new TreeMap<>();
    List<Executable> checks = new ArrayList<>();
    Map<String, int[]> worst = new TreeMap<>();
    List<Path> files = new ArrayList<>();
    try (var all = Files.list(TestData.path(FOLDER))) {
      all.filter(file -> file.toString().endsWith(".u8")).sorted().forEach(files::add);
    }
    int seen = 0;
    for (Path file : files) {
      String[] name = file.getFileName().toString().split("\\.", -1);
      Bitmap picture = pictures.computeIfAbsent(name[0], ImageParityTest::decode);
      if (picture.width() > 1) {
        checks.add(() -> compare(name[0], name[1], picture, Files.readAllBytes(file), worst));
        seen++;
      }
    }
    Assertions.assertAll(checks);
    System.out.println("Image parity: " + seen + " of " + files.size() + " files");
    worst.forEach(
        (group, found) ->
            System.out.println(
                "  "
                    + group
                    + ": greatest difference "
                    + found[0]
                    + ", samples that differ "
                    + found[1]
                    + " of "
                    + found[2]));
    assertTrue(seen >= 26, "only " + seen);
  }

  @Test
  void process_normalisesAsTorchvisionBitForBit() throws IOException {
    byte[] pixels =
        Files.readAllBytes(TestData.path(FOLDER + "/grace_hopper.pil-bilinear-s256c224.u8"));
    byte[] expected = Files.readAllBytes(TestData.path(FOLDER + "/grace_hopper.normalised.f32"));
    byte[] rgba = new byte[4 * 224 * 224];
    for (int i = 0; i < 224 * 224; i++) {
      System.arraycopy(pixels, 3 * i, rgba, 4 * i, 3);
      rgba[4 * i + 3] = -1;
    }
    ImagePreprocessing config =
        new ImagePreprocessing(
            224,
            224,
            Color.RGB,
            Fit.STRETCH,
            Filter.BILINEAR,
            0,
            false,
            1 / 255.0,
            PerChannel.of(.485, .456, .406),
            PerChannel.of(.229, .224, .225),
            Layout.NCHW);
    float[] values =
        new ImagePreprocessor(config).process(new Bitmap(224, 224, rgba)).orElseThrow();
    ByteBuffer found = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    found.asFloatBuffer().put(values);
    assertArrayEquals(expected, found.array());
  }

  private static void compare(
      String picture, String id, Bitmap bitmap, byte[] expected, Map<String, int[]> worst) {
    float[] found = new ImagePreprocessor(config(id)).process(bitmap).orElseThrow();
    assertEquals(expected.length, found.length, picture + " " + id);
    int most = 0;
    int differing = 0;
    for (int i = 0; i < found.length; i++) {
      int difference = Math.abs((int) found[i] - (expected[i] & 0xff));
      most = Math.max(most, difference);
      differing += difference == 0 ? 0 : 1;
    }
    String group =
        id.substring(
            0, id.lastIndexOf('-', id.indexOf("224") < 0 ? id.length() : id.indexOf("224")));
    int[] sum = worst.computeIfAbsent(group, key -> new int[3]);
    sum[0] = Math.max(sum[0], most);
    sum[1] += differing;
    sum[2] += found.length;
    assertTrue(
        most <= (id.startsWith("pil") ? 0 : 1),
        picture + " " + id + ": " + most + ", " + differing + " samples differ");
  }

  /** From a name such as {@code tv-tensor-bilinear-noaa-s256c224}. */
  private static ImagePreprocessing config(String id) {
    boolean pillow = id.startsWith("pil-");
    Filter filter = Filter.valueOf(id.split("-", -1)[pillow ? 1 : 2].toUpperCase(Locale.ROOT));
    PerChannel background =
        id.endsWith("white") ? PerChannel.of(255) : id.endsWith("black") ? PerChannel.of(0) : null;
    return new ImagePreprocessing(
        id.endsWith("-L") ? Color.GREY : Color.RGB,
        Fit.FREE,
        id.contains("s256") ? Sizing.shortest(256, 0) : Sizing.exact(224, 224),
        pillow ? ResizeMethod.pillow(filter) : ResizeMethod.torchvision(filter, id.contains("-aa")),
        Framing.centre(224, 224),
        background,
        false,
        1,
        PerChannel.of(0),
        PerChannel.of(1),
        Layout.NHWC);
  }

  /** Returns one pixel where this machine's decoder does not give the pixels Pillow has. */
  private static Bitmap decode(String name) {
    try {
      Path png = TestData.path("images").resolve(name + ".png");
      Path file = Files.exists(png) ? png : TestData.path("images/" + name + ".jpg");
      Bitmap read = read(file);
      byte[] rgb =
          new Pixels(read.rgba(), read.width(), read.height(), 3, 4)
              .cropped(0, 0, read.width(), read.height());
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(rgb));
      String index = Files.readString(TestData.path(FOLDER + "/index.json"));
      boolean same = index.contains(hash);
      System.out.println(
          file.getFileName()
              + (same ? " decoded as by Pillow" : " decoded differently from Pillow: left out"));
      return same ? read : new Bitmap(1, 1, new byte[4]);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(name, e);
    }
  }

  /** Takes raster samples, since getRGB converts grey and profiles through a colour space. */
  private static Bitmap read(Path file) throws IOException {
    Raster raster = ImageIO.read(file.toFile()).getRaster();
    assertNotNull(raster);
    int bands = raster.getNumBands();
    byte[] out = new byte[raster.getWidth() * raster.getHeight() * 4];
    int[] pixel = new int[bands];
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        raster.getPixel(x, y, pixel);
        for (int band = 0; band < 3; band++) {
          out[at++] = (byte) pixel[bands < 3 ? 0 : band];
        }
        out[at++] = (byte) (bands == 4 ? pixel[3] : 255);
      }
    }
    return new Bitmap(raster.getWidth(), raster.getHeight(), out);
  }
}
