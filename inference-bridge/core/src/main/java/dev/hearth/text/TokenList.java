package dev.hearth.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tokens in the making: one text without what the post-processor adds. */
final class TokenList {
  /** The word of a token that belongs to none. */
  static final int NO_WORD = -1;

  int[] ids = new int[16];
  int[] starts = new int[16];
  int[] ends = new int[16];
  int[] words = new int[16];
  @Nullable String[] tokens = new String[16];
  int size;
  private int word = NO_WORD;

  /** Begins the next word: tokens added from now on belong to it. */
  void nextWord() {
    word++;
  }

  void add(int id, @Nullable String token, int start, int end) {
    if (size == ids.length) {
      int capacity = size * 2;
      ids = Arrays.copyOf(ids, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      words = Arrays.copyOf(words, capacity);
      tokens = Arrays.copyOf(tokens, capacity);
    }
    ids[size] = id;
    tokens[size] = token;
    starts[size] = start;
    ends[size] = end;
    words[size] = word;
    size++;
  }

  /** Adds a token made of the characters {@code from} to {@code to}, exclusive, of a word. */
  void add(int id, @Nullable String token, MappedText text, int from, int to) {
    add(id, token, text.start(from), text.end(to - 1));
  }

  /** Returns a copy of the tokens {@code from} to {@code to}, exclusive. */
  TokenList part(int from, int to) {
    TokenList out = new TokenList();
    out.ids = Arrays.copyOfRange(ids, from, to);
    out.starts = Arrays.copyOfRange(starts, from, to);
    out.ends = Arrays.copyOfRange(ends, from, to);
    out.words = Arrays.copyOfRange(words, from, to);
    out.tokens = Arrays.copyOfRange(tokens, from, to);
    out.size = to - from;
    return out;
  }

  /** Takes blanks, which byte-level tokens contain, out of the offsets. */
  void trimOffsets(boolean addPrefixSpace) {
    for (int i = 0; i < size; i++) {
      String token = tokens[i] == null ? "" : tokens[i];
      int leading = 0;
      while (leading < token.length() && isBlank(token.charAt(leading))) {
        leading++;
      }
      int trailing = 0;
      while (trailing < token.length() && isBlank(token.charAt(token.length() - 1 - trailing))) {
        trailing++;
      }
      if (leading > 0 && addPrefixSpace && (i == 0 || starts[i] == 0)) {
        // The blank that was put before the text is not part of it.
        leading--;
      }
      starts[i] = Math.min(starts[i] + leading, ends[i]);
      if (ends[i] >= trailing) {
        ends[i] = Math.max(ends[i] - trailing, starts[i]);
      }
    }
  }

  private static boolean isBlank(char c) {
    return c == '\u0120' || CodePoints.isWhitespace(c);
  }
}
