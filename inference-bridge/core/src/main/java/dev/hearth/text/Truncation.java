package dev.hearth.text;

import org.jspecify.annotations.Nullable;

/** How texts are cut that give too many tokens. */
record Truncation(int maxLength, Strategy strategy, boolean keepFirst) {
  /** Which of two texts is cut. */
  enum Strategy {
    LONGEST_FIRST("LongestFirst"),
    ONLY_FIRST("OnlyFirst"),
    ONLY_SECOND("OnlySecond");

    private final String id;

    Strategy(String id) {
      this.id = id;
    }

    /** Returns its name in a tokenizer.json. */
    String id() {
      return id;
    }
  }

  /** Cuts so that both fit beside the tokens the post-processor adds. */
  void apply(TokenList first, @Nullable TokenList second, int added) {
    int room = maxLength - added;
    if (room < 0) {
      throw new IllegalArgumentException(
          "Expected at least " + added + " tokens for the special ones, found " + maxLength);
    }
    int total = first.size + (second == null ? 0 : second.size);
    if (total <= room) {
      return;
    }
    if (second == null) {
      if (strategy == Strategy.ONLY_SECOND) {
        throw new IllegalArgumentException("Expected two texts for OnlySecond, found one");
      }
      first.truncate(room, keepFirst);
    } else if (strategy == Strategy.LONGEST_FIRST) {
      longestFirst(first, second, room);
    } else {
      TokenList cut = strategy == Strategy.ONLY_FIRST ? first : second;
      int left = cut.size - (total - room);
      if (left <= 0) {
        throw new IllegalArgumentException(
            "Expected more than " + (total - room) + " tokens to cut, found " + cut.size);
      }
      cut.truncate(left, keepFirst);
    }
  }

  private void longestFirst(TokenList first, TokenList second, int room) {
    boolean swap = first.size > second.size;
    TokenList shorter = swap ? second : first;
    TokenList longer = swap ? first : second;
    int few = shorter.size;
    int many = few > room ? few : Math.max(few, room - few);
    if (few + many > room) {
      few = room / 2;
      many = few + room % 2;
    }
    shorter.truncate(few, keepFirst);
    longer.truncate(many, keepFirst);
  }
}
