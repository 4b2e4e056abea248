package dev.hearth.app.engine;

import dev.hearth.audio.StreamingResampler;
import dev.hearth.decode.VoiceActivityGate;
import dev.hearth.json.Names;
import dev.hearth.predict.Predictor;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.task.voiceactivity.VoiceActivityTranslator;
import java.util.Arrays;
import java.util.function.Consumer;
import org.teavm.jso.JSObject;

/** Listens for speech, window by window. */
final class ListeningForSpeech implements Hearing {
  private final int model;
  private final VoiceActivityTranslator voice;
  private final Predictor<float[], Double> predictor;
  private final VoiceActivityGate gate;
  private final StreamingResampler resampler;
  private final Consumer<JSObject> events;
  private float[] rest = {};

  ListeningForSpeech(
      int model,
      InferenceSession session,
      VoiceActivityTranslator voice,
      int sampleRateHz,
      Consumer<JSObject> events) {
    this.model = model;
    this.voice = voice;
    this.events = events;
    predictor = new Predictor<>(session, voice);
    gate = voice.newGate();
    resampler = new StreamingResampler(sampleRateHz, voice.sampleRateHz());
    voice.reset();
  }

  // Nothing can be left out: the model remembers what came before.
  @Override
  public void hear(float[] samples, boolean behind) {
    float[] fresh = resampler.push(samples);
    int length = rest.length + fresh.length;
    float[] all = Arrays.copyOf(rest, length);
    System.arraycopy(fresh, 0, all, rest.length, fresh.length);
    int window = voice.windowSamples();
    int from = 0;
    for (; from + window <= length; from += window) {
      double probability = predictor.predict(Arrays.copyOfRange(all, from, from + window)).result();
      VoiceActivityGate.Event change = gate.accept(probability);
      events.accept(
          Event.speech(
              model,
              probability,
              gate.isSpeech(),
              change == null ? null : Names.of(change.kind()),
              change == null ? 0 : (double) change.sample() / voice.sampleRateHz()));
    }
    rest = Arrays.copyOfRange(all, from, length);
  }
}
