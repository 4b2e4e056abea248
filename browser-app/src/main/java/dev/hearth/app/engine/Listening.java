package dev.hearth.app.engine;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.LogMelConfig;
import dev.hearth.audio.SlidingLogMel;
import dev.hearth.audio.StreamingResampler;
import dev.hearth.decode.Classifications;
import dev.hearth.decode.LiveAudioDetector;
import dev.hearth.decode.LiveDetection;
import dev.hearth.decode.LiveDetectorConfig;
import dev.hearth.manifest.AudioPreprocessing;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.predict.Prediction;
import dev.hearth.predict.Predictor;
import dev.hearth.predict.Timings;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.task.audioclassification.AudioClassificationTranslator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Float32Array;

/** A stream of sound on its way through the model: features, windows, words. */
final class Listening implements Hearing {
  private final int model;
  private final ModelManifest manifest;
  private final InferenceSession session;
  private final AudioClassificationTranslator translator;
  private final Consumer<JSObject> events;
  private final AudioPreprocessing audio;
  private final StreamingResampler resampler;
  private final SlidingLogMel features;
  private final @Nullable LiveAudioDetector detector;
  private double preprocessMs;

  /** Begins a stream of sound of that rate. */
  Listening(
      int model,
      ModelManifest manifest,
      InferenceSession session,
      AudioClassificationTranslator translator,
      int sampleRateHz,
      Consumer<JSObject> events) {
    this.model = model;
    this.manifest = manifest;
    this.session = session;
    this.translator = translator;
    this.events = events;
    audio = Preprocessing.needed(manifest.audio(), "audio");
    LogMelConfig logMel = audio.logMel();
    resampler = new StreamingResampler(sampleRateHz, logMel.sampleRateHz());
    features = new SlidingLogMel(logMel, audio.frames(), audio.stepFrames());
    LiveDetectorConfig live = ClassifierOutput.of(manifest).live();
    detector = live == null ? null : new LiveAudioDetector(live);
  }

  @Override
  public void hear(float[] samples, boolean behind) {
    for (Window window : windows(resampler.push(samples))) {
      tellHeard(window);
      if (!behind) {
        Prediction<Classifications> prediction = predict(window);
        events.accept(
            Event.window(
                model,
                Results.of(prediction.result(), Integer.MAX_VALUE),
                Messages.of(prediction.timings())));
        LiveDetection word = detect(window, prediction);
        if (word != null) {
          events.accept(Event.detected(model, Results.of(word, manifest.labels())));
        }
      }
    }
  }

  /**
   * Returns the words in a whole sound, as listening to it would find them; call once.
   *
   * <p>Files often begin and end with their words: the quiet that a word needs on both sides is
   * added.
   */
  List<LiveDetection> wordsIn(AudioClip sound) {
    LogMelConfig logMel = audio.logMel();
    float[] before = new float[2 * audio.stepFrames() * logMel.hopLength()];
    List<Window> windows = windows(before);
    windows.addAll(windows(resampler.push(sound.samples())));
    windows.addAll(windows(resampler.flush()));
    windows.addAll(windows(new float[audio.clipSamples()]));
    double added = (double) before.length / logMel.sampleRateHz();
    List<LiveDetection> words = new ArrayList<>();
    for (Window window : windows) {
      LiveDetection word = detect(window, predict(window));
      if (word != null) {
        double time = Math.min(word.timeSeconds() - added, sound.durationSeconds());
        words.add(new LiveDetection(time, word.label(), word.score()));
      }
    }
    return words;
  }

  /** What the model looks at: the newest clip of sound at some time. */
  private static final class Window {
    private final double timeSeconds;
    private final float[] features;
    private final double levelDbfs;

    private Window(double timeSeconds, float[] features, double levelDbfs) {
      this.timeSeconds = timeSeconds;
      this.features = features;
      this.levelDbfs = levelDbfs;
    }
  }

  private List<Window> windows(float[] samples) {
    List<Window> out = new ArrayList<>();
    long start = System.nanoTime();
    features.push(
        samples,
        (timeSeconds, window, levelDbfs) -> out.add(new Window(timeSeconds, window, levelDbfs)));
    if (!out.isEmpty()) {
      preprocessMs = (System.nanoTime() - start) / 1e6 / out.size();
    }
    return out;
  }

  private Prediction<Classifications> predict(Window window) {
    Prediction<Classifications> made =
        new Predictor<>(session, translator::ofFeatures).predict(window.features);
    Timings timings = made.timings();
    return new Prediction<>(
        made.result(), new Timings(preprocessMs, timings.runMs(), timings.postprocessMs()));
  }

  private @Nullable LiveDetection detect(Window window, Prediction<Classifications> prediction) {
    if (detector == null) {
      return null;
    }
    double[] probabilities = prediction.result().probabilities();
    float[] values = new float[probabilities.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) probabilities[i];
    }
    return detector.accept(window.timeSeconds, values, window.levelDbfs);
  }

  private void tellHeard(Window window) {
    int fresh = audio.stepFrames() * audio.logMel().melBands();
    events.accept(
        Event.heard(
            model,
            Math.exp(window.levelDbfs / 20 * Math.log(10)),
            new Float32Array(
                Float32Array.fromJavaArray(
                    Arrays.copyOfRange(
                        window.features, window.features.length - fresh, window.features.length))),
            audio.logMel().melBands()));
  }
}
