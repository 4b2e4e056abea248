package dev.hearth.task.imageclassification;

import dev.hearth.decode.Classifications;
import dev.hearth.image.Bitmap;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.PictureInput;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.Translator;
import java.util.List;

/** Pictures in, a probability for every label out. */
public final class ImageClassificationTranslator implements Translator<Bitmap, Classifications> {
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

  /** Returns how a picture becomes the input. */
  public ImagePreprocessing image() {
    return input.image();
  }

  @Override
  public Prepared<Classifications> preprocess(Bitmap picture) {
    return new Prepared<>(
        input.feeds(input.prepare(picture)), fetches -> output.decode(fetches, labels));
  }
}
