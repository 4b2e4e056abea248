package dev.hearth.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

  /** Pixels 0 1 2 / 3 4 5, as Pillow's exif_transpose turns them. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 012345",
    "2, 3, 210543",
    "3, 3, 543210",
    "4, 3, 345012",
    "5, 2, 031425",
    "6, 2, 304152",
    "7, 2, 524130",
    "8, 2, 251403",
  })
  void apply_turnsUpright(int exif, int width, String expected) {
    Bitmap picture = picture();
    Orientation orientation = Orientation.of(exif);
    Bitmap upright = orientation.apply(picture);

    StringBuilder found = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      found.append(upright.rgba()[4 * i]);
      assertEquals(7, upright.rgba()[4 * i + 3]);
    }
    assertEquals(exif, orientation.exif());
    assertEquals(width, upright.width());
    assertEquals(expected, found.toString());
    assertArrayEquals(picture.rgba(), orientation.undo(upright).rgba());
  }

  @Test
  void of_refusesOtherNumbers() {
    assertThrows(IllegalArgumentException.class, () -> Orientation.of(0));
    assertThrows(IllegalArgumentException.class, () -> Orientation.of(9));
  }

  @Test
  void cropped_takesAPart() {
    Bitmap part = picture().cropped(1, 0, 2, 2);
    assertArrayEquals(new byte[] {1, 0, 0, 7, 2, 0, 0, 7, 4, 0, 0, 7, 5, 0, 0, 7}, part.rgba());
    for (int[] wrong :
        new int[][] {
          {-1, 0, 1, 1}, {0, 0, 4, 1}, {0, 2, 1, 1}, {1, 1, 0, 1}, {1, 0, Integer.MAX_VALUE, 1}
        }) {
      assertThrows(
          IllegalArgumentException.class,
          () -> picture().cropped(wrong[0], wrong[1], wrong[2], wrong[3]));
    }
  }

  private static Bitmap picture() {
    byte[] rgba = new byte[24];
    for (int i = 0; i < 6; i++) {
      rgba[4 * i] = (byte) i;
      rgba[4 * i + 3] = 7;
    }
    return new Bitmap(3, 2, rgba);
  }
}
