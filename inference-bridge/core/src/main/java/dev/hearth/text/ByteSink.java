package dev.hearth.text;

import java.util.Arrays;
import java.util.List;

/** Bytes that become text. */
final class ByteSink {
  private byte[] bytes = new byte[64];
  private int length;

  void add(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) value;
  }

  void addCodePoint(int codePoint) {
    int count = Utf8.length(codePoint);
    for (int i = 0; i < count; i++) {
      add(Utf8.byteAt(codePoint, count, i));
    }
  }

  /** Returns the text and forgets it. */
  String take() {
    String text = Utf8.decode(bytes, length);
    length = 0;
    return text;
  }

  /** Adds the text to a list and forgets it; of broken UTF-8 a U+FFFD for every byte. */
  void takeValid(List<String> out) {
    int count = length;
    if (count == 0) {
      return;
    }
    String text = take();
    ByteSink again = new ByteSink();
    int next;
    for (int i = 0; i < text.length(); i = next) {
      next = i + Character.charCount(text.codePointAt(i));
      again.addCodePoint(text.codePointAt(i));
    }
    boolean valid = again.length == count;
    for (int i = 0; i < count && valid; i++) {
      valid = again.bytes[i] == bytes[i];
    }
    if (valid) {
      out.add(text);
    } else {
      for (int i = 0; i < count; i++) {
        out.add("\ufffd");
      }
    }
  }
}
