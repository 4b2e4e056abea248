package dev.hearth.text;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Reads the classes and escapes of a regular expression: what one code point may be. */
final class RegexClass {
  private static final String[] CATEGORIES = {
    "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc",
    "Cf", "", "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
  };

  private final String regex;
  int position;

  RegexClass(String regex) {
    this.regex = regex;
  }

  /** Reads {@code [...]}; the position is behind the bracket. */
  IntPredicate brackets() {
    boolean inverted = takes('^');
    IntPredicate all = c -> false;
    IntPredicate both = null;
    boolean first = true;
    while (first || !at(']')) {
      first = false;
      if (position >= regex.length()) {
        throw wrong("]");
      }
      if (regex.startsWith("&&", position)) {
        position += 2;
        both = both == null ? all : both.and(all);
        all = c -> false;
        continue;
      }
      all = all.or(element());
    }
    position++;
    IntPredicate set = both == null ? all : both.and(all);
    return inverted ? set.negate() : set;
  }

  private IntPredicate element() {
    if (regex.startsWith("[:", position)) {
      throw wrong("no [:, which is not known here");
    }
    if (takes('[')) {
      return brackets();
    }
    IntPredicate known = at('\\') ? shorthand(true) : null;
    if (known != null) {
      return known;
    }
    int low = codePoint();
    boolean range = at('-') && position + 1 < regex.length() && regex.charAt(position + 1) != ']';
    if (!range) {
      return c -> c == low;
    }
    position++;
    int high = codePoint();
    if (high < low) {
      throw wrong("a range that ends after it begins");
    }
    return c -> c >= low && c <= high;
  }

  /** Reads an escape that stands for several code points, or returns null. */
  @Nullable IntPredicate shorthand(boolean inClass) {
    if (position + 1 >= regex.length()) {
      throw wrong("a character after \\");
    }
    char c = regex.charAt(position + 1);
    IntPredicate set =
        switch (c | 0x20) {
          case 's' -> CodePoints::isWhitespace;
          case 'd' -> category("Nd");
          case 'w' ->
              inClass
                  ? CodePoints::isWordCharacter
                  : one -> CodePoints.isWordCharacter(one) || isLatinNumber(one);
          case 'h' -> one -> one < 0x80 && Character.digit(one, 16) >= 0;
          case 'p' -> property();
          default -> null;
        };
    if (set == null) {
      return null;
    }
    position += (c | 0x20) == 'p' ? 0 : 2;
    return c < 'a' ? set.negate() : set;
  }

  /** What Oniguruma takes for a word alone, but not in a class. */
  private static boolean isLatinNumber(int c) {
    return c == 0xb2 || c == 0xb3 || c == 0xb9 || (c >= 0xbc && c <= 0xbe);
  }

  private IntPredicate property() {
    int end = regex.indexOf('}', position);
    if (!regex.startsWith("{", position + 2) || end < 0) {
      throw wrong("a property in braces");
    }
    boolean inverted = regex.charAt(position + 3) == '^';
    IntPredicate set = category(regex.substring(position + (inverted ? 4 : 3), end));
    position = end + 1;
    return inverted ? set.negate() : set;
  }

  private IntPredicate category(String name) {
    int mask = 0;
    for (int i = 0; i < CATEGORIES.length; i++) {
      if (!name.isEmpty() && CATEGORIES[i].startsWith(name)) {
        mask |= 1 << i;
      }
    }
    if (mask == 0) {
      throw wrong("a general category, not {" + name + "}");
    }
    int wanted = mask;
    return c -> CodePoints.isOf(c, wanted);
  }

  /** Reads one code point, escaped or not. */
  int codePoint() {
    if (position >= regex.length()) {
      throw wrong("a character");
    }
    int c = regex.codePointAt(position);
    position += Character.charCount(c);
    if (c != '\\') {
      return c;
    }
    if (position >= regex.length()) {
      throw wrong("a character after \\");
    }
    int escaped = regex.codePointAt(position);
    position += Character.charCount(escaped);
    return switch (escaped) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'v' -> 0x0b;
      case 'a' -> 0x07;
      case 'e' -> 0x1b;
      case 'x' -> at('{') ? braced() : hexadecimal(2);
      case 'u' -> hexadecimal(4);
      default -> {
        if (CodePoints.isLetter(escaped) || CodePoints.isNumber(escaped)) {
          throw wrong("no \\" + (char) escaped + ", which is not known here");
        }
        yield escaped;
      }
    };
  }

  private int braced() {
    int end = regex.indexOf('}', position++);
    if (end < 0 || end - position > 6) {
      throw wrong("}");
    }
    int value = hexadecimal(end - position);
    position++;
    return value;
  }

  private int hexadecimal(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = position < regex.length() ? Character.digit(regex.charAt(position++), 16) : -1;
      if (digit < 0) {
        throw wrong(digits + " hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private boolean at(char c) {
    return position < regex.length() && regex.charAt(position) == c;
  }

  private boolean takes(char c) {
    boolean there = at(c);
    position += there ? 1 : 0;
    return there;
  }

  IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "Expected "
            + expected
            + " at "
            + position
            + " of a regular expression, found \""
            + regex
            + "\"");
  }
}
