package dev.hearth.task.voiceactivity;

import dev.hearth.audio.StreamingResampler;
import dev.hearth.decode.VoiceActivityGate;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Predictor;
import dev.hearth.runtime.Float32Session;
import dev.hearth.runtime.InferenceSession;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells when someone speaks while sound comes in, window by window.
 *
 * <p>{@link #hear} blocks the calling thread for as long as the model runs. No sound may be left
 * out: the model remembers what came before. Not for use by two threads at a time.
 */
public final class LiveSpeechDetector {
  private final VoiceActivityTranslator voice;
  private final Predictor<float[], Double> predictor;
  private final VoiceActivityGate gate;
  private final StreamingResampler resampler;
  private final Listener listener;
  private float[] rest = {};

  /** Told what is heard, within {@link #hear}. */
  @FunctionalInterface
  public interface Listener {
    /**
     * The next window of sound was heard.
     *
     * @param probability of speech in it, 0 to 1
     * @param speaking true while someone speaks
     * @param change what the window began or ended, at a sample of the model's rate; null for
     *     nothing
     */
    void onWindow(double probability, boolean speaking, VoiceActivityGate.@Nullable Event change);
  }

  /**
   * Begins a stream of sound.
   *
   * @param session of the model, which stays the caller's to close
   * @param sampleRateHz of the sound, any
   * @throws dev.hearth.runtime.InferenceException MANIFEST_INVALID if the manifest is not one of a
   *     voice detector
   */
  public LiveSpeechDetector(
      ModelManifest manifest, InferenceSession session, int sampleRateHz, Listener listener) {
    this.listener = listener;
    voice = new VoiceActivityTranslator(manifest);
    predictor = new Predictor<>(Float32Session.over(session), voice);
    gate = voice.newGate();
    resampler = new StreamingResampler(sampleRateHz, voice.sampleRateHz());
  }

  /**
   * Takes the next samples.
   *
   * @param samples mono, -1 to 1; not changed and not kept
   * @throws dev.hearth.runtime.InferenceException as the session does
   */
  public void hear(float[] samples) {
    float[] fresh = resampler.push(samples);
    int length = rest.length + fresh.length;
    float[] all = Arrays.copyOf(rest, length);
    System.arraycopy(fresh, 0, all, rest.length, fresh.length);
    int window = voice.windowSamples();
    int from = 0;
    for (; from + window <= length; from += window) {
      double probability = predictor.predict(Arrays.copyOfRange(all, from, from + window)).result();
      VoiceActivityGate.Event change = gate.accept(probability);
      listener.onWindow(probability, gate.isSpeech(), change);
    }
    rest = Arrays.copyOfRange(all, from, length);
  }
}
