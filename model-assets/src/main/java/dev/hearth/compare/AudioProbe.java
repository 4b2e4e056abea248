package dev.hearth.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.audio.AudioClip;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.runtime.InferenceException;
import dev.hearth.task.audioclassification.WaveformClassificationTranslator;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures how a sound becomes the input, under changes of {@code preprocessing.waveform}. */
final class AudioProbe implements Search.Probe, ModelProbe.Input {
  private final ModelManifest manifest;
  private final AudioClip sound;
  private final ObjectNode part;
  private final @Nullable FloatTensor expected;

  /**
   * Makes a probe.
   *
   * @param manifest of an audio classifier
   * @param part {@code preprocessing.waveform} as it is
   * @param expected the input that the other side made of the sound; null where only the model can
   *     tell
   */
  AudioProbe(
      ModelManifest manifest, AudioClip sound, ObjectNode part, @Nullable FloatTensor expected) {
    this.manifest = manifest;
    this.sound = sound;
    this.part = part;
    this.expected = expected;
  }

  @Override
  public @Nullable Difference measure(List<Edit> edits) {
    FloatTensor values = under(edits);
    return values == null || expected == null
        ? null
        : Difference.of(values, expected, Tolerance.ofSound(expected));
  }

  @Override
  public List<Hypothesis> fitted(List<Edit> edits) {
    FloatTensor values = expected == null ? null : under(edits);
    ObjectNode changed = Edit.apply(part, edits);
    if (values == null
        || expected == null
        || !changed.has("features")
        || values.values().length != expected.values().length) {
      return List.of();
    }
    NormalisationFit.Line line = new NormalisationFit.Line();
    for (int i = 0; i < values.values().length; i++) {
      line.add(values.values()[i], expected.values()[i]);
    }
    double factor = line.slope();
    if (!(factor > 1e-9 && factor < 1e9)) {
      return List.of();
    }
    double scale = rounded(changed.path("features").path("scale").asDouble(1) * factor);
    double shift =
        rounded(changed.path("features").path("shift").asDouble(0) * factor + line.offset());
    return List.of(
        new Hypothesis(
            Step.NORMALISE,
            Search.FITTED,
            "features are multiplied by " + scale + ", then " + shift + " is added (fitted)",
            List.of(Edit.of("features.scale", scale), Edit.of("features.shift", shift))));
  }

  private static double rounded(double value) {
    double out = new BigDecimal(value).round(new MathContext(5)).doubleValue();
    return Math.abs(out) < 1e-6 ? 0 : out;
  }

  @Override
  public @Nullable FloatTensor under(List<Edit> edits) {
    try {
      ObjectNode changed = Edit.apply(part, edits);
      JsonObject waveform = JsonObject.parse("waveform", changed.toString());
      Tensor feed =
          new WaveformClassificationTranslator(with(waveform, changed.path("layout").asText("")))
              .preprocess(sound)
              .feeds()
              .get(manifest.onlyInput().name());
      return feed instanceof FloatTensor floats ? floats : null;
    } catch (InferenceException | IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns the manifest with other preprocessing, and an input that takes any shape. */
  private ModelManifest with(JsonObject waveform, String layout) {
    TensorInfo input = manifest.onlyInput();
    List<Dimension> free = new ArrayList<>();
    int axes = layout.isEmpty() ? input.dimensions().size() : layout.length();
    for (int axis = 0; axis < axes; axis++) {
      Dimension any = Dimension.free("axis" + axis);
      Dimension size = layout.isEmpty() ? input.dimensions().get(axis) : any;
      free.add(!size.isFree() && size.size() == 1 ? size : any);
    }
    return new ModelManifest(
        manifest.name(),
        manifest.version(),
        manifest.title(),
        manifest.description(),
        manifest.license(),
        manifest.task(),
        manifest.runtime(),
        manifest.variants(),
        List.of(new TensorInfo(input.name(), input.type(), free)),
        manifest.outputs(),
        new Preprocessing(null, null, waveform, null, null),
        manifest.postprocessing(),
        manifest.labels(),
        null,
        manifest.generator());
  }
}
