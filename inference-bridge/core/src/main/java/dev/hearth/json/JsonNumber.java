package dev.hearth.json;

import dev.hearth.tensor.Numbers;

/**
 * A number as it was read.
 *
 * <p>Not a {@code Double}: a boxed double among the strings would bring its {@code toString}, with
 * 15 KB of tables, into the browser.
 */
public final class JsonNumber {
  private final String text;

  JsonNumber(String text) {
    this.text = text;
  }

  /** Returns a number of 0 to 2^64 - 1. */
  public static JsonNumber ofUnsigned(long bits) {
    return new JsonNumber(Long.toUnsignedString(bits));
  }

  /** Returns the double nearest to it. */
  public double value() {
    return Numbers.parse(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
