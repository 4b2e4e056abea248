package dev.hearth.text;

/**
 * What a user sees as one character (UAX #29), as far as it can be shorter than six bytes of UTF-8:
 * no Hangul, no flags, no joined emoji, of which none is.
 */
final class Graphemes {
  private Graphemes() {}

  /** Returns where the character that begins at {@code start} ends. */
  static int end(String text, int start) {
    int c = text.codePointAt(start);
    int end = start + Character.charCount(c);
    if (c == '\r' && end < text.length() && text.charAt(end) == '\n') {
      return end + 1;
    }
    while (end < text.length() && !isControl(c)) {
      int next = text.codePointAt(end);
      if (!isExtending(next) && !(isPrepended(c) && !isControl(next))) {
        break;
      }
      end += Character.charCount(next);
      c = next;
    }
    return end;
  }

  private static boolean isExtending(int c) {
    return c >= 0x300
        && (CodePoints.isMark(c)
            || c == 0x200c
            || c == 0x200d
            || c == 0xe33
            || c == 0xeb3
            || c == 0xff9e
            || c == 0xff9f
            || (c >= 0x1f3fb && c <= 0x1f3ff));
  }

  private static boolean isPrepended(int c) {
    return (c >= 0x600 && c <= 0x605)
        || c == 0x6dd
        || c == 0x70f
        || c == 0x890
        || c == 0x891
        || c == 0x8e2
        || c == 0xd4e;
  }

  private static boolean isControl(int c) {
    return c != 0x200c
        && c != 0x200d
        && !isPrepended(c)
        && (c == 0x2028 || c == 0x2029 || CodePoints.isControlOrFormat(c));
  }
}
