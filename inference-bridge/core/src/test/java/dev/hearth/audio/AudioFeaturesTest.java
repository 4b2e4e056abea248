package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.FeatureConfigJson;
import dev.hearth.runtime.InferenceException;
import dev.hearth.testing.AnalyserReference;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Features whole and streamed, and of what is no sound; hearth-parity compares them with Python.
 */
class AudioFeaturesTest {
  private static AudioFeatures features(String json, int rate) {
    String text = "{" + json.replace("'", String.valueOf('"')) + "}";
    return new AudioFeatures(FeatureConfigJson.read(JsonObject.parse("features", text), rate));
  }

  @ParameterizedTest
  @CsvSource({"speech_16k, 80, 16000, 400", "speech_8k, 40, 8000, 256"})
  void filters_areThoseOfLibrosa(String clip, int bands, int rate, int fft) throws IOException {
    Path file = TestData.path("parity/audio/" + clip + ".librosa-mel-filters.f32");
    MelConfig mel = new MelConfig(bands, 0, rate / 2.0, MelScale.SLANEY, MelNorm.SLANEY, false);
    MelFilterbank filters = MelTriangles.of(mel, rate, fft);
    int bins = fft / 2 + 1;
    float[] all = new float[bands * bins];
    for (int i = 0; i < all.length; i++) {
      double[] power = new double[bins];
      power[i % bins] = 1;
      all[i] = (float) filters.apply(power, i / bins);
    }
    float[] expected = AudioTesting.floats(Files.readAllBytes(file));
    assertTrue(AudioTesting.maxDifference(expected, all) <= 1e-8);
  }

  @Test
  void stream_givesWhatTheWholeSoundDoes() {
    float[] samples = AudioTesting.noise(20_000, 3);
    List<String> causal =
        List.of(
            "'like': 'kaldi-fbank', 'melBands': 40",
            "'like': 'librosa', 'fftLength': 400, 'hopLength': 160, 'framing': 'whole'",
            "'like': 'librosa', 'fftLength': 512, 'hopLength': 160, 'framing': 'whole',"
                + " 'windowLength': 300",
            "'like': 'librosa', 'fftLength': 512, 'hopLength': 160, 'melBands': 40,"
                + " 'framing': 'snip', 'window': 'hamming', 'windowLength': 300, 'log': 'ln',"
                + " 'offset': 1e-6, 'coefficients': 13",
            "'like': 'spectrum', 'fftLength': 96, 'hopLength': 250, 'framing': 'whole'",
            "'like': 'spectrum', 'fftLength': 97, 'hopLength': 13, 'framing': 'snip'");
    for (String json : causal) {
      float[] whole = features(json, 16000).compute(samples);
      for (int maxPiece : new int[] {1, 700, 20_000}) {
        StreamingFrames stream = features(json, 16000).stream();
        assertArrayEquals(whole, AudioTesting.inPieces(samples, maxPiece, stream::push));
      }
    }
    assertThrows(
        IllegalArgumentException.class, () -> features("'like': 'whisper'", 16000).stream());
  }

  private static int[] lengths() {
    return IntStream.concat(
            IntStream.rangeClosed(2, 130).map(half -> 2 * half),
            IntStream.of(400, 1102, 2000, 2048))
        .toArray();
  }

  @Test
  void power_isThatOfTheDefinition_forEveryLength() {
    Random random = new Random(1);
    for (int length : lengths()) {
      double[] frame = random.doubles(length, -1, 1).toArray();
      double[] power = new double[length / 2 + 1];
      new MixedRadixFft(length).power(frame, power);
      for (int k = 0; k < power.length; k++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < length; i++) {
          re += frame[i] * Math.cos(2 * Math.PI * ((long) k * i % length) / length);
          im -= frame[i] * Math.sin(2 * Math.PI * ((long) k * i % length) / length);
        }
        assertEquals(re * re + im * im, power[k], 1e-9, length + " at " + k);
      }
    }
  }

  private static final String ANALYSER =
      "'like': 'spectrum', 'fftLength': 2048, 'hopLength': 1024, 'window': 'blackman',"
          + " 'framing': 'snip', 'sampleScale': 0.00048828125, 'log': 'db', 'floor': 1e-20";

  @Test
  void analyser_isThatOfTheDefinition() {
    float[] sound = AudioTesting.noise(12 * 1024, 4);
    String json = ANALYSER + ", 'bins': 232, 'normalize': 'all-but-silence'";
    assertAnalyser(sound, features(json, 44_100));
    assertAnalyser(sound, features(json.replace("all-but-silence", "all"), 44_100));

    // Frames 3 to 5 are silent.
    Arrays.fill(sound, 3 * 1024, 7 * 1024, 0);
    float[] found = assertAnalyser(sound, features(json, 44_100));
    assertArrayEquals(new float[3 * 232], Arrays.copyOfRange(found, 3 * 232, 6 * 232));
    assertArrayEquals(
        new float[2 * 232], features(json, 44_100).compute(new float[3 * 1024]), "all silent");
  }

  private static float[] assertAnalyser(float[] sound, AudioFeatures features) {
    double[] expected = AnalyserReference.of(sound, 11, 232);
    float[] found = features.compute(sound);
    assertEquals(expected.length, found.length);
    for (int i = 0; i < found.length; i++) {
      assertEquals(expected[i], found[i], 1e-5, "value " + i);
    }
    return found;
  }

  @Test
  void bins_areTheLowest() {
    float[] sound = AudioTesting.noise(2048, 5);
    float[] all = features(ANALYSER, 44_100).compute(sound);
    assertEquals(1025, all.length);
    assertArrayEquals(
        Arrays.copyOf(all, 100), features(ANALYSER + ", 'bins': 100", 44_100).compute(sound));
    for (String wrong : List.of("'bins': 1026", "'bins': -1", "'bins': 8, 'melBands': 4")) {
      assertThrows(
          InferenceException.class, () -> features(ANALYSER + ", " + wrong, 44_100), wrong);
    }
  }

  @Test
  void blackman_isThatOfNumPy() {
    // numpy.blackman(5); the periodic window leaves the last of one more out.
    double[] expected = {0, 0.34, 1, 0.34, 0};
    assertArrayEquals(expected, Window.BLACKMAN_SYMMETRIC.values(5), 1e-15);
    assertArrayEquals(Arrays.copyOf(expected, 4), Window.BLACKMAN.values(4), 1e-15);
  }

  @Test
  void compute_refusesWhatIsNoSound() {
    AudioFeatures features = new AudioFeatures(FeatureConfig.torchaudio(16000, 400, 160, 8));
    for (float[] samples : new float[][] {{}, new float[200], {Float.NaN}}) {
      assertThrows(IllegalArgumentException.class, () -> features.compute(samples));
    }
    float[] broken = new float[1000];
    broken[5] = Float.POSITIVE_INFINITY;
    assertThrows(IllegalArgumentException.class, () -> features.compute(broken));
  }
}
