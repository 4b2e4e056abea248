package dev.hearth.app.engine;

import dev.hearth.image.PreparedImage;
import dev.hearth.predict.PictureInput;
import dev.hearth.predict.PictureTranslator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model answered to the last picture, for making sense of it once more in another way. */
final class LastAnswer {
  private @Nullable Map<String, Tensor> fetches;
  private @Nullable PreparedImage place;

  /** Returns a translator that does what another does, and keeps what it decodes. */
  <O> PictureTranslator<O> keptBy(PictureTranslator<O> translator) {
    return new PictureTranslator<>() {
      @Override
      public PictureInput input() {
        return translator.input();
      }

      @Override
      public O decode(Map<String, Tensor> answered, PreparedImage prepared) {
        fetches = answered;
        // Without the input's values, which may be the larger part.
        place = translator.input().place(prepared.pictureWidth(), prepared.pictureHeight());
        return translator.decode(answered, prepared);
      }
    };
  }

  /**
   * Returns what a translator of the same model makes of the answer.
   *
   * @throws InferenceException INVALID_INPUT if there is none
   */
  <O> O decodedBy(PictureTranslator<O> translator) {
    if (fetches == null || place == null) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a prediction before, found none since the model was loaded: use predict");
    }
    return translator.decode(fetches, place);
  }
}
