package dev.hearth.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExifOrientationTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void of_readsEachContainerInEachOrder(int exif) {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      byte[] tiff = tiff(order, 3, 1, exif);
      for (byte[] file : new byte[][] {jpeg(tiff), png(tiff), webp(tiff), webp(prefixed(tiff))}) {
        assertEquals(exif, ExifOrientation.of(file).exif());
      }
    }
  }

  @Test
  void of_isUprightForWhatIsMalformed() {
    ByteOrder order = ByteOrder.BIG_ENDIAN;
    for (byte[] tiff :
        new byte[][] {
          tiff(order, 3, 1, 0), tiff(order, 3, 1, 9), tiff(order, 4, 1, 6), tiff(order, 3, 2, 6), {}
        }) {
      for (byte[] file : new byte[][] {jpeg(tiff), png(tiff), webp(tiff), tiff}) {
        assertEquals(Orientation.UPRIGHT, ExifOrientation.of(file));
      }
    }
    byte[] far = tiff(order, 3, 1, 6);
    far[4] = (byte) 0xff;
    assertEquals(Orientation.UPRIGHT, ExifOrientation.of(jpeg(far)));
  }

  @Test
  void of_endsForAnyBytes() {
    Random random = new Random(4);
    byte[] tiff = tiff(ByteOrder.LITTLE_ENDIAN, 3, 1, 6);
    for (byte[] whole : new byte[][] {jpeg(tiff), png(tiff), webp(tiff)}) {
      for (int length = 0; length < whole.length; length++) {
        assertEquals(Orientation.UPRIGHT, orUpright(Arrays.copyOf(whole, length)));
      }
      for (int i = 0; i < 20_000; i++) {
        byte[] changed = whole.clone();
        for (int j = 0; j < 3; j++) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        int exif = ExifOrientation.of(changed).exif();
        assertEquals(exif, Math.max(1, Math.min(exif, 8)));
      }
    }
  }

  /** A file cut off after its EXIF data still tells its orientation. */
  private static Orientation orUpright(byte[] file) {
    Orientation found = ExifOrientation.of(file);
    return found.exif() == 6 ? Orientation.UPRIGHT : found;
  }

  private static byte[] tiff(ByteOrder order, int type, int count, int value) {
    ByteBuffer out = ByteBuffer.allocate(38).order(order);
    out.put(ascii(order == ByteOrder.BIG_ENDIAN ? "MM" : "II")).putShort((short) 42).putInt(8);
    out.putShort((short) 2);
    out.putShort((short) 0x010f).putShort((short) 2).putInt(1).putInt(0);
    out.putShort((short) 0x0112).putShort((short) type).putInt(count).putShort((short) value);
    return out.array();
  }

  private static byte[] prefixed(byte[] tiff) {
    return ByteBuffer.allocate(6 + tiff.length).put(ascii("Exif\0\0")).put(tiff).array();
  }

  private static byte[] jpeg(byte[] tiff) {
    return ByteBuffer.allocate(24 + tiff.length)
        .putInt(0xffd8ffe0)
        .putShort((short) 6)
        .putInt(0)
        .putShort((short) 0xffe1)
        .putShort((short) (8 + tiff.length))
        .put(prefixed(tiff))
        .putInt(0xffda0002)
        .array();
  }

  private static byte[] png(byte[] tiff) {
    return ByteBuffer.allocate(36 + tiff.length)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .putInt(4)
        .put(ascii("tEXt"))
        .putLong(0)
        .putInt(tiff.length)
        .put(ascii("eXIf"))
        .put(tiff)
        .putInt(0)
        .array();
  }

  private static byte[] webp(byte[] tiff) {
    return ByteBuffer.allocate(30 + tiff.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt(22 + tiff.length)
        .put(ascii("WEBPVP8X"))
        .putInt(1)
        .putShort((short) 0)
        .put(ascii("EXIF"))
        .putInt(tiff.length)
        .put(tiff)
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
