package dev.hearth.app.ui.kit;

import org.teavm.jso.JSBody;

/** Numbers as people read them. */
public final class Format {
  private static final String NBSP = "\u00a0";

  private Format() {}

  /** Returns a probability of 0 to 1 as {@code 98.1 %}. */
  public static String percent(double probability) {
    return fixed1(probability * 100) + NBSP + "%";
  }

  /** Returns a share of 0 to 1 as {@code 35 %}. */
  public static String wholePercent(double share) {
    return (int) (share * 100) + NBSP + "%";
  }

  /** Returns {@code 1.4} below 10, {@code 12} above: milliseconds without their unit. */
  public static String ms(double ms) {
    return ms < 9.95 ? fixed1(ms) : Integer.toString((int) (ms + 0.5));
  }

  /** Returns {@code 820 KB} or {@code 4.9 MB}. */
  public static String size(long bytes) {
    if (bytes < 1_000_000) {
      return Math.max(1, (bytes + 500) / 1000) + NBSP + "KB";
    }
    return bytes < 10_000_000_000L ? megabytes(bytes) : bytes / 1_000_000_000 + NBSP + "GB";
  }

  /** Returns {@code 0 bytes}, or what {@link #size} does. */
  public static String bytes(long bytes) {
    return bytes < 1000 ? bytes + NBSP + (bytes == 1 ? "byte" : "bytes") : size(bytes);
  }

  /** Returns a time since 1970 as a day and time, in the person's own way of writing them. */
  @JSBody(
      params = "ms",
      script =
          "return new Date(ms).toLocaleString(document.documentElement.lang,"
              + " {dateStyle: 'medium', timeStyle: 'short'});")
  public static native String day(double ms);

  /** Returns {@code 0.3 MB}. */
  public static String megabytes(long bytes) {
    return bareMegabytes(bytes) + NBSP + "MB";
  }

  /** Returns {@code 0.3}. */
  public static String bareMegabytes(long bytes) {
    return fixed1(bytes / 1e6);
  }

  /** Returns a small difference as {@code 3e-7}; 0 as {@code 0}. */
  public static String difference(double value) {
    if (value <= 0) {
      return "0";
    } else if (!(value < Double.POSITIVE_INFINITY)) {
      return "not a number";
    }
    int exponent = 0;
    double digit = value;
    while (digit < 0.95) {
      digit *= 10;
      exponent--;
    }
    while (digit >= 9.5) {
      digit /= 10;
      exponent++;
    }
    int whole = (int) (digit + 0.5);
    return exponent == 0 ? Integer.toString(whole) : whole + "e" + exponent;
  }

  /** Returns seconds as {@code 1:05.2}, or {@code 0:03} without tenths. */
  public static String clock(double seconds, boolean tenths) {
    int all = (int) (seconds * 10 + (tenths ? 0.5 : 0));
    int rest = all / 10 % 60;
    String text = all / 600 + ":" + (rest < 10 ? "0" : "") + rest;
    return tenths ? text + "." + all % 10 : text;
  }

  /** Returns seconds as {@code 2.4}. */
  public static String fixed1(double value) {
    int tenths = (int) (value * 10 + 0.5);
    return tenths / 10 + "." + tenths % 10;
  }
}
