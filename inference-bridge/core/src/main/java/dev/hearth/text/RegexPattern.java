package dev.hearth.text;

import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;

/** A regular expression of a tokenizer.json. The only class that uses java.util.regex. */
final class RegexPattern implements Pattern {
  /** What a regular expression means in Ruby, whose syntax the Python library takes. */
  private static final int FLAGS =
      java.util.regex.Pattern.MULTILINE
          | java.util.regex.Pattern.UNIX_LINES
          | java.util.regex.Pattern.UNICODE_CASE;

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
      return new RegexPattern(java.util.regex.Pattern.compile(Oniguruma.toJava(regex), FLAGS));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Expected a regular expression, found \"" + regex + "\"", e);
    }
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
