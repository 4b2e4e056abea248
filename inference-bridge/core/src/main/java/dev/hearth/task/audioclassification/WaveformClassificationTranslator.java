package dev.hearth.task.audioclassification;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.SincResampler;
import dev.hearth.audio.SpectralFeatures;
import dev.hearth.decode.Classifications;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.manifest.SpectralConfigJson;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sound in, a probability for every label out, by models of plain samples or of any spectral
 * features.
 *
 * <p>{@code preprocessing.waveform}: {@code sampleRateHz}; {@code clipSamples}, to which sounds are
 * cut or padded with silence at the end, absent to take them whole; {@code normalize} to mean 0 and
 * variance 1, as Wav2Vec2's feature extractor does; {@code features} as {@link SpectralConfigJson}
 * reads them, absent for the samples themselves; {@code bandsFirst} where the features of one band
 * lie side by side. The input's axes of size 1 are filled in; one free axis may depend on the
 * sound's length.
 */
public final class WaveformClassificationTranslator
    implements Translator<AudioClip, Classifications> {
  private final int sampleRateHz;
  private final int clipSamples;
  private final boolean normalize;
  private final boolean bandsFirst;
  private final @Nullable SpectralFeatures features;
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
    clipSamples = json.integer("clipSamples", 0);
    normalize = json.bool("normalize", false);
    bandsFirst = json.bool("bandsFirst", false);
    if (sampleRateHz < 1 || clipSamples < 0) {
      throw json.wrong(sampleRateHz < 1 ? "sampleRateHz" : "clipSamples", "a positive number");
    }
    try {
      features =
          json.has("features")
              ? new SpectralFeatures(SpectralConfigJson.read(json.object("features"), sampleRateHz))
              : null;
    } catch (IllegalArgumentException e) {
      throw new InferenceException(
          Code.MANIFEST_INVALID, "preprocessing.waveform: " + e.getMessage(), e);
    }
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
    if (normalize) {
      normalize(samples);
    }
    if (clipSamples > 0) {
      samples = Arrays.copyOf(samples, clipSamples);
    }
    float[] values = values(samples);
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

  // (x - mean) / sqrt(variance + 1e-7): transformers, Wav2Vec2FeatureExtractor.
  private static void normalize(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    double mean = sum / samples.length;
    double squares = 0;
    for (float sample : samples) {
      squares += (sample - mean) * (sample - mean);
    }
    double deviation = Math.sqrt(squares / samples.length + 1e-7);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) ((samples[i] - mean) / deviation);
    }
  }

  /** Returns the input's shape with its free axes chosen: the first is the batch of one. */
  private Shape shape(int count) {
    int[] sizes = new int[input.dimensions().size()];
    int fixed = 1;
    int open = -1;
    for (int i = 0; i < sizes.length; i++) {
      Dimension axis = input.dimensions().get(i);
      sizes[i] = axis.isFree() ? 1 : axis.size();
      fixed *= sizes[i];
      // The values of a frame are as many whatever the sound.
      boolean bands = axis.isFree() && i == sizes.length - (bandsFirst ? 2 : 1);
      if (bands && features != null) {
        sizes[i] = features.config().width();
        fixed *= sizes[i];
      } else if (axis.isFree() && (i > 0 || sizes.length == 1)) {
        open = i;
      }
    }
    if (open >= 0 && fixed > 0 && count % fixed == 0) {
      sizes[open] = count / fixed;
      fixed = count;
    }
    if (fixed != count) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a sound of which " + input + " can be made, found " + count + " values");
    }
    return Shape.of(sizes);
  }
}
