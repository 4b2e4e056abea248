package dev.hearth.task.audioclassification;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.StreamingResampler;
import dev.hearth.decode.Classifications;
import dev.hearth.decode.LiveAudioDetector;
import dev.hearth.decode.LiveDetection;
import dev.hearth.decode.LiveDetectorConfig;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Prediction;
import dev.hearth.predict.Predictor;
import dev.hearth.predict.Timings;
import dev.hearth.runtime.Float32Session;
import dev.hearth.runtime.InferenceSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Classifies sound while it comes in: again and again the newest clip of it, and tells each word
 * once, where the manifest says how words are recognised. The windows do not depend on how the
 * sound was cut.
 *
 * <p>{@link #hear} blocks the calling thread for as long as the model runs. Not for use by two
 * threads at a time.
 */
public final class LiveAudioClassifier {
  private final Predictor<float[], Classifications> predictor;
  private final LiveInput input;
  private final StreamingResampler resampler;
  private final @Nullable LiveAudioDetector detector;
  private final Listener listener;
  private double preprocessMs;

  /** Told what is heard, within {@link #hear}. */
  @FunctionalInterface
  public interface Listener {
    /** A word was recognised; its label is an index of the manifest's. */
    void onWord(LiveDetection word);

    /**
     * Sound came in.
     *
     * @param levelDbfs its RMS in dB under full scale
     * @param frames its features as the model sees them, frame after frame, {@link
     *     SoundTranslator#bands} values each; empty where it sees none; the receiver's own
     */
    default void onSound(double levelDbfs, float[] frames) {}

    /** The newest clip of sound was classified. */
    default void onWindow(Prediction<Classifications> window) {}
  }

  /**
   * Begins a stream of sound.
   *
   * @param session of the model, which stays the caller's to close
   * @param sampleRateHz of the sound, any
   * @throws dev.hearth.runtime.InferenceException MANIFEST_INVALID if the manifest is not one of an
   *     audio classifier with {@code preprocessing.audio}, or with a {@code preprocessing.waveform}
   *     that has {@code stepSamples}
   */
  public LiveAudioClassifier(
      ModelManifest manifest, InferenceSession session, int sampleRateHz, Listener listener) {
    this.listener = listener;
    input =
        manifest.preprocessing().waveform() == null
            ? new AudioClassificationTranslator(manifest).live()
            : new WaveformClassificationTranslator(manifest).live();
    predictor = new Predictor<>(Float32Session.over(session), input.translator());
    resampler = new StreamingResampler(sampleRateHz, input.sampleRateHz());
    LiveDetectorConfig live = ClassifierOutput.of(manifest).live();
    detector = live == null ? null : new LiveAudioDetector(live);
  }

  /**
   * Takes the next samples.
   *
   * @param samples mono, -1 to 1; not changed and not kept
   * @throws dev.hearth.runtime.InferenceException as the session does; the next call goes on after
   *     these samples
   */
  public void hear(float[] samples) {
    hear(samples, false);
  }

  /**
   * Takes the next samples.
   *
   * @param behind true if so much sound waits already that it is only listened to: nothing is
   *     classified, no word is recognised
   */
  public void hear(float[] samples, boolean behind) {
    for (Window window : windows(resampler.push(samples))) {
      int length = window.values.length;
      listener.onSound(
          window.levelDbfs,
          Arrays.copyOfRange(window.values, length - input.freshValues(), length));
      if (!behind) {
        Prediction<Classifications> prediction = predict(window);
        listener.onWindow(prediction);
        LiveDetection word = detect(window, prediction);
        if (word != null) {
          listener.onWord(word);
        }
      }
    }
  }

  /**
   * Returns the words in a whole sound, as listening to it would find them.
   *
   * <p>Files often begin and end with their words: the quiet that a word needs on both sides is
   * added.
   *
   * @throws dev.hearth.runtime.InferenceException as the constructor and {@link #hear} do
   */
  public static List<LiveDetection> words(
      ModelManifest manifest, InferenceSession session, AudioClip sound) {
    return new LiveAudioClassifier(manifest, session, sound.sampleRateHz(), word -> {})
        .words(sound);
  }

  private List<LiveDetection> words(AudioClip sound) {
    float[] before = new float[2 * input.stepSamples()];
    List<Window> windows = windows(before);
    windows.addAll(windows(resampler.push(sound.samples())));
    windows.addAll(windows(resampler.flush()));
    windows.addAll(windows(new float[input.clipSamples()]));
    double added = (double) before.length / input.sampleRateHz();
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
    private final float[] values;
    private final double levelDbfs;

    private Window(double timeSeconds, float[] values, double levelDbfs) {
      this.timeSeconds = timeSeconds;
      this.values = values;
      this.levelDbfs = levelDbfs;
    }
  }

  private List<Window> windows(float[] samples) {
    List<Window> out = new ArrayList<>();
    long start = System.nanoTime();
    input.stream()
        .push(
            samples,
            (timeSeconds, values, levelDbfs) ->
                out.add(new Window(timeSeconds, values, levelDbfs)));
    if (!out.isEmpty()) {
      preprocessMs = (System.nanoTime() - start) / 1e6 / out.size();
    }
    return out;
  }

  private Prediction<Classifications> predict(Window window) {
    Prediction<Classifications> made = predictor.predict(window.values);
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
}
