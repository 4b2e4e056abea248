package dev.hearth.task.audioclassification;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.ClipConfig;
import dev.hearth.audio.LogMel;
import dev.hearth.audio.SincResampler;
import dev.hearth.audio.SlidingLogMel;
import dev.hearth.decode.Classifications;
import dev.hearth.manifest.AudioPreprocessing;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.predict.Prepared;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Numbers;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sound in, a probability for every label out.
 *
 * <p>Of a sound longer than the model's clip the loudest stretch is taken; a shorter one is put in
 * the middle of silence.
 */
public final class AudioClassificationTranslator implements SoundTranslator {
  private final AudioPreprocessing audio;
  private final LogMel logMel;
  private final String input;
  private final ClassifierOutput output;
  private final List<String> labels;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of an audio classifier
   *     with one input
   */
  public AudioClassificationTranslator(ModelManifest manifest) {
    audio = Preprocessing.needed(manifest.audio(), "audio");
    logMel = new LogMel(audio.logMel());
    input = manifest.onlyInput().name();
    output = ClassifierOutput.of(manifest);
    labels = manifest.labels();
  }

  @Override
  public Prepared<Classifications> preprocess(AudioClip sound) {
    ClipConfig clip = new ClipConfig(audio.clipSamples(), true);
    return ofFeatures(logMel.compute(clip.fill(clip.cut(atModelRate(sound)))));
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public int bands() {
    return audio.logMel().melBands();
  }

  LiveInput live() {
    int hop = audio.logMel().hopLength();
    int step = audio.stepFrames();
    SlidingLogMel sliding = new SlidingLogMel(audio.logMel(), audio.frames(), step);
    return new LiveInput(
        audio.logMel().sampleRateHz(),
        audio.clipSamples(),
        step * hop,
        step * bands(),
        sliding::push,
        this::ofFeatures);
  }

  /**
   * Returns the input of features that were computed as the sound came in.
   *
   * @param features float[frames, melBands]; shared
   */
  public Prepared<Classifications> ofFeatures(float[] features) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    feeds.put(
        input, FloatTensor.of(Shape.of(1, audio.frames(), audio.logMel().melBands(), 1), features));
    return new Prepared<>(feeds, fetches -> output.decode(fetches, labels));
  }

  /**
   * Returns a sound's samples at the rate the model was trained at.
   *
   * @throws InferenceException INVALID_INPUT if it has none, or one is not a number
   */
  public float[] atModelRate(AudioClip sound) {
    float[] samples = sound.samples();
    if (samples.length == 0) {
      throw new InferenceException(Code.INVALID_INPUT, "Expected a sound, found no samples");
    }
    for (float sample : samples) {
      if (!(Math.abs(sample) < Float.POSITIVE_INFINITY)) {
        throw new InferenceException(
            Code.INVALID_INPUT, "Expected samples of -1 to 1, found " + Numbers.text(sample));
      }
    }
    return new SincResampler(sound.sampleRateHz(), audio.logMel().sampleRateHz()).resample(samples);
  }
}
