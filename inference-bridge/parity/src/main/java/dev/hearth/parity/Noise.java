package dev.hearth.parity;

/** Numbers that look random and are the same everywhere: Marsaglia's xorshift. */
final class Noise {
  private int state;

  /** Starts a sequence; 0 has none. */
  Noise(int seed) {
    state = seed;
  }

  /** Returns the next 32 bits. */
  int bits() {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  }

  /** Returns a number of 0 to {@code bound - 1}. */
  int below(int bound) {
    return (bits() >>> 1) % bound;
  }

  /** Returns a number from {@code least} up to {@code most}. */
  double between(double least, double most) {
    double high = bits() >>> 5;
    double unit = (high * 67108864 + (bits() >>> 6)) / 9007199254740992.0;
    return least + (most - least) * unit;
  }

  /** Returns samples of -1 to 1, louder and softer by turns. */
  float[] sound(int length) {
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      out[i] = (float) (between(-1, 1) * ((i >> 10) % 5 + 1) / 6);
    }
    return out;
  }

  /** Returns any bytes. */
  byte[] bytes(int length) {
    byte[] out = new byte[length];
    for (int i = 0; i < length; i++) {
      out[i] = (byte) bits();
    }
    return out;
  }
}
