package dev.hearth.text;

/** The words of GPT-2: what its regular expression finds, by hand. */
final class Gpt2Words extends Pattern.Scanner {
  static final String REGEX =
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

  private static final int SPACE = 0;
  private static final int LETTER = 1;
  private static final int NUMBER = 2;
  private static final int OTHER = 3;

  Gpt2Words(String text) {
    super(text);
  }

  @Override
  boolean find(int from) {
    if (from >= text.length()) {
      return false;
    }
    start = from;
    int contraction = contraction(from);
    if (contraction > 0) {
      end = from + contraction;
      return true;
    }
    int word = text.charAt(from) == ' ' && from + 1 < text.length() ? from + 1 : from;
    int kind = kind(text.codePointAt(word));
    if (kind == SPACE) {
      int stop = run(from, SPACE);
      // Of several, the last belongs to the word that follows, if it is a blank.
      end = stop < text.length() && stop - from > 1 ? stop - 1 : stop;
    } else {
      end = run(word, kind);
    }
    return true;
  }

  private int run(int from, int kind) {
    int position = from;
    while (position < text.length()) {
      int c = text.codePointAt(position);
      if (kind(c) != kind) {
        break;
      }
      position += Character.charCount(c);
    }
    return position;
  }

  private int contraction(int from) {
    if (text.charAt(from) != '\'' || from + 1 >= text.length()) {
      return 0;
    }
    char first = text.charAt(from + 1);
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      return 2;
    }
    char second = from + 2 < text.length() ? text.charAt(from + 2) : 0;
    boolean three =
        (second == 'e' && (first == 'r' || first == 'v')) || (second == 'l' && first == 'l');
    return three ? 3 : 0;
  }

  private static int kind(int c) {
    if (CodePoints.isWhitespace(c)) {
      return SPACE;
    }
    if (CodePoints.isLetter(c)) {
      return LETTER;
    }
    return CodePoints.isNumber(c) ? NUMBER : OTHER;
  }
}
