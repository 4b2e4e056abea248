package dev.hearth.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.image.Framing.Align;
import dev.hearth.image.Sizing.To;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {

  /** The results are those of the functions that {@link To} names. */
  @ParameterizedTest
  @CsvSource({
    // torchvision's Resize(256), and with max_size=400.
    "SHORTEST, 0, 0, 256, 0, 1, false, 1600, 898, 456, 256",
    "SHORTEST, 0, 0, 256, 0, 1, false, 517, 606, 256, 300",
    "SHORTEST, 0, 0, 256, 400, 1, false, 1600, 898, 400, 224",
    // DETR's size 800, 1333.
    "SHORTEST, 0, 0, 800, 1333, 1, true, 640, 480, 1066, 800",
    "SHORTEST, 0, 0, 800, 1333, 1, true, 1600, 600, 1333, 500",
    "SHORTEST, 0, 0, 800, 1333, 1, true, 500, 1600, 417, 1333",
    // Segment Anything's 1024.
    "LONGEST, 0, 0, 0, 1024, 1, true, 1600, 898, 1024, 575",
    "LONGEST, 0, 0, 0, 1024, 1, false, 1600, 898, 1024, 574",
    "WITHIN, 640, 640, 0, 0, 1, true, 1600, 898, 640, 359",
    "WITHIN, 640, 640, 0, 0, 1, true, 3, 1, 640, 213",
    "WITHIN, 28, 20, 0, 0, 1, false, 10, 10, 20, 20",
    "WITHIN, 10, 10, 0, 0, 1, false, 1000, 1, 10, 1",
    // Pillow's thumbnail((128, 128)), and Hugging Face's.
    "THUMBNAIL, 128, 128, 0, 0, 1, true, 1600, 898, 128, 72",
    "THUMBNAIL, 128, 128, 0, 0, 1, false, 1600, 898, 128, 71",
    "THUMBNAIL, 128, 128, 0, 0, 1, true, 100, 90, 100, 90",
    "THUMBNAIL, 128, 128, 0, 0, 1, true, 90, 1000, 12, 128",
    "EXACT, 12, 13, 0, 0, 1, false, 90, 1000, 12, 13",
    // GLPN's multiple of 32.
    "NONE, 0, 0, 0, 0, 32, false, 500, 333, 480, 320",
    "NONE, 0, 0, 0, 0, 32, false, 20, 333, 32, 320",
    // Qwen2-VL's smart_resize with its own limits, then within some of a test.
    "PIXELS, 0, 0, 3136, 12845056, 28, false, 1600, 898, 1596, 896",
    "PIXELS, 0, 0, 3136, 100352, 28, false, 1600, 898, 420, 224",
    "PIXELS, 0, 0, 3136, 100352, 28, false, 20, 30, 56, 84",
  })
  void of_roundsAsTheOriginal(
      To to,
      int width,
      int height,
      int least,
      int most,
      int multiple,
      boolean rounded,
      int fromWidth,
      int fromHeight,
      int newWidth,
      int newHeight) {
    Sizing sizing = new Sizing(to, width, height, least, most, multiple, rounded);
    assertArrayEquals(new int[] {newWidth, newHeight}, sizing.of(fromWidth, fromHeight));
  }

  @Test
  void sizing_refusesWhatSaysNoSize() {
    for (Runnable wrong :
        new Runnable[] {
          () -> Sizing.exact(0, 5),
          () -> Sizing.shortest(0, 0),
          () -> Sizing.shortest(256, 200),
          () -> new Sizing(To.LONGEST, 0, 0, 5, 0, 1, false),
          () -> new Sizing(To.PIXELS, 0, 0, 5, 4, 1, false),
          () -> new Sizing(To.NONE, 0, 0, 0, 0, 0, false),
          () -> new Framing(-1, 5, 1, Align.CENTRE, PerChannel.of(0), false),
          () -> new Framing(5, 5, 1, Align.CENTRE, PerChannel.of(0, 256, 0), false),
          () -> new Framing(5, 5, 1, Align.CENTRE, PerChannel.of(1, 2), false),
        }) {
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class, wrong::run);
      assertTrue(e.getMessage().startsWith("Expected"), e.getMessage());
    }
  }

  /** torchvision's center_crop and Hugging Face's. */
  @ParameterizedTest
  @CsvSource({
    "CENTRE, 231, 224, 4", // round(3.5) is 4
    "CENTRE, 229, 224, 2", // round(2.5) is 2
    "CENTRE, 221, 224, -1",
    "CENTRE, 223, 224, 0",
    "CENTRE, 220, 224, -2",
    "CENTRE_FLOOR, 231, 224, 3",
    "CENTRE_FLOOR, 221, 224, -2",
    "START, 231, 224, 0",
    "START, 221, 224, 0",
  })
  void cut_roundsAsTheOriginal(Align align, int size, int newSize, int expected) {
    assertEquals(expected, align.cut(size, newSize));
  }

  @Test
  void side_padsToAMultiple() {
    Framing framing = new Framing(0, 30, 32, Align.START, PerChannel.of(0), true);
    assertEquals(64, framing.side(0, 33));
    assertEquals(32, framing.side(0, 32));
    assertEquals(32, framing.side(30, 100));
  }
}
