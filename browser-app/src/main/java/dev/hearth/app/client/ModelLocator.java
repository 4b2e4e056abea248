package dev.hearth.app.client;

import dev.hearth.js.Http;
import dev.hearth.js.Platform;
import dev.hearth.manifest.Channels;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;

/** From what a person names to a manifest's address. */
public final class ModelLocator {
  private ModelLocator() {}

  /**
   * Returns the address of the manifest to load, blocking the calling thread.
   *
   * @param model a model's name, the address of its folder or of one version's, or that of a
   *     manifest.json; of this site
   * @throws InferenceException MODEL_NOT_FOUND, NETWORK or MANIFEST_INVALID if it leads to none
   */
  public static String manifestUrl(String model) {
    String name = model.endsWith("/") ? model.substring(0, model.length() - 1) : model;
    String url = Platform.resolve(name.indexOf('/') < 0 ? "models/" + name : name, "");
    if (!url.startsWith(Platform.resolve("/", ""))) {
      throw new InferenceException(
          Code.MODEL_NOT_FOUND, "Expected a model of this site, found " + model);
    }
    if (url.endsWith("/manifest.json")) {
      return url;
    }
    try {
      return url
          + "/"
          + Channels.parse(Http.text(url + "/channels.json")).stable()
          + "/manifest.json";
    } catch (InferenceException e) {
      if (e.code() != Code.MODEL_NOT_FOUND) {
        throw e;
      }
      // The folder of a version has no channels.
      return url + "/manifest.json";
    }
  }
}
