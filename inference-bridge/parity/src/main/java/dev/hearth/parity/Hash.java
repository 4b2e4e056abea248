package dev.hearth.parity;

/** FNV-1a over the exact bits of numbers, in two lanes of 32 bits. */
final class Hash {
  private int low = 0x811c9dc5;
  private int high = 0x01000193;

  Hash add(int bits) {
    low = (low ^ bits) * 16777619;
    low ^= low >>> 15;
    high = (high ^ bits) * 0x5bd1e995;
    high ^= high >>> 13;
    return this;
  }

  Hash add(double value) {
    long bits = Double.doubleToLongBits(value);
    return add((int) bits).add((int) (bits >>> 32));
  }

  Hash add(float[] values) {
    for (float value : values) {
      add(Float.floatToIntBits(value));
    }
    return this;
  }

  Hash add(double[] values) {
    for (double value : values) {
      add(value);
    }
    return this;
  }

  Hash add(int[] values) {
    for (int value : values) {
      add(value);
    }
    return this;
  }

  Hash add(byte[] values) {
    for (byte value : values) {
      add(value & 0xff);
    }
    return this;
  }

  Hash add(String text) {
    for (int i = 0; i < text.length(); i++) {
      add(text.charAt(i));
    }
    return this;
  }

  @Override
  public String toString() {
    return hex(high) + hex(low);
  }

  private static String hex(int bits) {
    String digits = Integer.toHexString(bits);
    return "00000000".substring(digits.length()) + digits;
  }
}
