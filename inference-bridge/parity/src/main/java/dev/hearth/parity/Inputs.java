package dev.hearth.parity;

import dev.hearth.image.Bitmap;
import dev.hearth.json.JsonObject;
import dev.hearth.text.UnicodeNormalizer;
import java.nio.charset.StandardCharsets;

/** What the cases read, from wherever they run. */
public interface Inputs extends UnicodeNormalizer {
  /** Folder of the test data, before a file's name. */
  String DATA = "testdata/";

  /** Folder of core's own golden files. */
  String CORE = "core/";

  /** Before the name of a picture's file, to have its pixels. */
  String PIXELS = "pixels/";

  /**
   * Returns a file's bytes. Those of {@link #PIXELS} are width and height, 32-bit little-endian,
   * and 8-bit red, green, blue, straight alpha of each pixel.
   */
  byte[] file(String name);

  /** Returns a file as text. */
  default String text(String name) {
    return new String(file(name), StandardCharsets.UTF_8);
  }

  /** Returns a file as JSON. */
  default JsonObject json(String name) {
    return JsonObject.parse(name, text(name));
  }

  /** Returns a file of 32-bit little-endian floats. */
  default float[] floats(String name) {
    byte[] bytes = file(name);
    float[] out = new float[bytes.length / 4];
    for (int i = 0; i < out.length; i++) {
      out[i] = Float.intBitsToFloat(word(bytes, 4 * i));
    }
    return out;
  }

  /** Returns the picture of a file, by its name in the test data. */
  default Bitmap picture(String name) {
    byte[] bytes = file(PIXELS + name);
    byte[] rgba = new byte[bytes.length - 8];
    System.arraycopy(bytes, 8, rgba, 0, rgba.length);
    return new Bitmap(word(bytes, 0), word(bytes, 4), rgba);
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | ((bytes[at + 1] & 0xff) << 8)
        | ((bytes[at + 2] & 0xff) << 16)
        | (bytes[at + 3] << 24);
  }
}
