package dev.hearth.task.imagetoimage;

import dev.hearth.image.Bitmap;
import dev.hearth.image.ImagePostprocessing;
import dev.hearth.image.ImagePostprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.PreparedImage;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.PictureInput;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.Fetches;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import java.util.Map;

/**
 * Pictures in, pictures out: larger, restyled, or of depths.
 *
 * <p>{@code postprocessing}: {@code output}; {@code color}, {@code layout}, {@code scale} and
 * {@code offset} as {@link ImagePostprocessing} has them.
 */
public final class ImageToImageTranslator implements Translator<Bitmap, Bitmap> {
  private final PictureInput input;
  private final String output;
  private final ImagePostprocessing picture;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of a model that makes
   *     pictures
   */
  public ImageToImageTranslator(ModelManifest manifest) {
    input = new PictureInput(manifest);
    JsonObject json = manifest.postprocessing();
    output = json.string("output");
    picture =
        new ImagePostprocessing(
            json.oneOf("color", Color.values()),
            json.has("layout")
                ? json.oneOf("layout", Layout.values(), Layout::name)
                : input.image().layout(),
            json.number("scale", 1),
            json.number("offset", 0));
    json.end();
  }

  @Override
  public Prepared<Bitmap> preprocess(Bitmap original) {
    PreparedImage prepared = input.prepare(original);
    return new Prepared<>(input.feeds(prepared), fetches -> picture(fetches, original, prepared));
  }

  private Bitmap picture(Map<String, Tensor> fetches, Bitmap original, PreparedImage prepared) {
    FloatTensor found = Fetches.floats(fetches, output);
    Shape shape = found.shape();
    // [1, C, H, W], [1, H, W, C], or [1, H, W] where there is one channel.
    int last = shape.rank() - 1;
    if (shape.rank() == 4 && picture.layout() == Layout.NHWC) {
      last--;
    }
    int width = last < 1 ? 0 : shape.size(last);
    int height = last < 1 ? 0 : shape.size(last - 1);
    try {
      return picture.picture(found.values(), width, height, original, prepared);
    } catch (IllegalArgumentException e) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "Could not read the output " + output + shape + " as a picture: " + e.getMessage(),
          e);
    }
  }
}
