package dev.hearth.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Puts an EXIF orientation into pictures that have none. */
final class Exif {
  private Exif() {}

  /** Returns a JPEG or PNG with an orientation of 1 to 8. */
  static byte[] in(byte[] file, String format, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26).put(ascii("MM\0*")).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    boolean jpeg = format.equals("JPEG");
    // After the start marker of a JPEG; after the first chunk of a PNG, which is its header.
    return inserted(file, jpeg ? 2 : 33, jpeg ? segment(tiff.array()) : chunk(tiff.array()));
  }

  private static byte[] segment(byte[] tiff) {
    return ByteBuffer.allocate(10 + tiff.length)
        .putShort((short) 0xffe1)
        .putShort((short) (8 + tiff.length))
        .put(ascii("Exif\0\0"))
        .put(tiff)
        .array();
  }

  private static byte[] chunk(byte[] tiff) {
    CRC32 sum = new CRC32();
    sum.update(ascii("eXIf"));
    sum.update(tiff);
    return ByteBuffer.allocate(12 + tiff.length)
        .putInt(tiff.length)
        .put(ascii("eXIf"))
        .put(tiff)
        .putInt((int) sum.getValue())
        .array();
  }

  private static byte[] inserted(byte[] file, int at, byte[] part) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, at);
    out.writeBytes(part);
    out.write(file, at, file.length - at);
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
