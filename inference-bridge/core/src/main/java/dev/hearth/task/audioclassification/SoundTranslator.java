package dev.hearth.task.audioclassification;

import dev.hearth.audio.AudioClip;
import dev.hearth.decode.Classifications;
import dev.hearth.predict.Translator;

/** A translator of models that name sounds, of which {@link LiveAudioClassifier} may be made. */
public interface SoundTranslator extends Translator<AudioClip, Classifications> {
  /** Returns whether the manifest says how the model listens to live sound. */
  boolean listens();

  /** Returns the values of a frame of features; 0 for a model of plain samples, or bands first. */
  int bands();
}
