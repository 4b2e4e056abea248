package dev.hearth.parity;

/** Numbers without order, the same everywhere: the generator of Numerical Recipes, "ranqd1". */
final class Noise {
  private int state;

  Noise(int seed) {
    state = seed;
  }

  /** Returns 0 to 65535. */
  int next() {
    state = state * 1664525 + 1013904223;
    return state >>> 16;
  }

  /** Returns 0 to 1, exclusive. */
  double unit() {
    return next() / 65536.0;
  }
}
