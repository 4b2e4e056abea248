package dev.hearth.task.featureextraction;

import dev.hearth.decode.Embedding;
import dev.hearth.image.Bitmap;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.PictureInput;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.InferenceException;

/** Pictures in, embeddings out; {@code postprocessing} as {@link VectorOutput} reads it. */
public final class ImageFeatureTranslator implements Translator<Bitmap, Embedding> {
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
  public Prepared<Embedding> preprocess(Bitmap picture) {
    return new Prepared<>(
        input.feeds(input.prepare(picture)), fetches -> output.decode(fetches, null));
  }
}
