package dev.hearth.app.ui.kit;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Numbers as people read them, in the page's language; what is saved as a file has other ways. */
public final class Format {
  private static final String NBSP = "\u00a0";

  /** By digits after the point: making one takes a hundred times as long as using it. */
  private static final @Nullable NumberFormat[] FORMATS = new NumberFormat[3];

  private Format() {}

  /** Overlay of {@code Intl.NumberFormat}. */
  private interface NumberFormat extends JSObject {
    String format(double value);
  }

  /**
   * Returns a number with so many digits after the point.
   *
   * @param digits 0 to 2
   */
  public static String fixed(double value, int digits) {
    NumberFormat format = FORMATS[digits];
    if (format == null) {
      format = numberFormat(digits);
      FORMATS[digits] = format;
    }
    return format.format(value);
  }

  @JSBody(
      params = "digits",
      script =
          "return new Intl.NumberFormat(document.documentElement.lang,"
              + " {minimumFractionDigits: digits, maximumFractionDigits: digits,"
              + " useGrouping: false, numberingSystem: 'latn', signDisplay: 'negative'});")
  private static native NumberFormat numberFormat(int digits);

  /** Returns a number with at most four digits after the point, or seven in all if it is small. */
  @JSBody(
      params = "value",
      script =
          "const size = Math.abs(value);"
              + "const options = {useGrouping: false, numberingSystem: 'latn'};"
              + "if (size >= 1e15 || (size > 0 && size < 1e-6)) options.notation = 'scientific';"
              + "if (size < 1) options.maximumSignificantDigits = 7;"
              + "else options.maximumFractionDigits = 4;"
              + "return value.toLocaleString(document.documentElement.lang, options);")
  public static native String value(double value);

  /** Returns a probability of 0 to 1 as {@code 98.1 %}. */
  public static String percent(double probability) {
    return fixed(probability * 100, 1) + NBSP + "%";
  }

  /** Returns a share of 0 to 1 as {@code 35 %}. */
  public static String wholePercent(double share) {
    return (int) (share * 100) + NBSP + "%";
  }

  /** Returns {@code 1.4} below 10, {@code 12} above: milliseconds without their unit. */
  public static String ms(double ms) {
    return fixed(ms, ms < 9.95 ? 1 : 0);
  }

  /** Returns {@code 820 KB} or {@code 4.9 MB}. */
  public static String size(long bytes) {
    if (bytes < 1_000_000) {
      return Math.max(1, (bytes + 500) / 1000) + NBSP + "KB";
    }
    return bytes < 10_000_000_000L
        ? inUnitOf(bytes, bytes) + NBSP + "MB"
        : bytes / 1_000_000_000 + NBSP + "GB";
  }

  /** Returns a part of a whole below 10 GB in the unit that {@link #size} gives the whole. */
  public static String inUnitOf(long whole, long bytes) {
    return whole < 1_000_000 ? Long.toString((bytes + 500) / 1000) : fixed(bytes / 1e6, 1);
  }

  /** Returns {@code 0 bytes}, or what {@link #size} does. */
  public static String bytes(long bytes) {
    if (bytes >= 1000) {
      return size(bytes);
    }
    return bytes == 1 ? Words.say("1 byte") : Words.say("{0} bytes", Integer.toString((int) bytes));
  }

  /** Returns a time since 1970 as a day and time, in the person's own way of writing them. */
  @JSBody(
      params = "ms",
      script =
          "return new Date(ms).toLocaleString(document.documentElement.lang,"
              + " {dateStyle: 'medium', timeStyle: 'short'});")
  public static native String day(double ms);

  /** Returns a small difference as {@code 3e-7}; 0 as {@code 0}. */
  public static String difference(double value) {
    if (value <= 0) {
      return "0";
    } else if (!(value < Double.POSITIVE_INFINITY)) {
      return Words.say("not a number");
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
    int rest = all % 600;
    String text = all / 600 + ":" + (rest < 100 ? "0" : "");
    return text + (tenths ? fixed(rest / 10.0, 1) : Integer.toString(rest / 10));
  }
}
