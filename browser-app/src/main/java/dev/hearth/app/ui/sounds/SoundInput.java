package dev.hearth.app.ui.sounds;

import dev.hearth.audio.LogMelConfig;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.AudioPreprocessing;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import org.jspecify.annotations.Nullable;

/**
 * The sound that a model takes.
 *
 * @param sampleRateHz of what it hears
 * @param clipSeconds how much of it the model looks at; 0 for a sound of any length
 * @param stepSeconds from one look to the next; 0 of a model that does not listen live
 * @param silence the value of silence in its spectrogram; NaN where that is not known
 */
public record SoundInput(int sampleRateHz, double clipSeconds, double stepSeconds, double silence) {
  /** Returns what a manifest says; null of a model that takes no sound. */
  public static @Nullable SoundInput of(ModelManifest manifest) {
    JsonObject waveform = manifest.preprocessing().waveform();
    if (waveform != null) {
      int rate = waveform.integer("sampleRateHz");
      boolean speech = manifest.task() == Task.VOICE_ACTIVITY_DETECTION;
      int step = waveform.integer(speech ? "windowSamples" : "stepSamples", 0);
      double clip = speech ? 0 : waveform.integer("clipSamples", 0);
      return new SoundInput(rate, clip / rate, (double) step / rate, Double.NaN);
    }
    AudioPreprocessing audio = manifest.audio();
    if (audio == null) {
      return null;
    }
    LogMelConfig logMel = audio.logMel();
    int rate = logMel.sampleRateHz();
    return new SoundInput(
        rate,
        (double) audio.clipSamples() / rate,
        (double) audio.stepFrames() * logMel.hopLength() / rate,
        Math.log(logMel.logOffset()));
  }

  boolean listens() {
    return stepSeconds > 0;
  }
}
