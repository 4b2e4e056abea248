package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlidingLogMelTest {
  private static final LogMelConfig CONFIG =
      new LogMelConfig(8000, 256, 128, 256, 40, 60, 3800, MelScale.HTK, MelNorm.NONE, 1e-6);

  private static final class Window {
    private final double timeSeconds;
    private final float[] features;
    private final double levelDbfs;

    Window(double timeSeconds, float[] features, double levelDbfs) {
      this.timeSeconds = timeSeconds;
      this.features = features;
      this.levelDbfs = levelDbfs;
    }
  }

  @Test
  void windows_equalTheOfflineFeaturesOfTheirSecond() {
    float[] samples = AudioTesting.noise(16_256, 6);
    List<Window> windows = slide(samples, 777);
    assertEquals(126 / 8, windows.size());
    int compared = 0;
    for (Window window : windows) {
      int end = (int) (window.timeSeconds * 8000 + 0.5);
      if (end >= 60 * 128 + 256) {
        float[] second = Arrays.copyOfRange(samples, end - 60 * 128 - 256, end);
        assertArrayEquals(new LogMel(CONFIG).compute(second), window.features);
        compared++;
      }
      float[] newest = Arrays.copyOfRange(samples, end - 1024, end);
      assertEquals(SlidingLogMel.levelDbfs(newest), window.levelDbfs, 1e-9);
    }
    assertEquals(8, compared);
  }

  @Test
  void windows_doNotDependOnHowTheStreamWasCut() {
    float[] samples = AudioTesting.noise(10_000, 6);
    List<Window> one = slide(samples, 10_000);
    List<Window> other = slide(samples, 50);
    assertEquals(one.size(), other.size());
    for (int i = 0; i < one.size(); i++) {
      assertArrayEquals(one.get(i).features, other.get(i).features);
      assertEquals(one.get(i).levelDbfs, other.get(i).levelDbfs);
      assertEquals(one.get(i).timeSeconds, other.get(i).timeSeconds);
    }
  }

  @Test
  void levelDbfs_ofKnownSignals() {
    assertEquals(-120, SlidingLogMel.levelDbfs(new float[100]));
    assertEquals(-120, SlidingLogMel.levelDbfs(new float[0]));
    assertEquals(0, SlidingLogMel.levelDbfs(new float[] {1, -1, 1}), 1e-9);
    assertEquals(-20, SlidingLogMel.levelDbfs(new float[] {0.1f, -0.1f}), 1e-6);
  }

  @Test
  void step_isChecked() {
    assertThrows(IllegalArgumentException.class, () -> new SlidingLogMel(CONFIG, 61, 0));
    assertThrows(IllegalArgumentException.class, () -> new SlidingLogMel(CONFIG, 61, 62));
  }

  private static List<Window> slide(float[] samples, int maxPiece) {
    List<Window> windows = new ArrayList<>();
    SlidingLogMel sliding = new SlidingLogMel(CONFIG, 61, 8);
    float[] nothing = new float[0];
    AudioTesting.inPieces(
        samples,
        maxPiece,
        piece -> {
          sliding.push(
              piece, (time, features, level) -> windows.add(new Window(time, features, level)));
          return nothing;
        });
    return windows;
  }
}
