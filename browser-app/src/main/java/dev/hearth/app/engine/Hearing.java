package dev.hearth.app.engine;

import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.task.audioclassification.LiveAudioClassifier;
import dev.hearth.task.audioclassification.SoundTranslator;
import dev.hearth.task.voiceactivity.LiveSpeechDetector;
import dev.hearth.task.voiceactivity.VoiceActivityTranslator;

/** A stream of live sound on its way through a model. */
interface Hearing {
  /**
   * Takes the next samples, mono, -1 to 1, and tells what they are.
   *
   * @param behind true if so much sound waits already that predictions are left out
   */
  void hear(float[] samples, boolean behind);

  /**
   * Starts to hear by a model.
   *
   * @throws InferenceException INVALID_INPUT if it is not one that listens
   */
  static Hearing start(
      int number,
      ModelManifest manifest,
      Translator<?, ?> translator,
      InferenceSession session,
      int sampleRateHz,
      Outlet events) {
    if (translator instanceof SoundTranslator sounds && sounds.listens()) {
      Listening listening = new Listening(number, manifest, sounds.bands(), events);
      return new LiveAudioClassifier(manifest, session, sampleRateHz, listening)::hear;
    }
    if (translator instanceof VoiceActivityTranslator voice) {
      int modelRate = voice.sampleRateHz();
      LiveSpeechDetector speech =
          new LiveSpeechDetector(
              manifest,
              session,
              sampleRateHz,
              (probability, speaking, change) ->
                  events.send(Event.speech(number, probability, speaking, change, modelRate)));
      // Nothing can be left out: the model remembers what came before.
      return (samples, behind) -> speech.hear(samples);
    }
    throw new InferenceException(
        Code.INVALID_INPUT, "Expected a model that listens, found one of " + manifest.task().id());
  }
}
