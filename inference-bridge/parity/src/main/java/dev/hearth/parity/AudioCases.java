package dev.hearth.parity;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.AudioFeatures;
import dev.hearth.audio.LogMel;
import dev.hearth.audio.LogMelConfig;
import dev.hearth.audio.MelNorm;
import dev.hearth.audio.MelScale;
import dev.hearth.audio.SincResampler;
import dev.hearth.audio.StreamingResampler;
import dev.hearth.audio.WavReader;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.FeatureConfigJson;
import java.util.Arrays;
import java.util.List;

/** Sounds on their way into models. */
final class AudioCases {
  static final List<String> NAMES =
      List.of(
          "librosa log-mel",
          "librosa MFCC",
          "torchaudio log-mel",
          "Kaldi filterbank",
          "Whisper features",
          "page's log-mel",
          "resampled",
          "resampled as a stream");

  private AudioCases() {}

  static String run(Files files, String name) {
    AudioClip clip = WavReader.read(files.bytes("audio/speech_16k.wav"));
    float[] samples = Arrays.copyOf(clip.samples(), 80000);
    return switch (name) {
      case "librosa log-mel" ->
          compare(
              files,
              "librosa-logmel-db",
              bandsFirst(
                  "'like': 'librosa', 'fftLength': 400, 'hopLength': 160, 'melBands': 80,"
                      + " 'log': 'db', 'range': 80",
                  samples));
      case "librosa MFCC" ->
          compare(
              files,
              "librosa-mfcc20",
              bandsFirst(
                  "'like': 'librosa', 'log': 'db', 'range': 80, 'coefficients': 20", samples));
      case "torchaudio log-mel" ->
          compare(
              files,
              "torchaudio-logmel-db",
              bandsFirst(
                  "'like': 'torchaudio', 'fftLength': 400, 'hopLength': 160, 'melBands': 80,"
                      + " 'log': 'db'",
                  samples));
      case "Kaldi filterbank" ->
          compare(
              files,
              "torchaudio-kaldi-fbank",
              features("'like': 'kaldi-fbank', 'melBands': 80").compute(samples));
      case "Whisper features" ->
          new Hash()
              .add(bandsFirst("'like': 'whisper'", Arrays.copyOf(samples, 160000)))
              .toString();
      case "page's log-mel" ->
          new Hash()
              .add(
                  new LogMel(
                          new LogMelConfig(
                              16000,
                              400,
                              160,
                              512,
                              40,
                              20,
                              8000,
                              MelScale.HTK,
                              MelNorm.SLANEY,
                              1e-6))
                      .compute(samples))
              .toString();
      case "resampled" ->
          new Hash().add(new SincResampler(16000, 22050).resample(samples)).toString();
      default -> {
        StreamingResampler stream = new StreamingResampler(44100, 16000);
        Hash hash = new Hash();
        for (int from = 0; from < samples.length; from += 1777) {
          int to = Math.min(samples.length, from + 1777);
          hash.add(stream.push(Arrays.copyOfRange(samples, from, to)));
        }
        yield hash.add(stream.flush()).toString();
      }
    };
  }

  private static float[] bandsFirst(String json, float[] samples) {
    return features(json).computeBandsFirst(samples);
  }

  private static AudioFeatures features(String json) {
    String text = "{" + json.replace('\'', '"') + "}";
    return new AudioFeatures(FeatureConfigJson.read(JsonObject.parse("features", text), 16000));
  }

  private static String compare(Files files, String id, float[] found) {
    byte[] expected = files.bytes("parity/audio/speech_16k." + id + ".f32");
    double most = expected.length == 4 * found.length ? 0 : 1e9;
    for (int i = 0; i < found.length && most < 1e9; i++) {
      int bits =
          (expected[4 * i] & 0xff)
              | (expected[4 * i + 1] & 0xff) << 8
              | (expected[4 * i + 2] & 0xff) << 16
              | expected[4 * i + 3] << 24;
      most = Math.max(most, Math.abs((double) Float.intBitsToFloat(bits) - found[i]));
    }
    return new Hash().add(found) + " " + (int) (most * 1e6);
  }
}
