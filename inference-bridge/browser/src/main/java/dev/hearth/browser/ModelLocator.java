package dev.hearth.browser;

import dev.hearth.js.Http;
import dev.hearth.js.Platform;
import dev.hearth.manifest.Channels;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;

/** From the address of a package to that of a manifest. */
public final class ModelLocator {
  private ModelLocator() {}

  /**
   * Returns the address of the manifest to load, blocking the calling thread.
   *
   * @param model the address of a model's folder, whose stable version is taken, of the folder of
   *     one version, or of a manifest.json
   * @throws InferenceException MODEL_NOT_FOUND, NETWORK or MANIFEST_INVALID if it leads to none
   */
  public static String manifestUrl(String model) {
    String url = Platform.resolve(model, "");
    if (url.endsWith("/manifest.json")) {
      return url;
    }
    if (!url.endsWith("/")) {
      url += "/";
    }
    try {
      return url + Channels.parse(Http.text(url + "channels.json")).stable() + "/manifest.json";
    } catch (InferenceException e) {
      if (e.code() != Code.MODEL_NOT_FOUND) {
        throw e;
      }
      // The folder of a version has no channels.
      return url + "manifest.json";
    }
  }
}
