package dev.hearth.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccentTest {
  private static final List<Integer> LIGHT = List.of(0xffffff, 0xfaf6ef, Accent.LIGHT_GROUND);
  private static final List<Integer> DARK = List.of(0x171412, 0x1b1816, Accent.DARK_GROUND);

  @Test
  void everyColour_canBeReadInBothSchemes() {
    int looked = 0;
    for (int red = 0; red < 256; red += 51) {
      for (int green = 0; green < 256; green += 51) {
        for (int blue = 0; blue < 256; blue += 51) {
          String colour = String.format("#%02x%02x%02x", red, green, blue);
          Accent accent = new Accent(colour);
          for (int scheme = 0; scheme < 2; scheme++) {
            int soft = of(accent.soft(), scheme);
            for (int ground : scheme == 0 ? LIGHT : DARK) {
              assertContrast(Accent.SHAPE, of(accent.shapes(), scheme), ground, colour);
              assertContrast(Accent.TEXT, of(accent.text(), scheme), ground, colour);
              assertContrast(Accent.SHAPE, of(accent.button(), scheme), ground, colour);
            }
            assertContrast(Accent.TEXT, of(accent.text(), scheme), soft, colour);
            assertContrast(Accent.TEXT, of(accent.onSoft(), scheme), soft, colour);
            assertContrast(
                Accent.TEXT, of(accent.onButton(), scheme), of(accent.button(), scheme), colour);
            looked++;
          }
        }
      }
    }
    assertEquals(432, looked);
  }

  @Test
  void colourThatCanBeRead_staysAsItIs() {
    assertEquals(
        "light-dark(#1f5fbf, #1f5fbf)".substring(0, 18),
        new Accent("#1f5fbf").text().substring(0, 18));
    assertEquals(21, Accent.contrast(0, 0xffffff), 1e-9);
  }

  @Test
  void isColour_wantsSixHexadecimalDigits() {
    assertTrue(Accent.isColour("#0aF9d3"));
    for (String wrong : List.of("", "red", "#fff", "0aF9d3f", "#0aF9dg", "#0aF9d33")) {
      assertFalse(Accent.isColour(wrong), wrong);
      assertThrows(IllegalArgumentException.class, () -> new Accent(wrong));
    }
  }

  private static int of(String both, int scheme) {
    int at = scheme == 0 ? both.indexOf('#') : both.lastIndexOf('#');
    return Integer.parseInt(both.substring(at + 1, at + 7), 16);
  }

  private static void assertContrast(double least, int one, int other, String of) {
    double found = Accent.contrast(one, other);
    assertTrue(found >= least, () -> of + ": " + found + " of " + Integer.toHexString(one));
  }
}
