package dev.hearth.task.audioclassification;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.AudioFeatures;
import dev.hearth.audio.AudioLayout;
import dev.hearth.audio.ClipConfig;
import dev.hearth.audio.Normalization;
import dev.hearth.audio.SincResampler;
import dev.hearth.audio.SlidingClip;
import dev.hearth.decode.Classifications;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.FeatureConfigJson;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.predict.Prepared;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sound in, a probability for every label out, by models of plain samples or of any spectral
 * features.
 *
 * <p>{@code preprocessing.waveform}: {@code sampleRateHz}; {@code clipSamples}, to which sounds are
 * cut or padded with silence at the end, or around their {@code loudest} stretch, absent to take
 * them whole; {@code normalize} to mean 0 and variance 1, as Wav2Vec2's feature extractor does;
 * {@code features} as {@link FeatureConfigJson} reads them, absent for the samples themselves;
 * {@code layout}, the letters of an {@link AudioLayout}. Without one the input's axes of size 1 are
 * filled in, one free axis may depend on the sound's length, and {@code bandsFirst} tells where the
 * features of one band lie side by side. {@code stepSamples} is for models that listen live: the
 * samples from one clip of {@code clipSamples} to the next.
 */
public final class WaveformClassificationTranslator implements SoundTranslator {
  private final int sampleRateHz;
  private final ClipConfig clip;
  private final int stepSamples;
  private final boolean normalize;
  private final boolean bandsFirst;
  private final @Nullable AudioLayout layout;
  private final @Nullable AudioFeatures features;
  private final TensorInfo input;
  private final ClassifierOutput output;
  private final List<String> labels;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of an audio classifier
   *     with one input
   */
  public WaveformClassificationTranslator(ModelManifest manifest) {
    JsonObject json = Preprocessing.needed(manifest.preprocessing().waveform(), "waveform");
    sampleRateHz = json.integer("sampleRateHz");
    if (sampleRateHz < 1) {
      throw json.wrong("sampleRateHz", "at least 1");
    }
    normalize = json.bool("normalize", false);
    features =
        json.has("features")
            ? new AudioFeatures(FeatureConfigJson.read(json.object("features"), sampleRateHz))
            : null;
    clip = new ClipConfig(json.integer("clipSamples", 0), json.bool("loudest", false));
    if (clip.samples() < 0) {
      throw json.wrong("clipSamples", "at least 0");
    }
    stepSamples = json.integer("stepSamples", 0);
    if (stepSamples < 0 || stepSamples > clip.samples()) {
      throw json.wrong("stepSamples", "at most clipSamples");
    }
    try {
      layout = json.has("layout") ? AudioLayout.of(json.string("layout"), features != null) : null;
    } catch (IllegalArgumentException e) {
      throw new InferenceException(
          Code.MANIFEST_INVALID, "preprocessing.waveform: " + e.getMessage(), e);
    }
    bandsFirst = layout == null ? json.bool("bandsFirst", false) : layout.bandsFirst();
    json.end();
    input = manifest.onlyInput();
    output = ClassifierOutput.of(manifest);
    labels = manifest.labels();
  }

  @Override
  public Prepared<Classifications> preprocess(AudioClip sound) {
    if (sound.length() == 0) {
      throw new InferenceException(Code.INVALID_INPUT, "Expected a sound, found no samples");
    }
    float[] samples =
        new SincResampler(sound.sampleRateHz(), sampleRateHz).resample(sound.samples());
    for (float sample : samples) {
      if (!(Math.abs(sample) < Float.POSITIVE_INFINITY)) {
        throw new InferenceException(
            Code.INVALID_INPUT, "Expected samples of -1 to 1, found one that is no number");
      }
    }
    return ofValues(ofClip(clip.cut(samples)));
  }

  @Override
  public boolean listens() {
    return stepSamples > 0;
  }

  @Override
  public int bands() {
    return features == null || bandsFirst ? 0 : features.config().width();
  }

  LiveInput live() {
    if (!listens()) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "Expected preprocessing.waveform.stepSamples of a model that listens, found none");
    }
    SlidingClip sliding = new SlidingClip(sampleRateHz, clip.samples(), stepSamples);
    return new LiveInput(
        sampleRateHz,
        clip.samples(),
        stepSamples,
        freshFrames() * bands(),
        (samples, sink) ->
            sliding.push(
                samples, (time, newest, level) -> sink.accept(time, ofClip(newest), level)),
        this::ofValues);
  }

  private int freshFrames() {
    if (features == null) {
      return 0;
    }
    int frames = features.config().frameCount(clip.samples());
    int fresh = stepSamples / features.config().spectrum().hopLength();
    return Math.min(frames, Math.max(1, fresh));
  }

  private float[] ofClip(float[] samples) {
    if (normalize) {
      Normalization.apply(samples);
    }
    return values(clip.fill(samples));
  }

  private Prepared<Classifications> ofValues(float[] values) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    feeds.put(input.name(), FloatTensor.of(shape(values.length), values));
    return new Prepared<>(feeds, fetches -> output.decode(fetches, labels));
  }

  private float[] values(float[] samples) {
    if (features == null) {
      return samples;
    }
    try {
      return bandsFirst ? features.computeBandsFirst(samples) : features.compute(samples);
    } catch (IllegalArgumentException e) {
      throw new InferenceException(Code.INVALID_INPUT, String.valueOf(e.getMessage()), e);
    }
  }

  private Shape shape(int count) {
    int width = features == null ? 1 : features.config().width();
    Shape shape = layout == null ? filled(count, width) : layout.shape(count / width, width);
    if (shape.elementCount() != count || !input.accepts(shape)) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a sound of which " + input + " can be made, found " + count + " values");
    }
    return shape;
  }

  /** Returns the input's shape with its free axes chosen: the first is the batch of one. */
  private Shape filled(int count, int width) {
    int[] sizes = new int[input.dimensions().size()];
    int fixed = 1;
    int open = -1;
    for (int i = 0; i < sizes.length; i++) {
      Dimension axis = input.dimensions().get(i);
      // The values of a frame are as many whatever the sound.
      boolean bands = features != null && i == sizes.length - (bandsFirst ? 2 : 1);
      sizes[i] = !axis.isFree() ? axis.size() : bands ? width : 1;
      fixed *= sizes[i];
      if (axis.isFree() && !bands && (i > 0 || sizes.length == 1)) {
        open = i;
      }
    }
    if (open >= 0 && fixed > 0) {
      sizes[open] = count / fixed;
    }
    return Shape.of(sizes);
  }
}
