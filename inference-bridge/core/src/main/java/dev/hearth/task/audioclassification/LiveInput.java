package dev.hearth.task.audioclassification;

import dev.hearth.audio.SlidingLogMel;
import dev.hearth.decode.Classifications;
import dev.hearth.predict.Translator;

/**
 * How a model that listens gets its inputs: the newest stretch of the sound, again and again.
 *
 * @param sampleRateHz of the samples it is made of
 * @param clipSamples of a stretch
 * @param stepSamples from one stretch to the next
 * @param freshValues how many values at an input's end are of the newest step, for display
 * @param stream takes samples and gives inputs
 * @param translator of an input's values
 */
record LiveInput(
    int sampleRateHz,
    int clipSamples,
    int stepSamples,
    int freshValues,
    Stream stream,
    Translator<float[], Classifications> translator) {

  /** Makes inputs of a stream. */
  interface Stream {
    /** Takes the next samples and gives the inputs they complete. */
    void push(float[] samples, SlidingLogMel.Sink sink);
  }
}
