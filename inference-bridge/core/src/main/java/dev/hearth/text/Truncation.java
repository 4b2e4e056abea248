package dev.hearth.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How texts are cut that give too many tokens.
 *
 * @param stride how many tokens two windows share
 */
record Truncation(int maxLength, TruncationStrategy strategy, boolean keepFirst, int stride) {
  /** The windows of the two texts; those of a text that fits are the text itself. */
  record Windows(List<TokenList> first, List<TokenList> second) {
    int count() {
      return first.size() * Math.max(1, second.size());
    }

    /**
     * Returns the first text's part of a window.
     *
     * <p>First come the beginnings of both, then what follows in the first text, with all of the
     * second each; last the beginning of the first with what follows in the second.
     */
    TokenList first(int window) {
      int each = Math.max(1, second.size());
      boolean follows = window > 0 && window <= (first.size() - 1) * each;
      return first.get(follows ? 1 + (window - 1) / each : 0);
    }

    /** Returns the second text's part of a window, null where there is none. */
    @Nullable TokenList second(int window) {
      int each = second.size();
      if (each == 0) {
        return null;
      }
      int last = (first.size() - 1) * each;
      boolean follows = window > 0 && window <= last;
      return second.get(follows ? (window - 1) % each : Math.max(0, window - last));
    }
  }

  /** Cuts so that a window of each fits beside the tokens the post-processor adds. */
  Windows windows(TokenList first, @Nullable TokenList second, int added) {
    int room = maxLength - added;
    if (room < 0) {
      throw new IllegalArgumentException(
          "Expected at least " + added + " tokens for the special ones, found " + maxLength);
    }
    int total = first.size + (second == null ? 0 : second.size);
    int left = first.size;
    int right = second == null ? 0 : second.size;
    if (room == 0) {
      left = 0;
      right = 0;
    } else if (total > room) {
      if (second == null && strategy == TruncationStrategy.ONLY_SECOND) {
        throw new IllegalArgumentException("Expected two texts for OnlySecond, found one");
      }
      switch (strategy) {
        case ONLY_FIRST -> left = rest(left, second == null ? room : left - (total - room));
        case ONLY_SECOND -> right = rest(right, right - (total - room));
        case LONGEST_FIRST -> {
          int few = Math.min(left, right);
          int many = few > room ? few : Math.max(few, room - few);
          if (few + many > room) {
            few = room / 2;
            many = few + room % 2;
          }
          boolean swap = left > right;
          left = Math.min(left, swap ? many : few);
          right = Math.min(right, swap ? few : many);
        }
      }
    }
    return new Windows(cut(first, left), second == null ? List.of() : cut(second, right));
  }

  private int rest(int size, int left) {
    if (left <= 0 && size > 0) {
      throw new IllegalArgumentException(
          "Expected room for some of the " + size + " tokens to cut, found none");
    }
    return left;
  }

  private List<TokenList> cut(TokenList list, int length) {
    if (list.size <= length) {
      return List.of(list);
    }
    if (length == 0) {
      return List.of(list.part(0, 0));
    }
    if (stride >= length) {
      throw new IllegalArgumentException(
          "Expected a stride under the " + length + " tokens of a window, found " + stride);
    }
    List<TokenList> out = new ArrayList<>();
    for (int from = 0; ; from += length - stride) {
      int to = Math.min(from + length, list.size);
      out.add(keepFirst ? list.part(from, to) : list.part(list.size - to, list.size - from));
      if (to == list.size) {
        return out;
      }
    }
  }
}
