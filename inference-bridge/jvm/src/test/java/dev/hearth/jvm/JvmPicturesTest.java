package dev.hearth.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.image.Bitmap;
import dev.hearth.image.Filter;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.Orientation;
import dev.hearth.image.PerChannel;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import dev.hearth.testing.TestData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JvmPicturesTest {
  @Test
  void read_givesThePixelsOfPillow() throws IOException, GeneralSecurityException {
    String index = Files.readString(TestData.path("parity/image/index.json"));
    int photos = 0;
    for (JsonObject photo : JsonObject.parse("index", index).objects("photos", one -> one)) {
      Bitmap picture = JvmPictures.read(Files.readAllBytes(TestData.path(photo.string("image"))));
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int at = 0; at < picture.rgba().length; at += 4) {
        digest.update(picture.rgba(), at, 3);
      }
      String found = HexFormat.of().formatHex(digest.digest());
      assertEquals(photo.string("decodedRGBsha256"), found, photo.string("image"));
      photos++;
    }
    assertEquals(5, photos);
  }

  @Test
  void read_printsInksAsPillowDoes() throws IOException {
    Bitmap picture = JvmPictures.read(resource("cmyk.jpg"));
    byte[] expected = resource("cmyk.rgb");
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], picture.rgba()[i / 3 * 4 + i % 3], "level " + i);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = JvmPicturesTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void read_takesTheUpperHalfOf16Bits() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, i << 8 | (255 - i));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, "png", file);
    Bitmap picture = JvmPictures.read(file.toByteArray());
    for (int i = 0; i < 256; i++) {
      assertEquals((byte) i, picture.rgba()[4 * i]);
      assertEquals((byte) 255, picture.rgba()[4 * i + 3]);
    }
  }

  @Test
  void read_turnsUprightUnlessTheModelWantsPicturesAsStored() throws IOException {
    byte[] plain = Files.readAllBytes(TestData.path("images/grace_hopper.jpg"));
    byte[] tiff = HexFormat.of().parseHex("4d4d002a0000000800010112000300000001000600000000");
    byte[] turned =
        ByteBuffer.allocate(plain.length + 10 + tiff.length)
            .putInt(0xffd8ffe1)
            .putShort((short) (8 + tiff.length))
            .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
            .put(tiff)
            .put(plain, 2, plain.length - 2)
            .array();
    Bitmap stored = JvmPictures.read(plain);
    Bitmap upright = JvmPictures.read(turned);
    assertEquals(stored.height(), upright.width());
    assertArrayEquals(Orientation.of(6).apply(stored).rgba(), upright.rgba());
    ImagePreprocessing usual =
        new ImagePreprocessing(
            8,
            8,
            Color.RGB,
            Fit.STRETCH,
            Filter.BILINEAR,
            0,
            false,
            1,
            PerChannel.of(0),
            PerChannel.of(1),
            Layout.NHWC);
    ImagePreprocessing asStored =
        new ImagePreprocessing(
            usual.color(),
            usual.fit(),
            usual.sizing(),
            usual.method(),
            usual.framing(),
            usual.background(),
            false,
            1,
            usual.mean(),
            usual.std(),
            usual.layout(),
            true,
            false);
    assertArrayEquals(upright.rgba(), JvmPictures.read(turned, usual).rgba());
    assertArrayEquals(stored.rgba(), JvmPictures.read(turned, asStored).rgba());
  }

  @Test
  void read_refusesWhatIsNoPicture() throws IOException {
    byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
    assertThrows(InferenceException.class, () -> JvmPictures.read(text));
    byte[] whole = Files.readAllBytes(TestData.path("images/grace_hopper.jpg"));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    InferenceException cut = assertThrows(InferenceException.class, () -> JvmPictures.read(half));
    assertTrue(cut.getMessage().contains("cut short"), cut.getMessage());
    byte[] photo = Files.readAllBytes(TestData.path("images/face_portrait.jpg"));
    Random random = new Random(2);
    for (int round = 0; round < 40; round++) {
      byte[] damaged = photo.clone();
      for (int i = 0; i < 20; i++) {
        damaged[random.nextInt(800)] = (byte) random.nextInt(256);
      }
      try {
        JvmPictures.read(damaged);
      } catch (InferenceException | IllegalArgumentException e) {
        assertEquals(false, e.getMessage().isEmpty());
      }
    }
  }
}
