package dev.hearth.app.ui.sounds;

import dev.hearth.audio.LogMelConfig;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.AudioPreprocessing;
import dev.hearth.manifest.ModelManifest;
import org.jspecify.annotations.Nullable;

/**
 * The sound that a listening model looks at.
 *
 * @param clipSeconds how much of it
 * @param stepSeconds from one look to the next
 * @param silence the value of silence in its spectrogram; NaN where that is not known
 */
public record SoundInput(double clipSeconds, double stepSeconds, double silence) {
  /** Returns what a manifest says; null of a model that does not listen. */
  public static @Nullable SoundInput of(ModelManifest manifest) {
    JsonObject waveform = manifest.preprocessing().waveform();
    if (waveform != null) {
      double rate = waveform.integer("sampleRateHz");
      int step = waveform.integer("stepSamples", 0);
      return step < 1
          ? null
          : new SoundInput(waveform.integer("clipSamples") / rate, step / rate, Double.NaN);
    }
    AudioPreprocessing audio = manifest.audio();
    if (audio == null) {
      return null;
    }
    LogMelConfig logMel = audio.logMel();
    double rate = logMel.sampleRateHz();
    return new SoundInput(
        audio.clipSamples() / rate,
        audio.stepFrames() * logMel.hopLength() / rate,
        Math.log(logMel.logOffset()));
  }
}
