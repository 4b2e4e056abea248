package dev.hearth.parity;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.LogMel;
import dev.hearth.audio.LogMelConfig;
import dev.hearth.audio.MelNorm;
import dev.hearth.audio.MelScale;
import dev.hearth.audio.SincResampler;
import dev.hearth.audio.SlidingLogMel;
import dev.hearth.audio.StreamingFrames;
import dev.hearth.audio.StreamingResampler;
import dev.hearth.audio.WavReader;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** WAV files, resampling, spectra of any length and log-mel features, whole and streamed. */
final class AudioCases {
  private static final LogMelConfig LOG_MEL =
      new LogMelConfig(8000, 256, 128, 256, 40, 60, 3800, MelScale.HTK, MelNorm.NONE, 1e-6);

  private AudioCases() {}

  static void addTo(List<GoldenCase> all) {
    for (String clip : new String[] {"speech_8k", "speech_16k", "yes_16k"}) {
      String file = Inputs.DATA + "audio/" + clip + ".wav";
      all.add(
          new GoldenCase(
              "audio/wav-" + clip,
              (in, out) -> {
                AudioClip read = WavReader.read(in.file(file));
                out.add(read.sampleRateHz());
                out.add(read.samples());
              }));
    }
    for (int bits : new int[] {8, 16, 24, 32, -32}) {
      all.add(new GoldenCase("audio/wav-format" + bits, (in, out) -> wav(bits, out)));
    }
    for (int[] rates : new int[][] {{8000, 16000}, {44100, 16000}, {48000, 16000}, {16000, 8000}}) {
      all.add(
          new GoldenCase(
              "audio/resample-" + rates[0] + "-" + rates[1],
              (in, out) -> resampled(rates[0], rates[1], out)));
    }
    for (int length : new int[] {4, 30, 97, 128, 400, 441, 512, 1000, 2048}) {
      all.add(new GoldenCase("audio/spectrum-" + length, (in, out) -> spectrum(length, out)));
    }
    all.add(new GoldenCase("audio/log-mel-chirp", AudioCases::chirp));
    all.add(new GoldenCase("audio/log-mel-streamed", (in, out) -> streamed(out)));
    all.add(new GoldenCase("audio/log-mel-sliding", (in, out) -> sliding(out)));
  }

  /** One file of a format: PCM of some bits, or floats of 32 for -32. */
  private static void wav(int format, Golden out) {
    int bits = Math.abs(format);
    int channels = 2;
    byte[] data = new Noise(bits).bytes(240);
    for (int i = 3; format < 0 && i < data.length; i += 4) {
      // Exponents of numbers under 1, no infinities.
      data[i] = (byte) ((data[i] & 0x80) | 0x3d);
    }
    byte[] file = new byte[44 + data.length];
    put(file, 0, 0x46464952, 36 + data.length, 0x45564157, 0x20746d66, 16);
    put(file, 20, (format < 0 ? 3 : 1) | (channels << 16), 8000);
    put(file, 28, 8000 * channels * bits / 8, (channels * bits / 8) | (bits << 16));
    put(file, 36, 0x61746164, data.length);
    System.arraycopy(data, 0, file, 44, data.length);
    AudioClip read = WavReader.read(file);
    out.compare(new int[] {240 / channels / (bits / 8)}, new int[] {read.length()});
    out.add(read.samples());
  }

  private static void put(byte[] file, int at, int... words) {
    for (int i = 0; i < 4 * words.length; i++) {
      file[at + i] = (byte) (words[i / 4] >> (8 * (i % 4)));
    }
  }

  private static void resampled(int from, int to, Golden out) {
    float[] samples = new Noise(from).sound(20_000);
    float[] whole = new SincResampler(from, to).resample(samples);
    StreamingResampler stream = new StreamingResampler(from, to);
    float[] pieces = inPieces(samples, stream::push);
    out.compare(whole, joined(pieces, stream.flush()));
  }

  private static void spectrum(int length, Golden out) {
    String json =
        "'like': 'spectrum', 'framing': 'whole', 'fftLength': "
            + length
            + ", 'hopLength': "
            + length;
    float[] sound = new Noise(length).sound(5 * length);
    out.add(FeatureCases.features(json, 16000).compute(sound));
  }

  private static void chirp(Inputs in, Golden out) {
    float[] samples = WavReader.read(in.file(Inputs.CORE + "audio/chirp.wav")).samples();
    out.tolerate(2e-6);
    out.compare(
        in.floats(Inputs.CORE + "audio/chirp.logmel.f32"), new LogMel(LOG_MEL).compute(samples));
  }

  private static void streamed(Golden out) {
    float[] samples = new Noise(5).sound(16_000);
    out.compare(
        new LogMel(LOG_MEL).compute(samples),
        inPieces(samples, new StreamingFrames(new LogMel(LOG_MEL))::push));
  }

  private static void sliding(Golden out) {
    new SlidingLogMel(LOG_MEL, 61, 8)
        .push(
            new Noise(6).sound(24_000),
            (timeSeconds, features, levelDbfs) -> {
              out.add(timeSeconds);
              out.add(features);
              out.add(levelDbfs);
            });
  }

  /** Feeds a stream in pieces of 0 to 700 samples and joins what comes back. */
  static float[] inPieces(float[] samples, UnaryOperator<float[]> stream) {
    Noise noise = new Noise(7);
    float[] all = {};
    for (int at = 0; at < samples.length; ) {
      int count = Math.min(noise.below(701), samples.length - at);
      all = joined(all, stream.apply(Arrays.copyOfRange(samples, at, at + count)));
      at += count;
    }
    return all;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
