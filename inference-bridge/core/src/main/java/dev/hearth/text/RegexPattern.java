package dev.hearth.text;

import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a tokenizer.json.
 *
 * <p>The only class that uses java.util.regex. The files are written for Oniguruma, whose {@code
 * \s}, {@code \w} and {@code \d} know all of Unicode: they are spelt out for Java.
 */
final class RegexPattern implements Pattern {
  private static final String SPACES =
      "\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  private static final String WORDS = "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\u200c\\u200d";

  private final java.util.regex.Pattern pattern;

  private RegexPattern(java.util.regex.Pattern pattern) {
    this.pattern = pattern;
  }

  /** Returns the pattern a regular expression stands for, hand-written where there is one. */
  static Pattern of(String regex) {
    if (regex.equals(Gpt2Words.REGEX)) {
      return Gpt2Words::new;
    }
    try {
      return new RegexPattern(java.util.regex.Pattern.compile(spelt(regex)));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Expected a regular expression, found \"" + regex + "\"", e);
    }
  }

  /** Returns a regular expression whose classes mean in Java what they mean in Oniguruma. */
  static String spelt(String regex) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '[') {
        depth++;
      } else if (c == ']' && depth > 0) {
        depth--;
      }
      if (c == '\\' && i + 1 < regex.length()) {
        i++;
        out.append(escape(regex.charAt(i), depth > 0));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String escape(char c, boolean inClass) {
    return switch (c) {
      case 's' -> inClass ? SPACES : "[" + SPACES + "]";
      case 'S' -> "[^" + SPACES + "]";
      case 'w' -> inClass ? WORDS : "[" + WORDS + "]";
      case 'W' -> "[^" + WORDS + "]";
      case 'd' -> "\\p{Nd}";
      case 'D' -> "\\P{Nd}";
      default -> "\\" + c;
    };
  }

  @Override
  public Matches in(String text) {
    Matcher matcher = pattern.matcher(text);
    return new Matches() {
      @Override
      public boolean next() {
        return matcher.find();
      }

      @Override
      public int start() {
        return matcher.start();
      }

      @Override
      public int end() {
        return matcher.end();
      }
    };
  }
}
