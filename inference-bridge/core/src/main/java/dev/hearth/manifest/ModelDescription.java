package dev.hearth.manifest;

import dev.hearth.image.ImagePreprocessing;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.jspecify.annotations.Nullable;

/**
 * What a model's files do not tell: the part of a manifest that its author writes, by the same
 * keys. Everything may be absent.
 *
 * @param name the model's folder
 * @param version such as {@code 1.0.0}
 * @param title for people
 * @param description one sentence for people
 * @param license an SPDX expression
 * @param task what it does
 * @param image how a picture becomes the input
 * @param audio how a sound becomes the input
 * @param postprocessing what the output means
 */
public record ModelDescription(
    @Nullable String name,
    @Nullable String version,
    @Nullable String title,
    @Nullable String description,
    @Nullable String license,
    @Nullable Task task,
    @Nullable ImagePreprocessing image,
    @Nullable AudioPreprocessing audio,
    @Nullable Postprocessing postprocessing) {

  /**
   * Returns the description a JSON text holds.
   *
   * @param what names the file in errors
   * @throws InferenceException MANIFEST_INVALID if a key is unknown or a value is not what its key
   *     takes
   */
  public static ModelDescription parse(String what, String text) {
    JsonObject json = JsonObject.parse(what, text);
    try {
      ModelDescription description = read(json);
      json.end();
      return description;
    } catch (IllegalArgumentException e) {
      throw new InferenceException(Code.MANIFEST_INVALID, what + ": " + e.getMessage(), e);
    }
  }

  static ModelDescription read(JsonObject json) {
    ImagePreprocessing image = null;
    AudioPreprocessing audio = null;
    if (json.has("preprocessing")) {
      JsonObject preprocessing = json.object("preprocessing");
      if (preprocessing.has("image")) {
        image = ImagePreprocessingJson.read(preprocessing.object("image"));
      }
      if (preprocessing.has("audio")) {
        audio = AudioPreprocessing.read(preprocessing.object("audio"));
      }
      preprocessing.end();
    }
    return new ModelDescription(
        optional(json, "name"),
        optional(json, "version"),
        optional(json, "title"),
        optional(json, "description"),
        optional(json, "license"),
        json.has("task") ? json.oneOf("task", Task.values(), Task::id) : null,
        image,
        audio,
        json.has("postprocessing") ? Postprocessing.read(json.object("postprocessing")) : null);
  }

  private static @Nullable String optional(JsonObject json, String key) {
    return json.has(key) ? json.string(key) : null;
  }
}
