package dev.hearth.source;

/** Tells whether bytes are UTF-8, as decoding them does not on every platform. */
final class Utf8 {
  private Utf8() {}

  static boolean isValid(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int length = length(bytes[at] & 0xff);
      if (length == 0 || at + length > bytes.length) {
        return false;
      }
      int code = length == 1 ? bytes[at] : bytes[at] & (0x7f >> length);
      for (int i = 1; i < length; i++) {
        if ((bytes[at + i] & 0xc0) != 0x80) {
          return false;
        }
        code = code << 6 | (bytes[at + i] & 0x3f);
      }
      boolean shorter = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
      if (shorter || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
        return false;
      }
      at += length;
    }
    return true;
  }

  private static int length(int first) {
    if (first < 0x80) {
      return 1;
    } else if (first < 0xc2 || first > 0xf4) {
      return 0;
    }
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  }
}
