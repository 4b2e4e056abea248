package dev.hearth.predict;

import dev.hearth.image.Bitmap;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessor;
import dev.hearth.image.PreparedImage;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The one input of a model that takes a picture: what all image tasks begin with. */
public final class PictureInput {
  private final ImagePreprocessing image;
  private final ImagePreprocessor preprocessor;
  private final String name;

  /**
   * Makes the input of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest does not say how a picture becomes
   *     the model's only input
   */
  public PictureInput(ModelManifest manifest) {
    image = Preprocessing.needed(manifest.image(), "image");
    preprocessor = new ImagePreprocessor(image);
    name = manifest.onlyInput().name();
  }

  /** Returns the input's name. */
  public String name() {
    return name;
  }

  /** Returns where a picture of that size lies in the input. */
  public PreparedImage place(int pictureWidth, int pictureHeight) {
    return preprocessor.place(pictureWidth, pictureHeight);
  }

  /** Returns how a picture becomes the input. */
  public ImagePreprocessing image() {
    return image;
  }

  /**
   * Returns a picture as the model sees it.
   *
   * @throws InferenceException INVALID_INPUT if the model looks for a sign and the picture shows no
   *     ink
   */
  public PreparedImage prepare(Bitmap picture) {
    return preprocessor
        .prepare(picture)
        .orElseThrow(
            () ->
                new InferenceException(
                    Code.INVALID_INPUT, "Expected a sign in the picture, found no ink"));
  }

  /** Returns the feeds of a prepared picture. */
  public Map<String, Tensor> feeds(PreparedImage prepared) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    feeds.put(name, FloatTensor.of(prepared.shape(image), prepared.values()));
    return feeds;
  }
}
