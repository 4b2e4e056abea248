package dev.hearth.text;

/**
 * Classes of code points.
 *
 * <p>The only place that asks the Unicode tables, so that a smaller or faster source can take over.
 */
final class CodePoints {
  private static final int BMP = 0x10000;
  private static final int MARK =
      1 << Character.NON_SPACING_MARK
          | 1 << Character.COMBINING_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK;
  private static final int LETTER =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER;
  private static final int NUMBER =
      1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;
  private static final int PUNCTUATION =
      1 << Character.CONNECTOR_PUNCTUATION
          | 1 << Character.DASH_PUNCTUATION
          | 1 << Character.START_PUNCTUATION
          | 1 << Character.END_PUNCTUATION
          | 1 << Character.INITIAL_QUOTE_PUNCTUATION
          | 1 << Character.FINAL_QUOTE_PUNCTUATION
          | 1 << Character.OTHER_PUNCTUATION;
  private static final int OTHER =
      1 << Character.CONTROL
          | 1 << Character.FORMAT
          | 1 << Character.PRIVATE_USE
          | 1 << Character.SURROGATE;
  private static final int WORD =
      LETTER
          | MARK
          | 1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.CONNECTOR_PUNCTUATION;

  /** General category plus one of each code point of the BMP that was asked for; 0 is not yet. */
  private static final byte[] CATEGORIES = new byte[BMP];

  private CodePoints() {}

  private static boolean is(int codePoint, int categories) {
    return (categories >>> category(codePoint) & 1) != 0;
  }

  private static int category(int codePoint) {
    if (codePoint >= BMP) {
      return Character.getType(codePoint);
    }
    int known = CATEGORIES[codePoint];
    if (known == 0) {
      known = Character.getType(codePoint) + 1;
      CATEGORIES[codePoint] = (byte) known;
    }
    return known - 1;
  }

  /** Returns whether it is of category Cc or Cf. */
  static boolean isControlOrFormat(int c) {
    return is(c, 1 << Character.CONTROL | 1 << Character.FORMAT);
  }

  /** Returns whether Unicode calls it White_Space, the {@code \s} of most regular expressions. */
  static boolean isWhitespace(int c) {
    if (c < 0x80) {
      return c == ' ' || (c >= '\t' && c <= '\r');
    }
    return c == 0x85
        || c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  /** Returns whether it is of category Cc, Cf, Co or Cs, but no tab or line end. */
  static boolean isControl(int c) {
    return c != '\t' && c != '\n' && c != '\r' && is(c, OTHER);
  }

  /** Returns whether it is of category P, or ASCII and neither letter, digit, space nor control. */
  static boolean isPunctuation(int c) {
    if (c < 0x80) {
      return c > ' ' && c < 0x7f && !isAsciiAlphanumeric(c);
    }
    return is(c, PUNCTUATION);
  }

  private static boolean isAsciiAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  }

  /** Returns whether it is of category L. */
  static boolean isLetter(int c) {
    return is(c, LETTER);
  }

  /** Returns whether it is of category N. */
  static boolean isNumber(int c) {
    return is(c, NUMBER);
  }

  /** Returns whether it is of category M. */
  static boolean isMark(int c) {
    return is(c, MARK);
  }

  /** Returns whether it is of category Mn. */
  static boolean isNonSpacingMark(int c) {
    return category(c) == Character.NON_SPACING_MARK;
  }

  /** Returns whether it is part of a word, the {@code \w} of Rust's regular expressions. */
  static boolean isWord(int c) {
    return is(c, WORD) || c == 0x200c || c == 0x200d || isCircled(c);
  }

  /** Returns whether it is part of a word for Oniguruma, which the joiners are not. */
  static boolean isWordCharacter(int c) {
    return is(c, WORD) || isCircled(c);
  }

  /** Returns whether it is of a category: {@code 1 << Character.getType} of each. */
  static boolean isOf(int c, int categories) {
    return is(c, categories);
  }

  /** Returns whether it is a letter in a circle or square, which Unicode calls alphabetic. */
  private static boolean isCircled(int c) {
    return (c >= 0x24b6 && c <= 0x24e9)
        || (c >= 0x1f130 && c <= 0x1f149)
        || (c >= 0x1f150 && c <= 0x1f169)
        || (c >= 0x1f170 && c <= 0x1f189);
  }

  /** Returns whether BERT takes it for a word of its own. */
  static boolean isCjk(int c) {
    return (c >= 0x4e00 && c <= 0x9fff)
        || (c >= 0x3400 && c <= 0x4dbf)
        || (c >= 0x20000 && c <= 0x2a6df)
        || (c >= 0x2a700 && c <= 0x2ceaf)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0x2f800 && c <= 0x2fa1f);
  }

  /** Returns whether it may be written together with what stands before it. */
  static boolean joinsPrevious(int c) {
    return c >= 0x300
        && (isMark(c)
            || (c >= 0x1160 && c <= 0x11ff)
            || (c >= 0xd7b0 && c <= 0xd7ff)
            || (c >= 0x3131 && c <= 0x318e)
            || (c >= 0xff9e && c <= 0xffdc)
            || c == 0x200d);
  }

  /** Returns the small letter; of U+0130 only the first of its two. */
  static int toLowerCase(int c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }
    return Character.toLowerCase(c);
  }

  /** Returns the text with U+FFFD for each surrogate that lacks its other half. */
  static String wellFormed(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0xd800 || c > 0xdfff) {
        continue;
      }
      if (c < 0xdc00 && i + 1 < text.length() && (text.charAt(i + 1) & 0xfc00) == 0xdc00) {
        i++;
        continue;
      }
      if (out == null) {
        out = new StringBuilder(text);
      }
      out.setCharAt(i, '\ufffd');
    }
    return out == null ? text : out.toString();
  }
}
