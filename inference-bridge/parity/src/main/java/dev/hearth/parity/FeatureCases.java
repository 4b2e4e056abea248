package dev.hearth.parity;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.SincResampler;
import dev.hearth.audio.SpectralConfig;
import dev.hearth.audio.SpectralConfig.Framing;
import dev.hearth.audio.SpectralConfig.Log;
import dev.hearth.audio.SpectralConfig.Window;
import dev.hearth.audio.SpectralFeatures;
import dev.hearth.audio.WavReader;
import java.util.Arrays;
import java.util.List;

/** Spectral features beside those of librosa, torchaudio, Kaldi and Whisper. */
final class FeatureCases {
  private static final double DECIBELS = 0.05;

  private final List<GoldenCase> all;
  private final String clip;
  private final int samples;

  private FeatureCases(List<GoldenCase> all, String clip, int samples) {
    this.all = all;
    this.clip = clip;
    this.samples = samples;
  }

  static void addTo(List<GoldenCase> all) {
    new FeatureCases(all, "speech_16k", 80_000).add(16000, 400, 160, 80);
    new FeatureCases(all, "speech_8k", 40_000).add(8000, 256, 80, 40);
    streams(all);
  }

  private void add(int rate, int fft, int hop, int bands) {
    SpectralConfig mel = SpectralConfig.librosa(rate, fft, hop, bands);
    power("librosa-mel-power", mel, Integer.MAX_VALUE);
    logarithms(
        "librosa-logmel-db", decibels(SpectralConfig.librosa(rate, fft, hop, bands), false), 1);
    logarithms(
        "librosa-logmel-db-refmax",
        decibels(SpectralConfig.librosa(rate, fft, hop, bands), true),
        1);
    logarithms(
        "librosa-default-logmel-db",
        decibels(SpectralConfig.librosa(rate, 2048, 512, 128), false),
        1);
    // A coefficient is a sum over 128 bands of at most 0.125 each: twelve times a band's share.
    logarithms(
        "librosa-mfcc20",
        decibels(SpectralConfig.librosa(rate, 2048, 512, 128), false).withCoefficients(20),
        12);
    power("librosa-stft-mag", SpectralConfig.of(rate, fft, hop).withExponent(1), 100);
    add("librosa-mel-filters", 1e-8, sound -> new SpectralFeatures(mel).filters());
    power(
        "torchaudio-mel-power",
        SpectralConfig.torchaudio(rate, fft, hop, bands),
        Integer.MAX_VALUE);
    logarithms(
        "torchaudio-logmel-db",
        SpectralConfig.torchaudio(rate, fft, hop, bands).withLog(Log.DB, 1e-10, 0),
        1);
    SpectralConfig kaldi = SpectralConfig.kaldiFbank(rate, bands);
    // Kaldi's are natural logarithms: 0.05 dB are 0.0115.
    add("torchaudio-kaldi-fbank", 0.0115, sound -> new SpectralFeatures(kaldi).compute(sound));
    if (rate == 16000) {
      add(
          "whisper-logmel",
          0.005 / 4,
          sound -> firstFrames(bandsFirst(SpectralConfig.whisper(80), padded(sound)), 80, 1400));
    } else {
      add(
          "torchaudio-resample-16k",
          1e-5,
          sound -> new SincResampler(8000, 16000).resample(Arrays.copyOf(sound, 16000)));
    }
  }

  private static float[] padded(float[] sound) {
    return Arrays.copyOf(sound, 30 * 16000);
  }

  private static SpectralConfig decibels(SpectralConfig config, boolean toMax) {
    return config.withLog(Log.DB, 1e-10, 0).withRange(toMax, 80);
  }

  private void logarithms(String id, SpectralConfig config, double factor) {
    add(id, factor * DECIBELS, sound -> bandsFirst(config, sound));
  }

  private interface Feature {
    float[] of(float[] sound);
  }

  private void add(String id, double tolerance, Feature feature) {
    String file = clip + "." + id;
    all.add(
        new GoldenCase(
            "feature/" + file,
            (in, out) -> {
              out.tolerate(tolerance);
              out.compare(reference(in, file), feature.of(sound(in, id)));
            }));
  }

  /** Powers and magnitudes are compared with the loudest. */
  private void power(String id, SpectralConfig config, int frames) {
    String file = clip + "." + id;
    all.add(
        new GoldenCase(
            "feature/" + file,
            (in, out) -> {
              float[] expected = reference(in, file);
              double most = 0;
              for (float value : expected) {
                most = Math.max(most, value);
              }
              out.tolerate(1e-3 * most);
              float[] found = bandsFirst(config, sound(in, id));
              int count = found.length / config.width();
              out.compare(expected, firstFrames(found, config.width(), Math.min(count, frames)));
            }));
  }

  private static float[] reference(Inputs in, String file) {
    return in.floats(Inputs.DATA + "parity/audio/" + file + ".f32");
  }

  private float[] sound(Inputs in, String id) {
    AudioClip read = WavReader.read(in.file(Inputs.DATA + "audio/" + clip + ".wav"));
    return id.equals("whisper-logmel") ? read.samples() : Arrays.copyOf(read.samples(), samples);
  }

  private static float[] bandsFirst(SpectralConfig config, float[] sound) {
    return new SpectralFeatures(config).computeBandsFirst(sound);
  }

  private static float[] firstFrames(float[] all, int width, int frames) {
    float[] out = new float[width * frames];
    int row = all.length / width;
    for (int i = 0; i < width; i++) {
      System.arraycopy(all, i * row, out, i * frames, frames);
    }
    return out;
  }

  private static void streams(List<GoldenCase> all) {
    List<SpectralConfig> causal =
        List.of(
            SpectralConfig.kaldiFbank(16000, 40),
            SpectralConfig.librosa(16000, 400, 160, 40).withFraming(Framing.WHOLE),
            SpectralConfig.librosa(16000, 512, 160, 40)
                .withFraming(Framing.SNIP)
                .withWindow(Window.HAMMING, 300, true)
                .withLog(Log.LN, 1e-6, 0)
                .withCoefficients(13));
    for (int i = 0; i < causal.size(); i++) {
      SpectralConfig config = causal.get(i);
      all.add(
          new GoldenCase(
              "feature/streamed-" + i,
              (in, out) -> {
                float[] sound = new Noise(8).sound(20_000);
                out.compare(
                    new SpectralFeatures(config).compute(sound),
                    AudioCases.inPieces(sound, new SpectralFeatures(config).stream()::push));
              }));
    }
  }
}
