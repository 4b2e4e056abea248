package dev.hearth.text;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a regular expression of a tokenizer.json anew, so that it means in Java what it means
 * there.
 *
 * <p>The files are written for Oniguruma in Ruby's syntax. Its {@code \s}, {@code \w} and {@code
 * \d} know all of Unicode; the {@code +} or {@code ?} after {@code {1,3}} is one more quantifier,
 * neither possessive nor reluctant.
 */
final class Oniguruma {
  private static final String SPACES =
      "\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  private static final String CIRCLED =
      "\\u24b6-\\u24e9\\x{1f130}-\\x{1f149}\\x{1f150}-\\x{1f169}\\x{1f170}-\\x{1f189}";
  private static final String WORDS = "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}" + CIRCLED;

  /** What is a word alone, but not in a class with others. */
  private static final String NUMBERS = "\\u00b2\\u00b3\\u00b9\\u00bc-\\u00be";

  private final String regex;
  private final StringBuilder out = new StringBuilder();

  /** Where in {@code out} the groups that are open begin. */
  private final Deque<Integer> groups = new ArrayDeque<>();

  /** Where in {@code out} what a quantifier would repeat begins. */
  private int atom;

  private int position;

  private Oniguruma(String regex) {
    this.regex = regex;
  }

  /**
   * Returns the regular expression for Java.
   *
   * @throws IllegalArgumentException if it has what cannot be written in Java
   */
  static String toJava(String regex) {
    Oniguruma rewriter = new Oniguruma(regex);
    while (rewriter.position < regex.length()) {
      rewriter.next();
    }
    return rewriter.out.toString();
  }

  private void next() {
    char c = regex.charAt(position);
    switch (c) {
      case '(' -> {
        groups.push(out.length());
        out.append(c);
        position++;
      }
      case ')' -> {
        atom = groups.isEmpty() ? out.length() : groups.pop();
        out.append(c);
        position++;
      }
      case '[' -> {
        atom = out.length();
        characterClass();
      }
      case '\\' -> {
        atom = out.length();
        escape(false);
      }
      case '{' -> interval();
      case '*', '+', '?', '|' -> {
        out.append(c);
        position++;
      }
      default -> {
        atom = out.length();
        int next = regex.offsetByCodePoints(position, 1);
        out.append(regex, position, next);
        position = next;
      }
    }
  }

  private void characterClass() {
    int depth = 0;
    do {
      char c = regex.charAt(position);
      if (c == '\\') {
        escape(true);
        continue;
      }
      if (regex.startsWith("[:", position)) {
        throw unknown("[:");
      }
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      out.append(c);
      position++;
    } while (depth > 0 && position < regex.length());
  }

  /** Writes {@code {n,m}}; a quantifier that follows repeats the whole of it. */
  private void interval() {
    int end = regex.indexOf('}', position);
    boolean isQuantifier = end > position + 1;
    for (int i = position + 1; i < end; i++) {
      char c = regex.charAt(i);
      isQuantifier &= c == ',' || (c >= '0' && c <= '9');
    }
    if (!isQuantifier) {
      atom = out.length();
      out.append("\\{");
      position++;
      return;
    }
    out.append(regex.charAt(position + 1) == ',' ? "{0" : "{");
    out.append(regex, position + 1, end + 1);
    boolean range = regex.substring(position, end).indexOf(',') >= 0;
    position = end + 1;
    char following = position < regex.length() ? regex.charAt(position) : ' ';
    if (following == '+' || following == '*' || (following == '?' && !range)) {
      out.insert(atom, "(?:").append(')');
    }
  }

  private void escape(boolean inClass) {
    if (position + 1 >= regex.length()) {
      throw unknown("\\");
    }
    char c = regex.charAt(position + 1);
    switch (c) {
      case 's' -> out.append(inClass ? SPACES : "[" + SPACES + "]");
      case 'S' -> out.append("[^" + SPACES + "]");
      case 'w' -> out.append(inClass ? WORDS : "[" + WORDS + NUMBERS + "]");
      case 'W' -> out.append("[^").append(WORDS).append(inClass ? "]" : NUMBERS + "]");
      case 'd' -> out.append("\\p{Nd}");
      case 'D' -> out.append("\\P{Nd}");
      case 'h' -> out.append("[0-9a-fA-F]");
      case 'H' -> out.append("[^0-9a-fA-F]");
      case 'p', 'P' -> property(c);
      default -> {
        boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (letter && "tnrfaebBAzZGux".indexOf(c) < 0) {
          throw unknown("\\" + c);
        }
        out.append('\\').append(c);
      }
    }
    position += 2;
  }

  /** Writes the {@code \p} of a property, whose negation Ruby may put inside the braces. */
  private void property(char c) {
    int end = regex.indexOf('}', position);
    if (end < 0 || regex.charAt(position + 2) != '{') {
      throw unknown("\\" + c);
    }
    boolean inverted = regex.charAt(position + 3) == '^';
    out.append('\\').append(inverted ? (c == 'p' ? 'P' : 'p') : c).append('{');
    out.append(regex, position + (inverted ? 4 : 3), end + 1);
    position = end - 1;
  }

  private IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException(
        "Expected a regular expression without \"" + what + "\", found \"" + regex + "\"");
  }
}
