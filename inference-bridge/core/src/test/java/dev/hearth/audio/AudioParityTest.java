package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.audio.SpectralConfig.Framing;
import dev.hearth.audio.SpectralConfig.Log;
import dev.hearth.audio.SpectralConfig.Window;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Features against those of librosa, torchaudio and Whisper: every file of the parity set. */
class AudioParityTest {
  private static final double TOP_DB = 80;

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
    SpectralConfig mel = SpectralConfig.librosa(rate, fft, hop, bands);
    power(name + ".librosa-mel-power", bandsFirst(mel, samples));
    SpectralConfig db = SpectralConfig.librosa(rate, fft, hop, bands).withLog(Log.DB, 1e-10, 0);
    decibels(name + ".librosa-logmel-db", bandsFirst(db.withRange(false, TOP_DB), samples));
    decibels(name + ".librosa-logmel-db-refmax", bandsFirst(db.withRange(true, TOP_DB), samples));
    SpectralConfig defaults =
        SpectralConfig.librosa(rate, 2048, 512, 128)
            .withLog(Log.DB, 1e-10, 0)
            .withRange(false, TOP_DB);
    decibels(name + ".librosa-default-logmel-db", bandsFirst(defaults, samples));
    // A coefficient is a sum over 128 bands of at most 0.125 each: twelve times a band's share.
    check(name + ".librosa-mfcc20", bandsFirst(defaults.withCoefficients(20), samples), 12 * 0.05);
    SpectralConfig magnitude = SpectralConfig.of(rate, fft, hop).withExponent(1);
    float[] all = bandsFirst(magnitude, samples);
    power(name + ".librosa-stft-mag", firstFrames(all, magnitude.width(), 100));
    check(name + ".librosa-mel-filters", new SpectralFeatures(mel).filters(), 1e-8);
    SpectralConfig htk = SpectralConfig.torchaudio(rate, fft, hop, bands);
    power(name + ".torchaudio-mel-power", bandsFirst(htk, samples));
    decibels(name + ".torchaudio-logmel-db", bandsFirst(htk.withLog(Log.DB, 1e-10, 0), samples));
    SpectralConfig kaldi = SpectralConfig.kaldiFbank(rate, bands);
    // Kaldi's are natural logarithms: 0.05 dB are 0.0115.
    check(name + ".torchaudio-kaldi-fbank", new SpectralFeatures(kaldi).compute(samples), 0.0115);
    if (rate == 16000) {
      float[] padded = Arrays.copyOf(clip.samples(), 30 * rate);
      SpectralConfig whisper = SpectralConfig.whisper(80);
      float[] features = bandsFirst(whisper, padded);
      assertEquals(80 * 3000, features.length);
      check(name + ".whisper-logmel", firstFrames(features, 80, 1400), 0.005 / 4);
    } else {
      float[] resampled = new SincResampler(8000, 16000).resample(Arrays.copyOf(samples, 16000));
      check(name + ".torchaudio-resample-16k", resampled, 1e-5);
    }
  }

  private static float[] bandsFirst(SpectralConfig config, float[] samples) {
    return new SpectralFeatures(config).computeBandsFirst(samples);
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
    List<SpectralConfig> causal =
        List.of(
            SpectralConfig.kaldiFbank(16000, 40),
            SpectralConfig.librosa(16000, 400, 160, 40).withFraming(Framing.WHOLE),
            SpectralConfig.librosa(16000, 512, 160, 40)
                .withFraming(Framing.SNIP)
                .withWindow(Window.HAMMING, 300, true)
                .withLog(Log.LN, 1e-6, 0)
                .withCoefficients(13),
            SpectralConfig.of(16000, 96, 250).withFraming(Framing.WHOLE));
    for (SpectralConfig config : causal) {
      float[] whole = new SpectralFeatures(config).compute(samples);
      SpectralFeatures.Stream stream = new SpectralFeatures(config).stream();
      assertArrayEquals(whole, AudioTesting.inPieces(samples, 700, stream::push));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new SpectralFeatures(SpectralConfig.whisper(80)).stream());
  }

  @Test
  void power_isThatOfTheDefinition_forEveryLength() {
    Random random = new Random(1);
    for (int length = 1; length <= 130; length++) {
      double[] frame = random.doubles(length, -1, 1).toArray();
      double[] power = new double[length / 2 + 1];
      new MixedFft(length).power(frame, power);
      for (int k = 0; k < power.length; k++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < length; i++) {
          re += frame[i] * Math.cos(2 * Math.PI * k * i / length);
          im -= frame[i] * Math.sin(2 * Math.PI * k * i / length);
        }
        assertEquals(re * re + im * im, power[k], 1e-9, length + " at " + k);
      }
    }
  }

  @Test
  void compute_refusesWhatIsNoSound() {
    SpectralFeatures features = new SpectralFeatures(SpectralConfig.torchaudio(16000, 400, 160, 8));
    for (float[] samples : new float[][] {{}, new float[200], {Float.NaN}}) {
      assertThrows(IllegalArgumentException.class, () -> features.compute(samples));
    }
    float[] broken = new float[1000];
    broken[5] = Float.POSITIVE_INFINITY;
    assertThrows(IllegalArgumentException.class, () -> features.compute(broken));
  }
}
