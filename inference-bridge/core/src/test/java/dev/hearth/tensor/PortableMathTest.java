package dev.hearth.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PortableMathTest {
  private static final int VALUES = 300_000;

  @Test
  void exp_isThatOfTheJdk() {
    compare(PortableMath::exp, StrictMath::exp, -30, 30, 0);
    compare(PortableMath::exp, StrictMath::exp, -745, 710, 0);
    compare(PortableMath::exp, StrictMath::exp, -1e-9, 1e-9, 1);
    for (double x : new double[] {0, -0.0, 1, -746, -1e9, 709.7, 709.79, 710, 1e300}) {
      assertClose(StrictMath.exp(x), PortableMath.exp(x), 0, "exp " + x);
    }
    assertEquals(0, PortableMath.exp(Double.NEGATIVE_INFINITY));
    assertEquals(Double.POSITIVE_INFINITY, PortableMath.exp(Double.POSITIVE_INFINITY));
    assertEquals(Double.NaN, PortableMath.exp(Double.NaN));
  }

  @Test
  void log_isThatOfTheJdk() {
    compare(PortableMath::log, StrictMath::log, 0, 1e-6, 1);
    compare(PortableMath::log, StrictMath::log, 0.5, 2, 1);
    compare(PortableMath::log, StrictMath::log, 0, 1e6, 1);
    compare(
        x -> PortableMath.log(StrictMath.exp(x)),
        x -> StrictMath.log(StrictMath.exp(x)),
        -745,
        709,
        1);
    for (double x : new double[] {1, 2, Double.MIN_VALUE, Double.MAX_VALUE, 0x1.fffffffffffffp9}) {
      assertClose(StrictMath.log(x), PortableMath.log(x), 1, "log " + x);
    }
    assertEquals(Double.NEGATIVE_INFINITY, PortableMath.log(0));
    assertEquals(Double.POSITIVE_INFINITY, PortableMath.log(Double.POSITIVE_INFINITY));
    assertEquals(Double.NaN, PortableMath.log(-1));
    assertEquals(Double.NaN, PortableMath.log(Double.NaN));
  }

  @Test
  void sinAndCos_areThoseOfTheJdk() {
    for (double most : new double[] {1e-6, 1, 7, 100, 1e6}) {
      compare(PortableMath::sin, StrictMath::sin, -most, most, 3);
      compare(PortableMath::cos, StrictMath::cos, -most, most, 3);
    }
    for (int i = -100; i <= 100; i++) {
      double x = i * Math.PI / 4;
      assertClose(StrictMath.sin(x), PortableMath.sin(x), 3, "sin " + x);
      assertClose(StrictMath.cos(x), PortableMath.cos(x), 3, "cos " + x);
    }
  }

  private static void compare(
      DoubleUnaryOperator found,
      DoubleUnaryOperator expected,
      double least,
      double most,
      int units) {
    Random random = new Random(1);
    for (int i = 0; i < VALUES; i++) {
      double x = least + (most - least) * random.nextDouble();
      assertClose(expected.applyAsDouble(x), found.applyAsDouble(x), units, "at " + x);
    }
  }

  private static void assertClose(double expected, double found, int units, String what) {
    assertTrue(
        expected == found || Math.abs(expected - found) <= units * Math.ulp(expected),
        () -> what + ": " + found + ", not " + expected);
  }
}
