package dev.hearth.task.imageclassification;

import dev.hearth.decode.Classifications;
import dev.hearth.image.PreparedImage;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.PictureInput;
import dev.hearth.predict.PictureTranslator;
import dev.hearth.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Pictures in, a probability for every label out. */
public final class ImageClassificationTranslator implements PictureTranslator<Classifications> {
  private final PictureInput input;
  private final ClassifierOutput output;
  private final List<String> labels;

  /**
   * Makes the translator of a model.
   *
   * @throws dev.hearth.runtime.InferenceException MANIFEST_INVALID if the manifest is not one of an
   *     image classifier with one input
   */
  public ImageClassificationTranslator(ModelManifest manifest) {
    input = new PictureInput(manifest);
    output = ClassifierOutput.of(manifest);
    labels = manifest.labels();
  }

  @Override
  public PictureInput input() {
    return input;
  }

  @Override
  public Classifications decode(Map<String, Tensor> fetches, PreparedImage place) {
    return output.decode(fetches, labels);
  }
}
