package dev.hearth.predict;

import dev.hearth.image.Bitmap;
import dev.hearth.image.PreparedImage;
import dev.hearth.tensor.Tensor;
import java.util.Map;

/**
 * A translator of pictures that reads the model's answer from where the picture lies in the input
 * alone, so that the input may be made elsewhere, such as on a GPU.
 *
 * @param <O> the result's type
 */
public interface PictureTranslator<O> extends Translator<Bitmap, O> {
  /** Returns how a picture becomes the input. */
  PictureInput input();

  /**
   * Turns the model's outputs into the result.
   *
   * @param place where the picture lies in the input
   */
  O decode(Map<String, Tensor> fetches, PreparedImage place);

  @Override
  default Prepared<O> preprocess(Bitmap picture) {
    PreparedImage prepared = input().prepare(picture);
    return new Prepared<>(input().feeds(prepared), fetches -> decode(fetches, prepared));
  }
}
