package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.FeatureConfigJson;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Features against those of librosa, torchaudio and Whisper: every file of the parity set. */
class AudioParityTest {
  private final Map<String, Double> worst = new TreeMap<>();
  private int files;

  @Test
  void features_areThoseOfPython() throws IOException {
    clip("speech_16k", 80000, 400, 160, 80);
    clip("speech_8k", 40000, 256, 80, 40);
    System.out.println("Audio parity, " + files + " files, largest differences: " + worst);
    long expected;
    try (var all = Files.list(TestData.path("parity/audio"))) {
      expected = all.filter(file -> file.toString().endsWith(".f32")).count();
    }
    assertEquals(expected, files);
  }

  private void clip(String name, int length, int fft, int hop, int bands) throws IOException {
    AudioClip clip = WavReader.read(Files.readAllBytes(TestData.path("audio/" + name + ".wav")));
    int rate = clip.sampleRateHz();
    float[] samples = Arrays.copyOf(clip.samples(), length);
    String sizes = "'fftLength': " + fft + ", 'hopLength': " + hop + ", 'melBands': " + bands;
    String librosa = "'like': 'librosa', " + sizes;
    power(name + ".librosa-mel-power", bandsFirst(librosa, rate, samples));
    String db = librosa + ", 'log': 'db', 'range': 80";
    decibels(name + ".librosa-logmel-db", bandsFirst(db, rate, samples));
    decibels(
        name + ".librosa-logmel-db-refmax",
        bandsFirst(db + ", 'relativeToMax': true", rate, samples));
    String defaults = "'like': 'librosa', 'log': 'db', 'range': 80";
    decibels(name + ".librosa-default-logmel-db", bandsFirst(defaults, rate, samples));
    // A coefficient is a sum over 128 bands of at most 0.125 each: twelve times a band's share.
    check(
        name + ".librosa-mfcc20",
        bandsFirst(defaults + ", 'coefficients': 20", rate, samples),
        12 * 0.05);
    String magnitude =
        "'like': 'spectrum', 'exponent': 1, 'fftLength': " + fft + ", 'hopLength': " + hop;
    float[] all = bandsFirst(magnitude, rate, samples);
    power(name + ".librosa-stft-mag", firstFrames(all, fft / 2 + 1, 100));
    check(name + ".librosa-mel-filters", filters(bands, rate, fft), 1e-8);
    String torchaudio = "'like': 'torchaudio', " + sizes;
    power(name + ".torchaudio-mel-power", bandsFirst(torchaudio, rate, samples));
    decibels(
        name + ".torchaudio-logmel-db", bandsFirst(torchaudio + ", 'log': 'db'", rate, samples));
    String kaldi = "'like': 'kaldi-fbank', 'melBands': " + bands;
    // Kaldi's are natural logarithms: 0.05 dB are 0.0115.
    check(name + ".torchaudio-kaldi-fbank", features(kaldi, rate).compute(samples), 0.0115);
    if (rate == 16000) {
      float[] padded = Arrays.copyOf(clip.samples(), 30 * rate);
      float[] features = bandsFirst("'like': 'whisper'", rate, padded);
      assertEquals(80 * 3000, features.length);
      check(name + ".whisper-logmel", firstFrames(features, 80, 1400), 0.005 / 4);
      float[][] frames = columns(features, 10);
      upstream("whisper", frames, 0.01);
      String phi4 =
          "'like': 'kaldi-fbank', 'melBands': 80, 'window': 'hamming-symmetric', 'minHz': 0,"
              + " 'maxHz': 7690, 'removeMean': false, 'floor': 1";
      upstream("phi4", rows(features(phi4, rate).compute(clip.samples()), 80), 0.01);
    } else {
      float[] resampled = new SincResampler(8000, 16000).resample(Arrays.copyOf(samples, 16000));
      check(name + ".torchaudio-resample-16k", resampled, 1e-5);
    }
  }

  /**
   * What onnxruntime-extensions expects of its own code: lines of ten values; its tests allow 0.01.
   */
  private void upstream(String name, float[][] lines, double tolerance) throws IOException {
    String file = "parity/audio/upstream/" + name + "_expected_output.txt";
    List<String> expected = Files.readAllLines(TestData.path(file));
    assertEquals(lines.length, expected.size());
    double most = 0;
    for (int i = 0; i < lines.length; i++) {
      String[] numbers = expected.get(i).split(",", -1);
      assertEquals(10, numbers.length);
      for (int k = 0; k < 10; k++) {
        most = Math.max(most, Math.abs(lines[i][k] - Double.parseDouble(numbers[k])));
      }
    }
    worst.put("upstream " + name, most);
    assertTrue(most <= tolerance, name + ": " + most);
  }

  private static float[][] columns(float[] bandsFirst, int count) {
    return IntStream.range(0, 80)
        .mapToObj(band -> Arrays.copyOfRange(bandsFirst, band * 3000, band * 3000 + count))
        .toArray(float[][]::new);
  }

  private static float[][] rows(float[] framesFirst, int width) {
    return IntStream.range(0, framesFirst.length / width)
        .mapToObj(i -> Arrays.copyOfRange(framesFirst, i * width, (i + 1) * width))
        .toArray(float[][]::new);
  }

  private static AudioFeatures features(String json, int rate) {
    String text = "{" + json.replace("'", String.valueOf('"')) + "}";
    return new AudioFeatures(FeatureConfigJson.read(JsonObject.parse("features", text), rate));
  }

  private static float[] bandsFirst(String json, int rate, float[] samples) {
    return features(json, rate).computeBandsFirst(samples);
  }

  private static float[] filters(int bands, int rate, int fft) {
    MelConfig mel = new MelConfig(bands, 0, rate / 2.0, MelScale.SLANEY, MelNorm.SLANEY, false);
    MelFilterbank filters = MelTriangles.of(mel, rate, fft);
    int bins = fft / 2 + 1;
    float[] all = new float[bands * bins];
    for (int i = 0; i < all.length; i++) {
      double[] power = new double[bins];
      power[i % bins] = 1;
      all[i] = (float) filters.apply(power, i / bins);
    }
    return all;
  }

  private static float[] firstFrames(float[] all, int width, int frames) {
    float[] out = new float[width * frames];
    int row = all.length / width;
    for (int i = 0; i < width; i++) {
      System.arraycopy(all, i * row, out, i * frames, frames);
    }
    return out;
  }

  private void power(String file, float[] found) throws IOException {
    float most = 0;
    for (float value : expected(file)) {
      most = Math.max(most, value);
    }
    check(file, found, 1e-3 * most);
  }

  private void decibels(String file, float[] found) throws IOException {
    check(file, found, 0.05);
  }

  private void check(String file, float[] found, double tolerance) throws IOException {
    double difference = AudioTesting.maxDifference(expected(file), found);
    assertTrue(difference <= tolerance, file + ": " + difference + ", at most " + tolerance);
    worst.merge(file.substring(file.indexOf('.') + 1), difference, Math::max);
    files++;
  }

  private static float[] expected(String file) throws IOException {
    return AudioTesting.floats(Files.readAllBytes(TestData.path("parity/audio/" + file + ".f32")));
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
