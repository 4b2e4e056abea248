package dev.hearth.text;

/** Takes out blanks that English writes nowhere, as {@code clean_up_tokenization_spaces} does. */
final class CleanUp {
  private static final String[] PAIRS = {
    " .", ".", " ?", "?", " !", "!", " ,", ",", " ' ", "'", " n't", "n't", " 'm", "'m", " 's", "'s",
    " 've", "'ve", " 're", "'re"
  };

  private CleanUp() {}

  static String apply(String text) {
    String out = text;
    for (int i = 0; i < PAIRS.length; i += 2) {
      out = out.replace(PAIRS[i], PAIRS[i + 1]);
    }
    return out;
  }
}
