package dev.hearth.app.ui.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaTest {
  @Test
  void whole_isAllOfThePicture() {
    Area area = area(false, 1, 641, 479);

    assertTrue(area.isWhole());
    assertPixels(area, 641, 479, 0, 0, 641, 479);
    assertFalse(new Area(true, 1).isWhole());
    assertFalse(new Area(false, 0.9).isWhole());
  }

  @ParameterizedTest
  @CsvSource({"640, 480, 200, 120, 240", "480, 640, 120, 200, 240", "500, 500, 125, 125, 250"})
  void square_isAShareOfTheShorterSide_inTheMiddle(
      int columns, int rows, int left, int top, int side) {
    assertPixels(area(true, 0.5, columns, rows), columns, rows, left, top, side, side);
  }

  @Test
  void proportions_areThePictures_whereItIsNoSquare() {
    assertPixels(area(false, 0.5, 640, 480), 640, 480, 160, 120, 320, 240);
  }

  @Test
  void moveTo_stopsAtTheEdges() {
    Area area = area(true, 0.5, 640, 480);

    area.moveTo(0, 0);
    assertPixels(area, 640, 480, 0, 0, 240, 240);
    area.moveTo(1, 1);
    assertPixels(area, 640, 480, 400, 240, 240, 240);
    area.moveTo(0.25, 0.5);
    assertPixels(area, 640, 480, 40, 120, 240, 240);
  }

  @Test
  void mirrored_isWhereItShows() {
    Area area = area(true, 0.5, 640, 480);
    area.moveTo(0, 0.5);

    assertArrayEquals(new double[] {0, 120, 240, 240}, area.pixels(640, 480, false));
    assertArrayEquals(new double[] {400, 120, 240, 240}, area.pixels(640, 480, true));
  }

  @Test
  void resize_keepsWithinItsBoundsAndThePicture() {
    Area area = area(true, 0.5, 640, 480);
    area.moveTo(1, 0.5);

    area.resize(3);
    assertEquals(1, area.size());
    assertPixels(area, 640, 480, 160, 0, 480, 480);
    area.resize(0);
    assertEquals(0.2, area.size());
  }

  @Test
  void reach_putsTheEdgeUnderThePointer() {
    Area area = area(true, 0.5, 640, 480);

    area.reach(0.5, 0.9);
    assertEquals(0.8, area.size(), 1e-12);
    area.reach(0.5 + 0.15, 0.5);
    assertEquals(2 * 0.15 * 640 / 480, area.size(), 1e-12);
  }

  @Test
  void fit_ofAnotherPicture_bringsItBackInside() {
    Area area = area(true, 1, 200, 100);
    area.moveTo(0, 0);
    assertPixels(area, 200, 100, 0, 0, 100, 100);

    area.fit(100, 200);

    assertPixels(area, 100, 200, 0, 50, 100, 100);
    assertEquals(0.5, area.ratio());
    assertEquals(1, area.width());
    assertEquals(0.5, area.height());
  }

  @Test
  void pixels_areWholeAndWithinThePicture_whateverWasDone() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      int columns = 1 + random.nextInt(2000);
      int rows = 1 + random.nextInt(2000);
      Area area = area(random.nextBoolean(), 0.2 + 0.8 * random.nextDouble(), columns, rows);
      area.moveTo(3 * random.nextDouble() - 1, 3 * random.nextDouble() - 1);
      area.reach(2 * random.nextDouble() - 0.5, 2 * random.nextDouble() - 0.5);

      double[] part = area.pixels(columns, rows, random.nextBoolean());

      for (double side : part) {
        assertEquals(Math.floor(side), side);
        assertTrue(side >= 0);
      }
      assertTrue(part[2] >= 1 && part[3] >= 1);
      assertTrue(part[0] + part[2] <= columns && part[1] + part[3] <= rows);
    }
  }

  private static Area area(boolean square, double size, int columns, int rows) {
    Area area = new Area(square, size);
    area.fit(columns, rows);
    return area;
  }

  private static void assertPixels(Area area, int columns, int rows, double... part) {
    assertArrayEquals(part, area.pixels(columns, rows, false));
  }
}
