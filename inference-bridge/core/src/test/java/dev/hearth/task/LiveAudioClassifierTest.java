package dev.hearth.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.audio.AudioClip;
import dev.hearth.decode.Classifications;
import dev.hearth.decode.LiveDetection;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Prediction;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.task.audioclassification.LiveAudioClassifier;
import dev.hearth.task.audioclassification.WaveformClassificationTranslator;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two short tones in a stream, heard by a model that tells low ones from high ones. */
class LiveAudioClassifierTest {
  private static final ModelManifest MANIFEST =
      Manifests.of(
          "{\"name\": \"features\", \"type\": \"float32\", \"shape\": [1, 61, 40, 1]}",
          """
          "task": "audio-classification", "labels": ["low", "high", "silence"],
          "preprocessing": {"audio": {"sampleRateHz": 8000, "clipSamples": 8000, "stepFrames": 8,
            "windowLength": 256, "hopLength": 128, "fftLength": 256, "melBands": 40, "minHz": 60,
            "maxHz": 3800, "melScale": "htk", "melNorm": "none", "logOffset": 1e-6}},
          "postprocessing": {"output": "o", "activation": "none", "live": {"windowSeconds": 1.0,
            "smoothingWindows": 2, "threshold": 0.7, "margin": 0.3, "edgeDropDb": 9,
            "minLevelDbfs": -60, "refractorySeconds": 0.4, "ignoredLabels": [2],
            "ignoredWeight": 1}}
          """);

  /** The same by plain keys of features, by steps of as many samples. */
  private static final ModelManifest WAVEFORM =
      Manifests.of(
          "{\"name\": \"features\", \"type\": \"float32\", \"shape\": [1, 61, 40, 1]}",
          """
          "task": "audio-classification", "labels": ["low", "high", "silence"],
          "preprocessing": {"waveform": {"sampleRateHz": 8000, "clipSamples": 8000,
            "loudest": true, "stepSamples": 1024, "layout": "NTFC", "features": {
              "like": "spectrum", "fftLength": 256, "hopLength": 128, "melBands": 40, "minHz": 60,
              "maxHz": 3800, "framing": "snip", "log": "ln", "offset": 1e-6}}},
          "postprocessing": {"output": "o", "activation": "none", "live": {"windowSeconds": 1.0,
            "smoothingWindows": 2, "threshold": 0.7, "margin": 0.3, "edgeDropDb": 9,
            "minLevelDbfs": -60, "refractorySeconds": 0.4, "ignoredLabels": [2],
            "ignoredWeight": 1}}
          """);

  private final Heard heard = new Heard();

  /** Compares what the lower and the upper half of the bands hold. */
  private static class LowOrHigh implements InferenceSession {
    @Override
    public List<TensorInfo> inputs() {
      return MANIFEST.inputs();
    }

    @Override
    public List<TensorInfo> outputs() {
      return MANIFEST.outputs();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> feeds) {
      float[] features = ((FloatTensor) feeds.get("features")).values();
      double[] loudest = {-8, -8};
      for (int i = 0; i < features.length; i++) {
        int half = i % 40 / 20;
        loudest[half] = Math.max(loudest[half], features[i]);
      }
      int label = loudest[0] == loudest[1] ? 2 : loudest[0] > loudest[1] ? 0 : 1;
      float[] out = {0.05f, 0.05f, 0.05f};
      out[label] = 0.9f;
      return Map.of("o", FloatTensor.of(Shape.of(1, 3), out));
    }

    @Override
    public void close() {}
  }

  private static final class Heard implements LiveAudioClassifier.Listener {
    private final List<LiveDetection> words = new ArrayList<>();
    private final List<String> sounds = new ArrayList<>();
    private final List<String> windows = new ArrayList<>();

    @Override
    public void onWord(LiveDetection word) {
      words.add(word);
    }

    @Override
    public void onSound(double levelDbfs, float[] frames) {
      sounds.add(levelDbfs + Arrays.toString(frames));
    }

    @Override
    public void onWindow(Prediction<Classifications> window) {
      windows.add(window.result().top(1).get(0).label());
    }
  }

  /**
   * Returns half a second of quiet, a tone, a second of quiet, the other tone, a second of quiet.
   */
  private static float[] tones(int rateHz) {
    float[] out = new float[4 * rateHz];
    for (int i = 0; i < out.length; i++) {
      double seconds = (double) i / rateHz;
      double hz = seconds >= 0.5 && seconds < 0.8 ? 400 : seconds >= 2 && seconds < 2.3 ? 2500 : 0;
      out[i] = (float) (0.3 * Math.sin(2 * Math.PI * hz * seconds));
    }
    return out;
  }

  private LiveAudioClassifier classifier(int rateHz) {
    return new LiveAudioClassifier(MANIFEST, new LowOrHigh(), rateHz, heard);
  }

  @Test
  void hear_tellsEachWordOnce() {
    classifier(8000).hear(tones(8000));

    assertEquals(List.of(0, 1), heard.words.stream().map(LiveDetection::label).toList());
    assertEquals(1.1, heard.words.get(0).timeSeconds(), 0.3);
    assertEquals(2.6, heard.words.get(1).timeSeconds(), 0.3);
    assertEquals(31, heard.windows.size());
    assertEquals(31, heard.sounds.size());
    assertTrue(heard.windows.containsAll(List.of("low", "high", "silence")));
  }

  @Test
  void hear_doesNotDependOnHowTheSoundIsCut() {
    float[] samples = tones(48_000);
    classifier(48_000).hear(samples);
    List<LiveDetection> words = List.copyOf(heard.words);
    List<String> sounds = List.copyOf(heard.sounds);
    heard.words.clear();
    heard.sounds.clear();

    LiveAudioClassifier cut = classifier(48_000);
    for (int from = 0, length = 1; from < samples.length; from += length++) {
      cut.hear(Arrays.copyOfRange(samples, from, Math.min(samples.length, from + length)));
    }

    assertEquals(List.of(0, 1), words.stream().map(LiveDetection::label).toList());
    assertEquals(words, heard.words);
    assertEquals(sounds, heard.sounds);
  }

  @Test
  void hear_ofAWaveform_givesTheModelTheNewestClip() {
    float[] samples = tones(8000);
    List<float[]> inputs = new ArrayList<>();
    LowOrHigh model =
        new LowOrHigh() {
          @Override
          public Map<String, Tensor> run(Map<String, Tensor> feeds) {
            inputs.add(((FloatTensor) feeds.get("features")).values());
            return super.run(feeds);
          }
        };
    LiveAudioClassifier whole = new LiveAudioClassifier(WAVEFORM, model, 8000, heard);
    whole.hear(samples);

    assertEquals(31, inputs.size());
    var translator = new WaveformClassificationTranslator(WAVEFORM);
    float[] clip = Arrays.copyOfRange(samples, 20 * 1024 - 8000, 20 * 1024);
    Tensor expected = translator.preprocess(new AudioClip(clip, 8000)).feeds().get("features");
    assertArrayEquals(((FloatTensor) expected).values(), inputs.get(19));
    assertEquals(31, heard.sounds.size());
    float[] newest = Arrays.copyOfRange(inputs.get(19), (61 - 8) * 40, 61 * 40);
    assertTrue(heard.sounds.get(19).endsWith(Arrays.toString(newest)));
  }

  @Test
  void hear_ofAWaveform_tellsEachWordOnce() {
    float[] samples = tones(48_000);
    var cut = new LiveAudioClassifier(WAVEFORM, new LowOrHigh(), 48_000, heard);
    for (int from = 0, length = 1; from < samples.length; from += length++) {
      cut.hear(Arrays.copyOfRange(samples, from, Math.min(samples.length, from + length)));
    }
    assertEquals(List.of(0, 1), heard.words.stream().map(LiveDetection::label).toList());
    assertEquals(1.1, heard.words.get(0).timeSeconds(), 0.3);

    AudioClip sound = new AudioClip(Arrays.copyOfRange(tones(8000), 4000, 18_400), 8000);
    List<LiveDetection> words = LiveAudioClassifier.words(WAVEFORM, new LowOrHigh(), sound);
    assertEquals(List.of(0, 1), words.stream().map(LiveDetection::label).toList());
  }

  @Test
  void waveformWithoutSteps_doesNotListen() {
    ModelManifest still =
        ModelManifest.parse(WAVEFORM.toJson().replaceAll("\"stepSamples\": ?1024,", ""));
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () -> new LiveAudioClassifier(still, new LowOrHigh(), 8000, heard));
    assertTrue(e.getMessage().contains("stepSamples"), e.getMessage());
  }

  @Test
  void hear_behind_onlyListens() {
    LiveAudioClassifier late = classifier(8000);
    float[] samples = tones(8000);
    late.hear(Arrays.copyOf(samples, 12_000), true);
    assertEquals(List.of(), heard.windows);
    assertEquals(11, heard.sounds.size());

    late.hear(Arrays.copyOfRange(samples, 12_000, samples.length));

    assertEquals(List.of(1), heard.words.stream().map(LiveDetection::label).toList());
    assertEquals(31, heard.sounds.size());
  }

  @Test
  void words_findsThoseAtTheEdges() {
    float[] both = tones(8000);
    float[] sound = Arrays.copyOfRange(both, 4000, 18_400);

    List<LiveDetection> words =
        LiveAudioClassifier.words(MANIFEST, new LowOrHigh(), new AudioClip(sound, 8000));

    assertEquals(List.of(0, 1), words.stream().map(LiveDetection::label).toList());
    assertEquals(1.8, words.get(1).timeSeconds());
  }
}
