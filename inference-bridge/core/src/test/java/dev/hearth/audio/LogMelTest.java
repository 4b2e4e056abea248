package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogMelTest {
  private static final LogMelConfig CONFIG =
      new LogMelConfig(8000, 256, 128, 256, 40, 60, 3800, MelScale.HTK, MelNorm.NONE, 1e-6);

  /** The vectors are written by model-assets/training/spoken-digits/make_golden.py. */
  @Test
  void compute_matchesTheTrainingCode() throws IOException {
    float[] samples = WavReader.read(AudioTesting.resource("chirp.wav")).samples();
    float[] expected = AudioTesting.floats(AudioTesting.resource("chirp.logmel.f32"));
    assertEquals(61 * 40, expected.length);
    double difference = AudioTesting.maxDifference(expected, new LogMel(CONFIG).compute(samples));
    assertTrue(difference < 2e-6, "differs by " + difference);
  }

  @Test
  void compute_matchesTorchaudioHtk() throws IOException {
    compareWithReference("torchaudio", MelScale.HTK, MelNorm.NONE, true);
  }

  @Test
  void compute_matchesLibrosaSlaney() throws IOException {
    compareWithReference("librosa", MelScale.SLANEY, MelNorm.SLANEY, false);
  }

  private static void compareWithReference(
      String tool, MelScale scale, MelNorm norm, boolean reflect) throws IOException {
    float[] speech =
        Arrays.copyOf(
            WavReader.read(Files.readAllBytes(TestData.path("audio/speech_8k.wav"))).samples(),
            40000);
    float[] expected =
        AudioTesting.floats(
            Files.readAllBytes(TestData.path("parity/audio/speech_8k." + tool + "-mel-power.f32")));
    float[] padded = new float[40000 + 256];
    System.arraycopy(speech, 0, padded, 128, 40000);
    for (int i = 0; reflect && i < 128; i++) {
      padded[127 - i] = speech[i + 1];
      padded[40128 + i] = speech[39998 - i];
    }
    LogMelConfig config = new LogMelConfig(8000, 256, 80, 256, 40, 0, 4000, scale, norm, 1e-30);
    float[] actual = new LogMel(config).compute(padded);
    double max = 0;
    for (float value : expected) {
      max = Math.max(max, value);
    }
    for (int frame = 0; frame < 501; frame++) {
      for (int mel = 0; mel < 40; mel++) {
        assertEquals(expected[mel * 501 + frame], Math.exp(actual[frame * 40 + mel]), 1e-6 * max);
      }
    }
  }

  @Test
  void streaming_equalsOffline() {
    float[] samples = AudioTesting.noise(20_000, 4);
    float[] offline = new LogMel(CONFIG).compute(samples);
    for (int maxPiece : new int[] {1, 100, 128, 7000}) {
      StreamingFrames stream = new StreamingFrames(new LogMel(CONFIG));
      assertArrayEquals(offline, AudioTesting.inPieces(samples, maxPiece, stream::push));
    }
  }

  @Test
  void streaming_equalsOffline_whenFramesDoNotOverlap() {
    LogMelConfig gaps =
        new LogMelConfig(8000, 100, 333, 128, 10, 0, 4000, MelScale.SLANEY, MelNorm.NONE, 1e-6);
    float[] samples = AudioTesting.noise(5000, 4);
    StreamingFrames stream = new StreamingFrames(new LogMel(gaps));
    assertArrayEquals(
        new LogMel(gaps).compute(samples), AudioTesting.inPieces(samples, 90, stream::push));
  }

  @Test
  void compute_silence_isTheLogarithmOfTheOffset() {
    for (float value : new LogMel(CONFIG).compute(new float[8000])) {
      assertEquals((float) Math.log(1e-6), value);
    }
  }

  @Test
  void compute_tooShort_isRefused() {
    LogMel logMel = new LogMel(CONFIG);
    assertEquals(40, logMel.compute(new float[256]).length);
    String message =
        assertThrows(IllegalArgumentException.class, () -> logMel.compute(new float[255]))
            .getMessage();
    assertEquals("expected at least 256 samples, found 255", message);
  }

  @Test
  void config_checksItsBounds() {
    assertEquals(61, CONFIG.frameCount(8000));
    assertEquals(0, CONFIG.frameCount(255));
    assertRefused(0, 256, 128, 256, 40, 60, 3800, 1e-6);
    assertRefused(8000, 257, 128, 256, 40, 60, 3800, 1e-6);
    assertRefused(8000, 256, 0, 256, 40, 60, 3800, 1e-6);
    assertRefused(8000, 256, 128, 300, 40, 60, 3800, 1e-6);
    assertRefused(8000, 256, 128, 256, 0, 60, 3800, 1e-6);
    assertRefused(8000, 256, 128, 256, 40, 3800, 60, 1e-6);
    assertRefused(8000, 256, 128, 256, 40, 60, 4001, 1e-6);
    assertRefused(8000, 256, 128, 256, 40, 60, 3800, 0);
    assertRefused(8000, 256, 128, 256, 40, Double.NaN, 3800, 1e-6);
  }

  private static void assertRefused(
      int rate, int window, int hop, int fft, int bands, double min, double max, double offset) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new LogMelConfig(
                rate, window, hop, fft, bands, min, max, MelScale.HTK, MelNorm.NONE, offset));
  }
}
