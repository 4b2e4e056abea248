package dev.hearth.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Float16Test {
  @Test
  void of_returnsTheBitsOfEveryHalf() {
    for (int bits = 0; bits < 0x10000; bits++) {
      double value = Float16.toDouble((short) bits);
      int expected = Double.isNaN(value) ? 0x7e00 : bits;
      assertEquals((short) expected, Float16.of(value), "0x" + Integer.toHexString(bits));
    }
  }

  @Test
  void of_roundsTiesToEven() {
    assertEquals(1.0, Float16.toDouble(Float16.of(1 + 1.0 / 2048)));
    assertEquals(1 + 1.0 / 512, Float16.toDouble(Float16.of(1 + 3.0 / 2048)));
    assertEquals(0, Float16.toDouble(Float16.of(0x1p-25)));
    assertEquals(0x1p-24, Float16.toDouble(Float16.of(0x1.8p-25)));
    assertEquals(65504, Float16.toDouble(Float16.of(65519)));
    assertEquals(Double.POSITIVE_INFINITY, Float16.toDouble(Float16.of(65520)));
    assertEquals(Double.NEGATIVE_INFINITY, Float16.toDouble(Float16.of(-1e30)));
  }
}
