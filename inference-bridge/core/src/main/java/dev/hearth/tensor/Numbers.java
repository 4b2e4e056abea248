package dev.hearth.tensor;

/**
 * Numbers from text and for messages.
 *
 * <p>The JDK's conversions are right but cost the browser 15 KB of compressed tables.
 */
public final class Numbers {
  private static final int EXACT_DIGITS = 15;
  private static final int EXACT_POWER = 22;

  private Numbers() {}

  /**
   * Returns the double nearest to a decimal number.
   *
   * <p>Up to 15 digits and powers of ten up to 22 are exact doubles, and one operation on exact
   * doubles rounds right (Clinger, "How to read floating point numbers accurately", 1990). Beyond
   * that the result may be off by one unit in the last place.
   *
   * @param text in JSON's grammar: {@code -12.5e-3}
   */
  public static double parse(String text) {
    int position = text.startsWith("-") ? 1 : 0;
    double digits = 0;
    double lowDigits = 0;
    int count = 0;
    int lowCount = 0;
    int exponent = 0;
    boolean fraction = false;
    for (; position < text.length() && (text.charAt(position) | 0x20) != 'e'; position++) {
      char c = text.charAt(position);
      if (c == '.') {
        fraction = true;
        continue;
      }
      if (count < EXACT_DIGITS) {
        digits = digits * 10 + (c - '0');
        count += digits == 0 ? 0 : 1;
        exponent -= fraction ? 1 : 0;
      } else if (lowCount < EXACT_DIGITS) {
        lowDigits = lowDigits * 10 + (c - '0');
        lowCount++;
        exponent -= fraction ? 1 : 0;
      } else {
        exponent += fraction ? 0 : 1;
      }
    }
    if (position < text.length()) {
      exponent += whole(text.substring(position + 1));
    }
    double high = scaled(digits, exponent + lowCount);
    double value = lowDigits == 0 ? high : high + scaled(lowDigits, exponent);
    return text.startsWith("-") ? value * -1 : value;
  }

  // Integer.parseInt knows all radixes and scripts, at a price.
  private static int whole(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      value = c >= '0' && c <= '9' ? Math.min(value * 10 + c - '0', 10_000) : value;
    }
    return text.startsWith("-") ? value * -1 : value;
  }

  /** Returns a number in some six digits, such as {@code 0.0123457} or {@code 1.5e-9}. */
  public static String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (value < 0) {
      return "-" + text(value * -1);
    }
    if (value == Double.POSITIVE_INFINITY) {
      return "infinity";
    }
    if (value == (long) value && value < 1e15) {
      return Long.toString((long) value);
    }
    int exponent = 0;
    double digits = value;
    while (digits >= 1e6) {
      digits /= 10;
      exponent++;
    }
    while (digits < 1e5) {
      digits *= 10;
      exponent--;
    }
    return decimal(Long.toString((long) (digits + 0.5)), exponent);
  }

  private static String decimal(String digits, int exponent) {
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    int point = digits.length() + exponent;
    String significant = digits.substring(0, end);
    if (point < -3 || point > 15) {
      String rest = significant.substring(1);
      return significant.charAt(0) + (rest.isEmpty() ? "" : "." + rest) + "e" + (point - 1);
    } else if (point <= 0) {
      return "0." + "000".substring(0, -point) + significant;
    } else if (point >= end) {
      return significant + "000000000000000".substring(0, point - end);
    }
    return significant.substring(0, point) + "." + significant.substring(point);
  }

  private static double scaled(double digits, int power) {
    double value = digits;
    int left = power;
    while (left > 0 && value != 0) {
      int step = Math.min(left, EXACT_POWER);
      value *= powerOfTen(step);
      left -= step;
    }
    while (left < 0 && value != 0) {
      int step = Math.min(-left, EXACT_POWER);
      value /= powerOfTen(step);
      left += step;
    }
    return value;
  }

  private static double powerOfTen(int power) {
    double value = 1;
    for (int i = 0; i < power; i++) {
      value *= 10;
    }
    return value;
  }
}
