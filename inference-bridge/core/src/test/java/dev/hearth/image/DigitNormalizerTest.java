package dev.hearth.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.testing.TestData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitNormalizerTest {

  private static final double[] SEVEN = {180, 130, 390, 130, 270, 430};

  @Test
  void normalize_centresMass() {
    float[] digit = normalize(new Drawing(560, 560, 255, 255).stroke(24, 34, SEVEN));
    assertEquals(14, centre(digit, true), 0.51);
    assertEquals(14, centre(digit, false), 0.51);
  }

  @Test
  void normalize_scalesLongerSideTo20() {
    assertEquals(20, height(normalize(new Drawing(560, 560, 255, 255).stroke(24, 34, SEVEN))));
  }

  @Test
  void normalize_inkPeaksAtOne() {
    float[] digit = normalize(new Drawing(560, 560, 170, 255).stroke(24, 120, SEVEN));
    float peak = 0;
    for (float level : digit) {
      assertTrue(level >= 0 && level <= 1, "level " + level);
      peak = Math.max(peak, level);
    }
    assertEquals(1, peak);
    assertEquals(0, digit[0]);
  }

  @Test
  void normalize_lightOnDarkEqualsDarkOnLight() {
    float[] dark = normalize(new Drawing(560, 560, 255, 255).stroke(24, 0, SEVEN));
    float[] light = normalize(new Drawing(560, 560, 0, 255).stroke(24, 255, SEVEN));
    assertClose(dark, light, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 34, 255})
  void normalize_readsInkOnNothing(int ink) {
    float[] expected = normalize(new Drawing(560, 560, 255, 255).stroke(24, 0, SEVEN));
    assertClose(expected, normalize(new Drawing(560, 560, 0, 0).stroke(24, ink, SEVEN)), 0.001);
  }

  @Test
  void normalize_findsSmallDigitInCorner() {
    double[] small = new double[SEVEN.length];
    for (int i = 0; i < small.length; i++) {
      small[i] = SEVEN[i] / 4 - 25;
    }
    float[] expected = normalize(new Drawing(560, 560, 255, 255).stroke(24, 34, SEVEN));
    float[] found = normalize(new Drawing(560, 560, 255, 255).stroke(6, 34, small));
    assertClose(expected, found, 0.12);
  }

  @Test
  void normalize_widensHairlines() {
    float[] thin = normalize(new Drawing(560, 560, 255, 255).stroke(3, 34, SEVEN));
    float[] pen = normalize(new Drawing(560, 560, 255, 255).stroke(28, 34, SEVEN));
    assertEquals(1, mass(thin) / mass(pen), 0.35);
  }

  @Test
  void normalize_ignoresUnevenLightAndGrain() {
    float[] clean = normalize(new Drawing(500, 400, 230, 255).stroke(28, 40, SEVEN));
    float[] photo = normalize(new Drawing(500, 400, 230, 255).stroke(28, 40, SEVEN).photographed());
    assertClose(clean, photo, 0.05);
  }

  @Test
  void normalize_dropsSpecksAndLinesAtTheRim() {
    float[] clean = normalize(new Drawing(560, 560, 255, 255).stroke(24, 34, SEVEN));
    Drawing dirty =
        new Drawing(560, 560, 255, 255)
            .stroke(24, 34, SEVEN)
            .stroke(5, 34, 60, 60, 62, 60)
            .stroke(4, 34, 0, 500, 559, 505)
            .stroke(30, 34, 555, 0, 555, 559);
    assertClose(clean, normalize(dirty), 0.001);
  }

  @Test
  void normalize_keepsSeparateStrokes() {
    // The bar of a five, not touching its body.
    double[] body = {190, 150, 180, 260, 300, 250, 360, 330, 300, 420, 180, 420};
    Drawing whole = new Drawing(560, 560, 255, 255).stroke(20, 34, body);
    float[] bodyOnly = normalize(whole);
    float[] five = normalize(whole.stroke(20, 34, 225, 125, 370, 120));
    assertTrue(difference(bodyOnly, five) > 0.03, "the bar is kept");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 34, 127, 255})
  void normalize_blankIsEmpty(int paper) {
    assertTrue(DigitNormalizer.normalize(new Drawing(560, 560, paper, 255).picture()).isEmpty());
    assertTrue(DigitNormalizer.normalize(new Drawing(1, 1, paper, 255).picture()).isEmpty());
    assertTrue(DigitNormalizer.normalize(new Drawing(300, 2, paper, 0).picture()).isEmpty());
  }

  @Test
  void normalize_grainOnBlankPaperIsEmpty() {
    Drawing paper = new Drawing(400, 300, 230, 255).photographed();
    assertTrue(DigitNormalizer.normalize(paper.picture()).isEmpty());
  }

  @Test
  void normalize_keepsMnistAsItIs() throws IOException {
    int seen = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(TestData.path("images/mnist"), "*.png")) {
      for (Path file : files) {
        BufferedImage image = ImageIO.read(file.toFile());
        byte[] levels = new byte[28 * 28];
        image.getRaster().getDataElements(0, 0, 28, 28, levels);
        float[] expected = new float[28 * 28];
        for (int i = 0; i < levels.length; i++) {
          expected[i] = (levels[i] & 0xff) / 255f;
        }
        GreyImage grey = new GreyImage(28, 28, levels);
        assertClose(expected, DigitNormalizer.normalize(grey).orElseThrow(), 0.005);
        seen++;
      }
    }
    assertEquals(20, seen);
  }

  private static float[] normalize(Drawing drawing) {
    float[] digit = DigitNormalizer.normalize(drawing.picture()).orElseThrow();
    assertEquals(784, digit.length);
    return digit;
  }

  private static void assertClose(float[] expected, float[] found, double tolerance) {
    double mean = difference(expected, found);
    assertTrue(mean <= tolerance, "mean difference " + mean + ", at most " + tolerance);
  }

  private static double difference(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return sum / one.length;
  }

  private static double mass(float[] digit) {
    double sum = 0;
    for (float level : digit) {
      sum += level;
    }
    return sum;
  }

  private static double centre(float[] digit, boolean horizontal) {
    double moment = 0;
    for (int i = 0; i < digit.length; i++) {
      moment += digit[i] * (horizontal ? i % 28 : i / 28);
    }
    return moment / mass(digit);
  }

  private static int height(float[] digit) {
    int rows = 0;
    for (int y = 0; y < 28; y++) {
      boolean inked = false;
      for (int x = 0; x < 28; x++) {
        inked |= digit[y * 28 + x] > 0;
      }
      rows += inked ? 1 : 0;
    }
    return rows;
  }
}
