package dev.hearth.text;

/**
 * A regular expression of a tokenizer.json.
 *
 * <p>Not java.util.regex: the files are written for Oniguruma, whose words, blanks and quantifiers
 * mean something else, and TeaVM's version of the package refuses classes such as {@code
 * [^\r\n\p{L}]}. One that tokenizers need is small, and the same everywhere.
 */
final class RegexPattern implements Pattern {
  private final RegexNode start;

  private RegexPattern(RegexNode start) {
    this.start = start;
  }

  /**
   * Returns the pattern a regular expression stands for, hand-written where there is one.
   *
   * @throws IllegalArgumentException if it is malformed or asks for what is not known here
   */
  static Pattern of(String regex) {
    return regex.equals(Gpt2Words.REGEX)
        ? Gpt2Words::new
        : new RegexPattern(new RegexParser(regex).parse());
  }

  @Override
  public Matches in(String text) {
    return new Scanner(text) {
      private int from;

      @Override
      public boolean next() {
        boolean found = find(from);
        // What took nothing is not found again at the same place.
        from = end > start || !found ? end : next(end);
        return found;
      }

      private int next(int index) {
        return index < text.length()
            ? index + Character.charCount(text.codePointAt(index))
            : index + 1;
      }

      @Override
      boolean find(int position) {
        for (int at = position; at <= text.length(); at = next(at)) {
          end = RegexPattern.this.start.match(text, at);
          if (end != RegexNode.NONE) {
            start = at;
            return true;
          }
        }
        end = text.length() + 1;
        return false;
      }
    };
  }
}
