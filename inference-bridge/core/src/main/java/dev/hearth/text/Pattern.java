package dev.hearth.text;

import java.util.function.IntPredicate;

/** Finds the parts of a text that something is done to. */
@FunctionalInterface
interface Pattern {
  Matches in(String text);

  /** Goes through the matches from left to right. */
  interface Matches {
    /** Moves to the next match; false where there is none. */
    boolean next();

    int start();

    int end();
  }

  /** Returns a pattern that finds a text. */
  static Pattern literal(String wanted) {
    return text ->
        new Scanner(text) {
          @Override
          boolean find(int from) {
            start = wanted.isEmpty() ? -1 : text.indexOf(wanted, from);
            end = start + wanted.length();
            return start >= 0;
          }
        };
  }

  /** Returns a pattern that finds single code points, or runs of them. */
  static Pattern of(IntPredicate wanted, boolean runs) {
    return text ->
        new Scanner(text) {
          @Override
          boolean find(int from) {
            start = from;
            while (start < text.length() && !wanted.test(text.codePointAt(start))) {
              start += Character.charCount(text.codePointAt(start));
            }
            if (start >= text.length()) {
              return false;
            }
            end = start;
            do {
              end += Character.charCount(text.codePointAt(end));
            } while (runs && end < text.length() && wanted.test(text.codePointAt(end)));
            return true;
          }
        };
  }

  /** Remembers where the last match ended. */
  abstract class Scanner implements Matches {
    final String text;
    int start;
    int end;

    Scanner(String text) {
      this.text = text;
    }

    /** Sets {@code start} and {@code end} to the next match at or after a position. */
    abstract boolean find(int from);

    @Override
    public boolean next() {
      return find(end);
    }

    @Override
    public int start() {
      return start;
    }

    @Override
    public int end() {
      return end;
    }
  }
}
