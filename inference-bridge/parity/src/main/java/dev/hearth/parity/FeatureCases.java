package dev.hearth.parity;

import dev.hearth.audio.AudioFeatures;
import dev.hearth.audio.SincResampler;
import dev.hearth.audio.StreamingFrames;
import dev.hearth.audio.WavReader;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.FeatureConfigJson;
import dev.hearth.tensor.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Spectral features beside those of librosa, torchaudio, Kaldi, Whisper and Phi-4. */
final class FeatureCases {
  private static final String FOLDER = Inputs.DATA + "parity/audio/";
  private static final double DECIBELS = 0.05;

  private final List<GoldenCase> all;
  private final String clip;
  private final int rate;

  /** Samples of most references; the others are of the whole clip. */
  private final int samples;

  private FeatureCases(List<GoldenCase> all, String clip, int rate, int samples) {
    this.all = all;
    this.clip = clip;
    this.rate = rate;
    this.samples = samples;
  }

  static void addTo(List<GoldenCase> all) {
    FeatureCases wide = new FeatureCases(all, "speech_16k", 16000, 80_000);
    wide.addCommon(400, 160, 80);
    wide.addSpeechModels();
    FeatureCases narrow = new FeatureCases(all, "speech_8k", 8000, 40_000);
    narrow.addCommon(256, 80, 40);
    SincResampler doubling = new SincResampler(8000, 16000);
    narrow.add(
        "torchaudio-resample-16k", 1e-5, sound -> doubling.resample(Arrays.copyOf(sound, 16000)));
    addStreams(all);
    addAnalyser(all);
  }

  private void addCommon(int fft, int hop, int bands) {
    String sizes = ", 'fftLength': " + fft + ", 'hopLength': " + hop;
    String librosa = "'like': 'librosa', 'melBands': " + bands + sizes;
    String decibels = ", 'log': 'db', 'range': 80";
    addPower("librosa-mel-power", librosa, Integer.MAX_VALUE);
    addDecibels("librosa-logmel-db", librosa + decibels, 1);
    addDecibels("librosa-logmel-db-refmax", librosa + decibels + ", 'relativeToMax': true", 1);
    addDecibels("librosa-default-logmel-db", "'like': 'librosa'" + decibels, 1);
    // A coefficient is a sum over 128 bands of at most 0.125 each: twelve times a band's share.
    addDecibels("librosa-mfcc20", "'like': 'librosa', 'coefficients': 20" + decibels, 12);
    addPower("librosa-stft-mag", "'like': 'spectrum', 'exponent': 1" + sizes, 100);
    String torchaudio = "'like': 'torchaudio', 'melBands': " + bands + sizes;
    addPower("torchaudio-mel-power", torchaudio, Integer.MAX_VALUE);
    addDecibels("torchaudio-logmel-db", torchaudio + ", 'log': 'db'", 1);
    AudioFeatures kaldi = features("'like': 'kaldi-fbank', 'melBands': " + bands, rate);
    // Kaldi's are natural logarithms: 0.05 dB are 0.0115.
    add("torchaudio-kaldi-fbank", 0.0115, sound -> kaldi.compute(first(sound)));
  }

  private void addSpeechModels() {
    UnaryOperator<float[]> whisper =
        sound ->
            features("'like': 'whisper'", rate).computeBandsFirst(Arrays.copyOf(sound, 480_000));
    add("whisper-logmel", 0.005 / 4, sound -> columns(whisper.apply(sound), 80, 1400));
    AudioFeatures phi4 =
        features(
            "'like': 'kaldi-fbank', 'melBands': 80, 'window': 'hamming-symmetric', 'minHz': 0,"
                + " 'maxHz': 7690, 'removeMean': false, 'floor': 1",
            rate);
    addUpstream("whisper", sound -> columns(whisper.apply(sound), 80, 10));
    addUpstream(
        "phi4",
        sound -> {
          float[] found = phi4.compute(sound);
          return columns(found, found.length / 80, 10);
        });
  }

  private void add(String id, double tolerance, UnaryOperator<float[]> feature) {
    String file = clip + "." + id;
    add(file, in -> reference(in, file), expected -> tolerance, feature);
  }

  /** What onnxruntime-extensions expects of its own code; its tests allow 0.01. */
  private void addUpstream(String id, UnaryOperator<float[]> feature) {
    String file = FOLDER + "upstream/" + id + "_expected_output.txt";
    add("upstream-" + id, in -> numbers(in.text(file)), expected -> 0.01, feature);
  }

  /** Powers and magnitudes are compared with the loudest. */
  private void addPower(String id, String json, int frames) {
    AudioFeatures features = features(json, rate);
    String file = clip + "." + id;
    add(
        file,
        in -> reference(in, file),
        expected -> 1e-3 * loudest(expected),
        sound ->
            columns(features.computeBandsFirst(first(sound)), features.config().width(), frames));
  }

  private void addDecibels(String id, String json, double factor) {
    AudioFeatures features = features(json, rate);
    add(id, factor * DECIBELS, sound -> features.computeBandsFirst(first(sound)));
  }

  private void add(
      String name,
      Function<Inputs, float[]> reference,
      Function<float[], Double> tolerance,
      UnaryOperator<float[]> feature) {
    all.add(
        new GoldenCase(
            "feature/" + name,
            (in, out) -> {
              float[] expected = reference.apply(in);
              out.tolerate(tolerance.apply(expected));
              byte[] file = in.file(Inputs.DATA + "audio/" + clip + ".wav");
              out.compare(expected, feature.apply(WavReader.read(file).samples()));
            }));
  }

  private float[] first(float[] sound) {
    return Arrays.copyOf(sound, samples);
  }

  static AudioFeatures features(String json, int rate) {
    String text = "{" + json.replace('\'', '"') + "}";
    return new AudioFeatures(FeatureConfigJson.read(JsonObject.parse("features", text), rate));
  }

  private static float[] reference(Inputs in, String file) {
    return in.floats(FOLDER + file + ".f32");
  }

  private static float[] numbers(String lines) {
    String[] cells = lines.trim().split("[,\\s]+", -1);
    float[] out = new float[cells.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Numbers.parse(cells[i]);
    }
    return out;
  }

  private static double loudest(float[] values) {
    double most = 0;
    for (float value : values) {
      most = Math.max(most, value);
    }
    return most;
  }

  /** Returns at most the first columns of a matrix. */
  private static float[] columns(float[] matrix, int rows, int most) {
    int row = matrix.length / rows;
    int count = Math.min(row, most);
    float[] out = new float[rows * count];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(matrix, i * row, out, i * count, count);
    }
    return out;
  }

  /** Web Audio's analyser as speech-commands reads it, of a sound with a silence in it. */
  private static void addAnalyser(List<GoldenCase> all) {
    String json =
        "'like': 'spectrum', 'fftLength': 2048, 'hopLength': 1024, 'window': 'blackman',"
            + " 'framing': 'snip', 'sampleScale': 0.00048828125, 'bins': 232, 'log': 'db',"
            + " 'floor': 1e-20, 'normalize': 'all-but-silence'";
    all.add(
        new GoldenCase(
            "feature/analyser",
            (in, out) -> {
              float[] sound = new Noise(9).sound(20_000);
              Arrays.fill(sound, 5000, 10_000, 0);
              out.add(features(json, 44_100).compute(sound));
            }));
  }

  private static void addStreams(List<GoldenCase> all) {
    String[] causal = {
      "'like': 'kaldi-fbank', 'melBands': 40",
      "'like': 'librosa', 'fftLength': 400, 'hopLength': 160, 'framing': 'whole'",
      "'like': 'librosa', 'fftLength': 512, 'hopLength': 160, 'melBands': 40, 'framing': 'snip',"
          + " 'window': 'hamming', 'windowLength': 300, 'log': 'ln', 'offset': 1e-6,"
          + " 'coefficients': 13"
    };
    for (int i = 0; i < causal.length; i++) {
      String json = causal[i];
      all.add(
          new GoldenCase(
              "feature/streamed-" + i,
              (in, out) -> {
                float[] sound = new Noise(8).sound(20_000);
                StreamingFrames stream = features(json, 16000).stream();
                out.compare(
                    features(json, 16000).compute(sound), AudioCases.inPieces(sound, stream::push));
              }));
    }
  }
}
