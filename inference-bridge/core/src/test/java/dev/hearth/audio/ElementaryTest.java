package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ElementaryTest {
  @Test
  void log_isThatOfTheJdk() {
    for (double x = 1e-300; x < 1e300; x *= 1.037) {
      double expected = StrictMath.log(x);
      assertEquals(expected, Elementary.log(x), 1e-15 * Math.max(1, Math.abs(expected)));
    }
    for (double x = 0.5; x < 2; x += 0.00013) {
      assertEquals(StrictMath.log(x), Elementary.log(x), 1e-15);
    }
    assertEquals(0, Elementary.log(1));
    assertEquals(Double.NEGATIVE_INFINITY, Elementary.log(0));
    assertEquals(Double.POSITIVE_INFINITY, Elementary.log(Double.POSITIVE_INFINITY));
    assertTrue(Double.isNaN(Elementary.log(-1)));
    assertTrue(Double.isNaN(Elementary.log(Double.NaN)));
    assertEquals(StrictMath.log(Double.MIN_VALUE), Elementary.log(Double.MIN_VALUE), 1e-12);
  }

  @Test
  void exp_isThatOfTheJdk() {
    for (double x = -30; x < 30; x += 0.0137) {
      double expected = StrictMath.exp(x);
      assertEquals(expected, Elementary.exp(x), 1e-14 * expected);
    }
    assertEquals(1, Elementary.exp(0));
  }

  @Test
  void sinAndCos_areThoseOfTheJdk() {
    for (int i = -5000; i < 5000; i++) {
      double turns = i / 1237.0;
      double angle = 2 * Math.PI * turns;
      assertEquals(StrictMath.sin(angle), Elementary.sin(turns), 1e-14, "turns " + turns);
      assertEquals(StrictMath.cos(angle), Elementary.cos(turns), 1e-14, "turns " + turns);
    }
    assertEquals(1, Elementary.cos(0));
    assertEquals(0, Math.abs(Elementary.cos(0.25)));
    assertEquals(-1, Elementary.cos(0.5));
  }
}
