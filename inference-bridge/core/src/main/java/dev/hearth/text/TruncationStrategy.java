package dev.hearth.text;

/** Which of two texts is cut when both give too many tokens. */
public enum TruncationStrategy {
  /** The longer one, until both fit. */
  LONGEST_FIRST("LongestFirst"),
  /** The first one. */
  ONLY_FIRST("OnlyFirst"),
  /** The second one, as in question answering: the question stays whole. */
  ONLY_SECOND("OnlySecond");

  private final String id;

  TruncationStrategy(String id) {
    this.id = id;
  }

  /** Returns its name in a tokenizer.json. */
  String id() {
    return id;
  }
}
