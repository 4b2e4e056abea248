package dev.hearth.app.client;

import dev.hearth.js.Http;
import dev.hearth.js.Platform;
import dev.hearth.manifest.Channels;

/** From what a person names to a manifest's address. */
public final class ModelLocator {
  private ModelLocator() {}

  /**
   * Returns the address of the manifest to load, blocking the calling thread.
   *
   * @param model a model's name, the address of its folder, or that of a manifest.json
   * @throws dev.hearth.runtime.InferenceException MODEL_NOT_FOUND, NETWORK or MANIFEST_INVALID if
   *     its channels cannot be read
   */
  public static String manifestUrl(String model) {
    if (model.endsWith("/manifest.json")) {
      return Platform.resolve(model, "");
    }
    String folder = model.indexOf('/') < 0 ? "models/" + model : model;
    String base = Platform.resolve(folder.endsWith("/") ? folder : folder + "/", "");
    Channels channels = Channels.parse(Http.text(base + "channels.json"));
    return base + channels.stable() + "/manifest.json";
  }
}
