package dev.hearth.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BitmapTest {

  @Test
  void rgba_isShared() {
    byte[] rgba = new byte[4 * 3 * 2];
    Bitmap bitmap = new Bitmap(3, 2, rgba);
    assertEquals(3, bitmap.width());
    assertEquals(2, bitmap.height());
    assertSame(rgba, bitmap.rgba());
  }

  @Test
  void constructor_rejectsWrongLength() {
    var e = assertThrows(IllegalArgumentException.class, () -> new Bitmap(3, 2, new byte[18]));
    assertEquals("Expected 24 RGBA bytes for 3 x 2 pixels, found 18", e.getMessage());
  }

  @Test
  void constructor_rejectsEmpty() {
    var e = assertThrows(IllegalArgumentException.class, () -> new Bitmap(0, 2, new byte[0]));
    assertEquals("Expected at least 1 x 1 pixels, found 0 x 2", e.getMessage());
  }

  @Test
  void constructor_rejectsTooLarge() {
    var e =
        assertThrows(IllegalArgumentException.class, () -> new Bitmap(65536, 65536, new byte[0]));
    assertEquals("Expected at most 67108864 pixels, found 65536 x 65536", e.getMessage());
  }
}
