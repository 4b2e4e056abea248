package dev.hearth.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text as a model takes it. All arrays have {@link #size} elements. */
public final class Encoding {
  /** What {@link #wordIds} and {@link #sequenceIds} hold for tokens that are not of the text. */
  public static final int NONE = -1;

  private int[] ids;
  private int[] types;
  private int[] special;
  private int[] attention;
  private int[] starts;
  private int[] ends;
  private int[] words;
  private int[] sequences;
  private final Vocabulary vocabulary;

  /** The texts of tokens that are not those of their ids. */
  private final @Nullable String[] tokens;

  private int size;

  Encoding(int capacity, Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    ids = new int[capacity];
    types = new int[capacity];
    special = new int[capacity];
    attention = new int[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
    words = new int[capacity];
    sequences = new int[capacity];
    tokens = new String[capacity];
  }

  /** Returns the number of tokens, padding included. */
  public int size() {
    return size;
  }

  /** Returns the ids of the tokens. */
  public int[] inputIds() {
    return Arrays.copyOf(ids, size);
  }

  /** Returns 1 for each token and 0 for each padding. */
  public int[] attentionMask() {
    return Arrays.copyOf(attention, size);
  }

  /** Returns the number of the segment each token belongs to: 0, or 1 in a second text. */
  public int[] tokenTypeIds() {
    return Arrays.copyOf(types, size);
  }

  /** Returns 1 for what was added around the text and 0 for what is of the text. */
  public int[] specialTokensMask() {
    return Arrays.copyOf(special, size);
  }

  /** Returns for each token the number of its word within its text, or {@link #NONE}. */
  public int[] wordIds() {
    return Arrays.copyOf(words, size);
  }

  /** Returns for each token 0 for the first text, 1 for the second, or {@link #NONE}. */
  public int[] sequenceIds() {
    return Arrays.copyOf(sequences, size);
  }

  /** Returns the tokens; of one that was added, what was found in the text, blanks included. */
  public List<String> tokens() {
    List<String> out = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      String usual = tokens[i] == null ? vocabulary.token(ids[i]) : tokens[i];
      out.add(usual == null ? "" : usual);
    }
    return out;
  }

  /** Returns where a token begins in its text, in UTF-16 units as substring takes them. */
  public int start(int token) {
    return starts[checked(token)];
  }

  /** Returns where a token ends in its text, exclusive, in UTF-16 units. */
  public int end(int token) {
    return ends[checked(token)];
  }

  private int checked(int token) {
    if (token < 0 || token >= size) {
      throw new IllegalArgumentException(
          "Expected a token between 0 and " + (size - 1) + ", found " + token);
    }
    return token;
  }

  void addText(TokenList list, int sequence, int type) {
    int count = list.size;
    int end = size + count;
    System.arraycopy(list.ids, 0, ids, size, count);
    System.arraycopy(list.starts, 0, starts, size, count);
    System.arraycopy(list.ends, 0, ends, size, count);
    System.arraycopy(list.words, 0, words, size, count);
    Arrays.fill(sequences, size, end, sequence);
    Arrays.fill(attention, size, end, 1);
    Arrays.fill(types, size, end, type);
    list.copyOwnTokens(tokens, size);
    size = end;
  }

  void addSpecial(int id, String token, int type) {
    addOutside(id, token, type, 1);
  }

  private void addOutside(int id, String token, int type, int mask) {
    words[size] = NONE;
    sequences[size] = NONE;
    special[size] = 1;
    attention[size] = mask;
    add(id, token, type);
  }

  private void add(int id, @Nullable String token, int type) {
    ids[size] = id;
    types[size] = type;
    tokens[size] = token;
    size++;
  }

  /** Returns a copy of {@code length} tokens, padded at its end or at its start. */
  Encoding padded(int length, boolean atStart, int id, String token, int type) {
    Encoding out = new Encoding(length, vocabulary);
    int missing = length - size;
    for (int i = 0; atStart && i < missing; i++) {
      out.addOutside(id, token, type, 0);
    }
    for (int i = 0; i < size; i++) {
      out.starts[out.size] = starts[i];
      out.ends[out.size] = ends[i];
      out.words[out.size] = words[i];
      out.sequences[out.size] = sequences[i];
      out.attention[out.size] = attention[i];
      out.special[out.size] = special[i];
      out.add(ids[i], tokens[i], types[i]);
    }
    for (int i = 0; !atStart && i < missing; i++) {
      out.addOutside(id, token, type, 0);
    }
    return out;
  }
}
