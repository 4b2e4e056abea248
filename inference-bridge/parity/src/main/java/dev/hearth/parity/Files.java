package dev.hearth.parity;

/** Where the suite's inputs come from. */
public interface Files {
  /** Returns a file of the test data, by its path. */
  byte[] bytes(String path);

  /**
   * Returns a decoded picture: its width and height as little-endian int32, then byte[4 * width *
   * height] of red, green, blue and straight alpha.
   */
  byte[] pixels(String path);
}
