package dev.hearth.text;

import java.util.Base64;

/**
 * SentencePiece's table of replacements.
 *
 * <p>The bytes are the length of a double-array trie, the trie (darts-clone; little-endian words)
 * and the replacements, each ended by a zero byte. SentencePiece replaces the longest key that
 * begins at a place. The Hugging Face library goes by what a user sees as one character: if it
 * takes under six bytes, the shortest key that begins it replaces the whole; else each code point
 * is looked up alone.
 */
final class Precompiled implements Normalizer {
  private static final int WHOLE_BYTES = 6;
  private static final int NONE = -1;

  private final boolean longest;
  private final int[] units;
  private final byte[] replacements;

  /** Whether a character of ASCII, as long as nothing joins it, stays what it is. */
  private final boolean[] stays = new boolean[128];

  /**
   * Creates the normalizer.
   *
   * @param longest whether to replace as SentencePiece does, not as the Hugging Face library
   * @throws IllegalArgumentException if the bytes are no such table
   */
  Precompiled(byte[] table, boolean longest) {
    this.longest = longest;
    int trieBytes = table.length < 4 ? -1 : word(table, 0);
    if (trieBytes < 4 || trieBytes % 4 != 0 || trieBytes > table.length - 4) {
      throw new IllegalArgumentException(
          "Expected precompiled_charsmap to begin with the bytes its trie takes, of "
              + table.length
              + ", found "
              + trieBytes);
    }
    units = new int[trieBytes / 4];
    for (int i = 0; i < units.length; i++) {
      units[i] = word(table, 4 + i * 4);
    }
    replacements = new byte[table.length - 4 - trieBytes];
    System.arraycopy(table, 4 + trieBytes, replacements, 0, replacements.length);
    for (char c = 0; c < stays.length; c++) {
      stays[c] = find(String.valueOf(c), 0, 1) == NONE;
    }
  }

  /** Returns the normalizer of a tokenizer.json. */
  static Precompiled ofBase64(String text) {
    try {
      return new Precompiled(Base64.getDecoder().decode(text), false);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Expected precompiled_charsmap to be a table in Base64. " + e.getMessage(), e);
    }
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  @Override
  public MappedText normalize(MappedText in) {
    String text = in.text;
    MappedText.Builder out = new MappedText.Builder(in.length() + in.length() / 8);
    boolean changed = false;
    int end;
    for (int start = 0; start < text.length(); start = end) {
      char c = text.charAt(start);
      end = start + 1;
      boolean alone = !longest && (end == text.length() || (text.charAt(end) < 0x300 && c != '\r'));
      if (c < stays.length && alone && stays[c]) {
        out.append(c, in.start(start), in.end(start));
        continue;
      }
      if (longest) {
        int found = find(text, start, text.length());
        end = start + (found == NONE ? Character.charCount(text.codePointAt(start)) : matched);
        changed |= replace(in, start, end, found, out);
      } else {
        end = Graphemes.end(text, start);
        changed |= whole(in, start, end, out);
      }
    }
    return changed ? out.build() : in;
  }

  private boolean whole(MappedText in, int start, int end, MappedText.Builder out) {
    if (bytes(in.text, start, end) < WHOLE_BYTES) {
      int found = find(in.text, start, end);
      if (found != NONE) {
        return replace(in, start, end, found, out);
      }
    }
    boolean changed = false;
    int next;
    for (int i = start; i < end; i = next) {
      next = i + Character.charCount(in.text.codePointAt(i));
      changed |= replace(in, i, next, find(in.text, i, next), out);
    }
    return changed;
  }

  /** Returns the bytes of a text in UTF-8, or some number of at least six. */
  private static int bytes(String text, int start, int end) {
    int count = 0;
    int i = start;
    while (i < end && count < WHOLE_BYTES) {
      int c = text.codePointAt(i);
      count += Utf8.length(c);
      i += Character.charCount(c);
    }
    return count;
  }

  private boolean replace(MappedText in, int start, int end, int found, MappedText.Builder out) {
    if (found == NONE) {
      out.append(in, start, end);
      return false;
    }
    int length = 0;
    while (found + length < replacements.length && replacements[found + length] != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    System.arraycopy(replacements, found, bytes, 0, length);
    String with = Utf8.decode(bytes, length);
    // Code point for code point; what is left over belongs to the last one.
    int from = start;
    int next;
    for (int i = 0; i < with.length(); i = next) {
      int c = with.codePointAt(i);
      next = i + Character.charCount(c);
      int to = from + Character.charCount(in.text.codePointAt(from));
      out.appendCodePoint(c, in.start(from), in.end(to - 1));
      from = to < end ? to : from;
    }
    return true;
  }

  /** The length of the key that {@link #find} found. */
  private int matched;

  /** Returns where the replacement of what begins a text is, or {@link #NONE}. */
  private int find(String text, int start, int end) {
    int best = NONE;
    int node = offset(units[0]);
    int next;
    for (int i = start; i < end; i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      int length = Utf8.length(c);
      for (int j = 0; j < length; j++) {
        int value = Utf8.byteAt(c, length, j);
        node ^= value;
        if (value == 0 || !isUnit(node) || (units[node] & 0x800000ff) != value) {
          return best;
        }
        boolean leaf = (units[node] >>> 8 & 1) != 0;
        node ^= offset(units[node]);
        if (leaf && isUnit(node) && (units[node] & 0x7fffffff) < replacements.length) {
          best = units[node] & 0x7fffffff;
          matched = next - start;
          if (!longest) {
            return best;
          }
        }
      }
    }
    return best;
  }

  private boolean isUnit(int node) {
    return node >= 0 && node < units.length;
  }

  private static int offset(int unit) {
    return unit >>> 10 << ((unit & 0x200) >>> 6);
  }
}
