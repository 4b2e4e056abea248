package dev.hearth.parity;

/** What a case gives: a hash of every bit, and how far it is from its reference. */
public final class Golden {
  private int high = 0x811c9dc5;
  private int low = 0x9747b28c;
  private long count;
  private double difference;
  private double tolerance;

  /** Takes one number of 32 bits. */
  public void add(int value) {
    // Two lanes of MurmurHash3's rounds with other constants each.
    high = (high ^ scrambled(value, 0xcc9e2d51, 15)) * 5 + 0xe6546b64;
    low = Integer.rotateLeft(low ^ scrambled(value, 0x239b961b, 17), 13) * 9 + 0x561ccd1b;
    high = Integer.rotateLeft(high, 13);
    count++;
  }

  private static int scrambled(int value, int factor, int turn) {
    return Integer.rotateLeft(value * factor, turn) * 0x1b873593;
  }

  /** Takes a number's bits; not-a-number has one pattern. */
  public void add(double value) {
    // Not every platform's conversion gives one pattern.
    long bits = Double.isNaN(value) ? 0x7ff8_0000_0000_0000L : Double.doubleToRawLongBits(value);
    add((int) (bits >> 32));
    add((int) bits);
  }

  /** Takes a text, each UTF-16 unit of it. */
  public void add(String text) {
    for (int i = 0; i < text.length(); i++) {
      add((int) text.charAt(i));
    }
    add(text.length());
  }

  /** Takes all of an array. */
  public void add(float[] values) {
    for (int i = 0; i < values.length; i++) {
      add(Float.isNaN(values[i]) ? 0x7fc0_0000 : Float.floatToRawIntBits(values[i]));
    }
  }

  /** Takes all of an array. */
  public void add(double[] values) {
    for (double value : values) {
      add(value);
    }
  }

  /** Takes all of an array. */
  public void add(int[] values) {
    for (int value : values) {
      add(value);
    }
  }

  /** Takes all of an array. */
  public void add(byte[] values) {
    for (byte value : values) {
      add((int) value);
    }
  }

  /** Sets how far from their reference values may be; 0 where it is not called. */
  public void tolerate(double most) {
    tolerance = most;
  }

  /** Takes values, and compares them with those of the reference. */
  public void compare(float[] expected, float[] found) {
    sameLength(expected.length, found.length);
    for (int i = 0; i < found.length; i++) {
      differ((double) expected[i] - found[i]);
    }
    add(found);
  }

  /** Takes values, and compares them with those of the reference, which are levels of 0 to 255. */
  public void compare(byte[] expected, float[] found) {
    sameLength(expected.length, found.length);
    for (int i = 0; i < found.length; i++) {
      differ((expected[i] & 0xff) - (double) found[i]);
    }
    add(found);
  }

  /** Takes levels, and compares them with those of the reference. */
  public void compare(byte[] expected, byte[] found) {
    sameLength(expected.length, found.length);
    for (int i = 0; i < found.length; i++) {
      differ((expected[i] & 0xff) - (found[i] & 0xff));
    }
    add(found);
  }

  /** Takes whole numbers, and compares them with those of the reference. */
  public void compare(int[] expected, int[] found) {
    sameLength(expected.length, found.length);
    for (int i = 0; i < found.length; i++) {
      differ((double) expected[i] - found[i]);
    }
    add(found);
  }

  /** Takes a text, and compares it with that of the reference: another one differs by infinity. */
  public void compare(String expected, String found) {
    differ(expected.equals(found) ? 0 : Double.POSITIVE_INFINITY);
    add(found);
  }

  private void sameLength(int expected, int found) {
    if (expected != found) {
      throw new IllegalArgumentException("Expected " + expected + " values, found " + found);
    }
  }

  /** Takes a difference from the reference; not-a-number is as far as can be. */
  public void differ(double by) {
    double far = Math.abs(by);
    difference = far <= difference ? difference : far >= 0 ? far : Double.POSITIVE_INFINITY;
  }

  /** Returns the hash, 16 hexadecimal digits. */
  public String hash() {
    return hex(high) + hex(low ^ (int) count);
  }

  private static String hex(int value) {
    StringBuilder out = new StringBuilder();
    for (int shift = 28; shift >= 0; shift -= 4) {
      out.append("0123456789abcdef".charAt((value >>> shift) & 15));
    }
    return out.toString();
  }

  /** Returns how many 32-bit numbers were taken. */
  public long count() {
    return count;
  }

  /** Returns the largest difference from the reference, 0 if there is none. */
  public double difference() {
    return difference;
  }

  /** Returns the most it may be. */
  public double tolerance() {
    return tolerance;
  }
}
