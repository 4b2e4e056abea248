package dev.hearth.predict;

import dev.hearth.manifest.Channels;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.function.UnaryOperator;

/** From the address of a package to that of a manifest. */
public final class ModelLocator {
  private ModelLocator() {}

  /**
   * Returns the address of the manifest to load.
   *
   * @param model the absolute address of a model's folder, whose stable version is taken, of the
   *     folder of one version, or of a manifest.json
   * @param text reads the text at an address; throws MODEL_NOT_FOUND if there is nothing
   * @throws InferenceException MANIFEST_INVALID if the model's channels are broken; what {@code
   *     text} throws
   */
  public static String manifestUrl(String model, UnaryOperator<String> text) {
    int query = model.indexOf('?');
    if ((query < 0 ? model : model.substring(0, query)).endsWith("/manifest.json")) {
      return model;
    }
    String url = model.endsWith("/") ? model : model + "/";
    try {
      return url + Channels.parse(text.apply(url + "channels.json")).stable() + "/manifest.json";
    } catch (InferenceException e) {
      if (e.code() != Code.MODEL_NOT_FOUND) {
        throw e;
      }
      // The folder of a version has no channels.
      return url + "manifest.json";
    }
  }
}
