package dev.hearth.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GreyImageTest {

  @Test
  void of_weighsColoursAsPillow() {
    // PIL.Image.new("RGB", (1, 1), c).convert("L") in Pillow 9.4
    assertEquals(76, grey(255, 0, 0, 255));
    assertEquals(150, grey(0, 255, 0, 255));
    assertEquals(29, grey(0, 0, 255, 255));
    assertEquals(18, grey(10, 20, 30, 255));
    assertEquals(255, grey(255, 255, 255, 255));
  }

  @Test
  void of_laysTransparentOverWhite() {
    assertEquals(255, grey(0, 0, 0, 0));
    assertEquals(127, grey(0, 0, 0, 128));
    assertEquals(254, grey(0, 0, 0, 1));
  }

  @Test
  void over_laysTransparentOverGivenLevel() {
    Bitmap clear = new Bitmap(1, 1, new byte[] {-1, -1, -1, 0});
    assertEquals(0, GreyImage.over(clear, 0).levels()[0]);
    assertEquals(99, GreyImage.over(clear, 99).levels()[0]);
    assertThrows(IllegalArgumentException.class, () -> GreyImage.over(clear, 256));
  }

  @Test
  void constructor_rejectsWrongLength() {
    var e = assertThrows(IllegalArgumentException.class, () -> new GreyImage(2, 2, new byte[5]));
    assertEquals("Expected 4 grey levels for 2 x 2 pixels, found 5", e.getMessage());
  }

  private static int grey(int red, int green, int blue, int alpha) {
    byte[] rgba = {(byte) red, (byte) green, (byte) blue, (byte) alpha};
    return GreyImage.of(new Bitmap(1, 1, rgba)).levels()[0] & 0xff;
  }
}
