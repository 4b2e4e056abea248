package dev.hearth.text;

/**
 * How encodings are made longer.
 *
 * @param length the least number of tokens, or {@link #LONGEST}
 * @param multipleOf what the number of tokens is a multiple of, 1 for any
 */
record Padding(
    int length, int multipleOf, boolean atStart, int padId, String padToken, int padType) {
  /** As long as the longest of those encoded together. */
  static final int LONGEST = 0;

  Encoding pad(Encoding encoding, int longest) {
    int wanted = length == LONGEST ? longest : length;
    int over = wanted % multipleOf;
    wanted += over == 0 ? 0 : multipleOf - over;
    return encoding.size() >= wanted
        ? encoding
        : encoding.padded(wanted, atStart, padId, padToken, padType);
  }
}
