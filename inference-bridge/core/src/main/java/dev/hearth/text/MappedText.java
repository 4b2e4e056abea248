package dev.hearth.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text that knows which part of the original each of its characters (UTF-16) comes from. */
final class MappedText {
  final String text;
  private final int @Nullable [] starts;
  private final int @Nullable [] ends;

  /** Where this text begins in the arrays, or in the original where there are none. */
  private final int shift;

  private MappedText(String text, int @Nullable [] starts, int @Nullable [] ends, int shift) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
    this.shift = shift;
  }

  static MappedText of(String original) {
    return new MappedText(original, null, null, 0);
  }

  int length() {
    return text.length();
  }

  /** Returns where in the original the part that gave this character begins. */
  int start(int index) {
    return starts == null ? shift + index : starts[shift + index];
  }

  /** Returns where in the original the part that gave this character ends, exclusive. */
  int end(int index) {
    return ends == null ? shift + index + 1 : ends[shift + index];
  }

  /** Returns whether it begins where the original does. */
  boolean isFirst() {
    return text.isEmpty() || start(0) == 0;
  }

  MappedText slice(int from, int to) {
    if (from == 0 && to == text.length()) {
      return this;
    }
    return new MappedText(text.substring(from, to), starts, ends, shift + from);
  }

  /** Returns another text of the same length with the same origins. */
  MappedText withText(String same) {
    return new MappedText(same, starts, ends, shift);
  }

  /** Returns this text, unless it is empty, after another that comes from its first character. */
  MappedText withPrefix(String prefix) {
    if (text.isEmpty()) {
      return this;
    }
    Builder out = new Builder(prefix.length() + length());
    out.append(prefix, start(0), end(Character.charCount(text.codePointAt(0)) - 1));
    out.append(this, 0, length());
    return out.build();
  }

  /** Collects the characters of a new text. */
  static final class Builder {
    private char[] text;
    private int[] starts;
    private int[] ends;
    private int length;

    Builder(int capacity) {
      text = new char[Math.max(capacity, 16)];
      starts = new int[text.length];
      ends = new int[text.length];
    }

    void append(char c, int start, int end) {
      if (length == text.length) {
        int capacity = length * 2;
        text = Arrays.copyOf(text, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
      }
      text[length] = c;
      starts[length] = start;
      ends[length] = end;
      length++;
    }

    void append(String characters, int start, int end) {
      for (int i = 0; i < characters.length(); i++) {
        append(characters.charAt(i), start, end);
      }
    }

    void append(MappedText from, int begin, int end) {
      for (int i = begin; i < end; i++) {
        append(from.text.charAt(i), from.start(i), from.end(i));
      }
    }

    void appendCodePoint(int codePoint, int start, int end) {
      if (codePoint >= 0x10000) {
        append(Character.highSurrogate(codePoint), start, end);
        append(Character.lowSurrogate(codePoint), start, end);
      } else {
        append((char) codePoint, start, end);
      }
    }

    int length() {
      return length;
    }

    MappedText build() {
      return new MappedText(new String(text, 0, length), starts, ends, 0);
    }
  }
}
