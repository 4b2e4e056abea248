package dev.hearth.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void parse_agreesWithTheJdkUpToFifteenDigits() {
    for (String text :
        new String[] {
          "0",
          "-0",
          "1",
          "-12.5e-3",
          "1E+3",
          "0.1",
          "1e-6",
          "0.00392156862745098",
          "123456789012345",
          "1e22",
          "5e-7",
          "0.000",
          "100000000000000000000"
        }) {
      assertEquals(Double.parseDouble(text), Numbers.parse(text), text);
    }
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long digits = (long) (random.nextDouble() * 1e15);
      String text = digits + "e" + (random.nextInt(44) - 22);
      assertEquals(Double.parseDouble(text), Numbers.parse(text), text);
    }
  }

  @Test
  void parse_isWithinOneUnitOfTheJdkBeyond() {
    Random random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Math.abs(value) > 1e-290 && Math.abs(value) < 1e290) {
        String text = new BigDecimal(Double.toString(value)).toString();
        double allowed = 8 * Math.ulp(value);
        assertEquals(Double.parseDouble(text), Numbers.parse(text), allowed, text);
      }
    }
  }

  @Test
  void text_isShortAndReadable() {
    assertEquals("0", Numbers.text(0));
    assertEquals("-1", Numbers.text(-1));
    assertEquals("0.5", Numbers.text(0.5));
    assertEquals("0.333333", Numbers.text(1 / 3.0));
    assertEquals("2.66667", Numbers.text(8 / 3.0));
    assertEquals("123457", Numbers.text(123456.7));
    assertEquals("1.5e-9", Numbers.text(1.5e-9));
    assertEquals("0.0015", Numbers.text(0.0015));
    assertEquals("1e300", Numbers.text(1e300));
    assertEquals("1", Numbers.text(0.99999999));
    assertEquals("NaN", Numbers.text(Double.NaN));
    assertEquals("-infinity", Numbers.text(Double.NEGATIVE_INFINITY));
  }

  @Test
  void text_isNearTheValue() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
      double read = Double.parseDouble(Numbers.text(value));
      assertTrue(Math.abs(read - value) <= Math.abs(value) * 1e-5, value + " as " + read);
    }
  }
}
