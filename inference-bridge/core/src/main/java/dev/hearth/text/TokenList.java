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

  /** The texts that are not those of their ids; shorter than the others where none follow. */
  private @Nullable String[] tokens = new String[0];

  int size;
  private int word = NO_WORD;

  /** Begins the next word: tokens added from now on belong to it. */
  void nextWord() {
    word++;
  }

  /** Adds a token made of the characters {@code from} to {@code to}, exclusive, of a text. */
  void add(int id, MappedText text, int from, int to) {
    if (size == ids.length) {
      int capacity = size * 2;
      ids = Arrays.copyOf(ids, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      words = Arrays.copyOf(words, capacity);
    }
    ids[size] = id;
    starts[size] = text.start(from);
    ends[size] = text.end(to - 1);
    words[size] = word;
    size++;
  }

  /** Adds a token with a text that is not that of its id. */
  void add(int id, String token, MappedText text, int from, int to) {
    if (tokens.length <= size) {
      tokens = Arrays.copyOf(tokens, Math.max(size + 1, ids.length));
    }
    tokens[size] = token;
    add(id, text, from, to);
  }

  /** Copies the texts that are not those of their ids. */
  void copyOwnTokens(@Nullable String[] to, int at) {
    System.arraycopy(tokens, 0, to, at, Math.min(size, tokens.length));
  }

  /** Returns the text of a token. */
  String token(int index, Vocabulary vocabulary) {
    String own = index < tokens.length ? tokens[index] : null;
    String usual = own == null ? vocabulary.token(ids[index]) : own;
    return usual == null ? "" : usual;
  }

  /** Returns a copy of the tokens {@code from} to {@code to}, exclusive. */
  TokenList part(int from, int to) {
    TokenList out = new TokenList();
    out.ids = Arrays.copyOfRange(ids, from, to);
    out.starts = Arrays.copyOfRange(starts, from, to);
    out.ends = Arrays.copyOfRange(ends, from, to);
    out.words = Arrays.copyOfRange(words, from, to);
    if (from < tokens.length) {
      out.tokens = Arrays.copyOfRange(tokens, from, to);
    }
    out.size = to - from;
    return out;
  }

  /** Takes blanks, which byte-level tokens contain, out of the offsets. */
  void trimOffsets(boolean addPrefixSpace, Vocabulary vocabulary) {
    for (int i = 0; i < size; i++) {
      String token = token(i, vocabulary);
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
