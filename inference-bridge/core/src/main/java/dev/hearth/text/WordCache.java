package dev.hearth.text;

import java.util.Arrays;

/**
 * The tokens of words seen before.
 *
 * <p>Not a HashMap: all lies side by side in one array of numbers, so that a look-up makes no new
 * string and touches little memory. An entry is the length of the word, its characters, the number
 * of tokens, and for each token its id, its start and its end.
 */
final class WordCache {
  /** What {@link #find} returns for a word that is not there. */
  static final int NONE = -1;

  private static final int SLOTS = 1 << 15;
  private static final int MAX_WORDS = SLOTS / 2;
  private static final int MAX_LENGTH = 256;

  /** The hash table: where the entry of a word begins; 0 marks a free slot. */
  private final int[] slots = new int[SLOTS];

  private int[] entries = new int[1 << 12];
  private int end = 1;
  private int words;

  /** Returns where the tokens of the word between two places of a text are, or {@link #NONE}. */
  int find(String text, int from, int to) {
    int entry = to - from < MAX_LENGTH ? slots[slot(text, from, to)] : 0;
    return entry == 0 ? NONE : entry + 1 + entries[entry];
  }

  /** Returns the number at a place: of tokens at the one found, then of each id, start and end. */
  int at(int place) {
    return entries[place];
  }

  /** Remembers a word, unless it is a long one; when there are too many, forgets all others. */
  void put(String word, int[] tokens) {
    int length = word.length();
    if (length >= MAX_LENGTH) {
      return;
    }
    if (words == MAX_WORDS) {
      Arrays.fill(slots, 0);
      end = 1;
      words = 0;
    }
    int needed = end + 2 + length + tokens.length;
    if (needed > entries.length) {
      entries = Arrays.copyOf(entries, Math.max(needed, entries.length * 2));
    }
    slots[slot(word, 0, length)] = end;
    entries[end++] = length;
    for (int i = 0; i < length; i++) {
      entries[end++] = word.charAt(i);
    }
    entries[end++] = tokens.length / 3;
    System.arraycopy(tokens, 0, entries, end, tokens.length);
    end += tokens.length;
    words++;
  }

  private int slot(String text, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + text.charAt(i);
    }
    int slot = (hash ^ hash >>> 15) & SLOTS - 1;
    while (slots[slot] != 0 && !isSame(slots[slot], text, from, to)) {
      slot = slot + 1 & SLOTS - 1;
    }
    return slot;
  }

  private boolean isSame(int entry, String text, int from, int to) {
    if (entries[entry] != to - from) {
      return false;
    }
    int first = entry + 1 - from;
    for (int i = from; i < to; i++) {
      if (entries[first + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
