package dev.hearth.variants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.tensor.Float16;
import org.junit.jupiter.api.Test;

class HalvesTest {
  @Test
  void of_roundsAsFloat16Does() {
    int compared = 0;
    for (long bits = 0; bits < 1L << 32; bits += 12_289) {
      check(Float.intBitsToFloat((int) bits));
      compared++;
    }
    // Every half, what lies in the middle of two, and what is next to the middle.
    for (int half = 0; half < 0x7c00; half++) {
      float value = (float) Float16.toDouble((short) half);
      float middle = (float) ((value + Float16.toDouble((short) (half + 1))) / 2);
      for (float one : new float[] {value, middle, Math.nextUp(middle), Math.nextDown(middle)}) {
        check(one);
        check(-one);
        compared += 2;
      }
    }
    assertEquals(349_497 + 8 * 0x7c00, compared);
  }

  private static void check(float value) {
    if (Float.isNaN(value)) {
      assertEquals(0x7e00, Halves.of(value) & 0x7fff);
    } else {
      assertEquals(Float16.of(value), Halves.of(value), () -> "of " + value);
    }
  }
}
