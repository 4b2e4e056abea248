package dev.hearth.task.imageclassification;

import dev.hearth.decode.Classifications;
import dev.hearth.image.Bitmap;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessor;
import dev.hearth.image.PreparedImage;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pictures in, a probability for every label out. */
public final class ImageClassificationTranslator implements Translator<Bitmap, Classifications> {
  private final ImagePreprocessor preprocessor;
  private final String input;
  private final ImagePreprocessing image;
  private final ClassifierOutput output;
  private final List<String> labels;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of an image classifier
   *     with one input
   */
  public ImageClassificationTranslator(ModelManifest manifest) {
    image = Preprocessing.needed(manifest.image(), "image");
    preprocessor = new ImagePreprocessor(image);
    output = ClassifierOutput.of(manifest);
    labels = manifest.labels();
    input = manifest.onlyInput().name();
  }

  @Override
  public Prepared<Classifications> preprocess(Bitmap picture) {
    PreparedImage prepared =
        preprocessor
            .prepare(picture)
            .orElseThrow(
                () ->
                    new InferenceException(
                        Code.INVALID_INPUT, "Expected a sign in the picture, found no ink"));
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    feeds.put(input, FloatTensor.of(prepared.shape(image), prepared.values()));
    return new Prepared<>(feeds, fetches -> output.decode(fetches, labels));
  }
}
