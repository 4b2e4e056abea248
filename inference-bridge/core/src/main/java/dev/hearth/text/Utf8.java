package dev.hearth.text;

/** UTF-8 by hand: the bytes of one code point, and text from bytes that may be broken. */
final class Utf8 {
  private static final char REPLACEMENT = '\ufffd';

  private Utf8() {}

  /** Returns how many bytes a code point takes, 1 to 4. */
  static int length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** Returns byte {@code index} of a code point that takes {@code length} bytes, 0 to 255. */
  static int byteAt(int codePoint, int length, int index) {
    if (length == 1) {
      return codePoint;
    }
    int bits = codePoint >> (6 * (length - 1 - index));
    return index == 0 ? (0xf00 >> length & 0xff) | bits : 0x80 | (bits & 0x3f);
  }

  /** Returns the text, with U+FFFD for each longest start of a character that does not go on. */
  static String decode(byte[] bytes, int length) {
    StringBuilder out = new StringBuilder(length);
    int position = 0;
    while (position < length) {
      int first = bytes[position] & 0xff;
      if (first < 0x80) {
        out.append((char) first);
        position++;
        continue;
      }
      int expected = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
      int taken = first < 0xc2 || first > 0xf4 ? 1 : sequence(bytes, position, length, expected);
      if (taken == expected && first >= 0xc2) {
        int codePoint = first & 0xff >> (expected + 1);
        for (int i = 1; i < taken; i++) {
          codePoint = codePoint << 6 | (bytes[position + i] & 0x3f);
        }
        out.appendCodePoint(codePoint);
      } else {
        out.append(REPLACEMENT);
      }
      position += taken;
    }
    return out.toString();
  }

  /** Returns how many bytes from {@code position} can begin one character. */
  private static int sequence(byte[] bytes, int position, int length, int expected) {
    int first = bytes[position] & 0xff;
    int taken = 1;
    while (taken < expected && position + taken < length) {
      int next = bytes[position + taken] & 0xff;
      int low = 0x80;
      int high = 0xbf;
      if (taken == 1) {
        low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
      }
      if (next < low || next > high) {
        return taken;
      }
      taken++;
    }
    return taken;
  }
}
