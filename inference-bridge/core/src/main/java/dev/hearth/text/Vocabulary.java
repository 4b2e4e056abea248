package dev.hearth.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens and their ids. */
final class Vocabulary {
  static final int NONE = -1;

  private static final int MAX_ID = 1 << 24;

  private final Map<String, Integer> ids = new HashMap<>();
  private @Nullable String[] tokens = new String[1024];
  private int size;

  /** Adds a token, or another name of an id that has one. */
  void put(String token, int id) {
    if (id < 0 || id > MAX_ID) {
      throw new IllegalArgumentException(
          "Expected the id of \"" + token + "\" between 0 and " + MAX_ID + ", found " + id);
    }
    ids.put(token, id);
    if (id >= tokens.length) {
      tokens = Arrays.copyOf(tokens, Math.max(id + 1, tokens.length * 2));
    }
    tokens[id] = token;
    size = Math.max(size, id + 1);
  }

  /** Returns the id of a token, or {@link #NONE}. */
  int id(String token) {
    Integer id = ids.get(token);
    return id == null ? NONE : id;
  }

  /** Returns the id of a token that the model cannot do without. */
  int required(String token) {
    int id = id(token);
    if (id == NONE) {
      throw new IllegalArgumentException(
          "Expected \"" + token + "\" in the vocabulary, found no such token");
    }
    return id;
  }

  /** Returns the token of an id, or null. */
  @Nullable String token(int id) {
    return id >= 0 && id < size ? tokens[id] : null;
  }

  /** Returns the highest id plus one. */
  int size() {
    return size;
  }
}
