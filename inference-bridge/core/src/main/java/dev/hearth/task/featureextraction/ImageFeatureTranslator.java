package dev.hearth.task.featureextraction;

import dev.hearth.decode.Embedding;
import dev.hearth.image.PreparedImage;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.PictureInput;
import dev.hearth.predict.PictureTranslator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.tensor.Tensor;
import java.util.Map;

/** Pictures in, embeddings out; {@code postprocessing} as {@link VectorOutput} reads it. */
public final class ImageFeatureTranslator implements PictureTranslator<Embedding> {
  private final PictureInput input;
  private final VectorOutput output;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of a feature extractor
   */
  public ImageFeatureTranslator(ModelManifest manifest) {
    input = new PictureInput(manifest);
    output = VectorOutput.read(manifest.postprocessing());
  }

  @Override
  public PictureInput input() {
    return input;
  }

  @Override
  public Embedding decode(Map<String, Tensor> fetches, PreparedImage place) {
    return output.decode(fetches, null);
  }
}
