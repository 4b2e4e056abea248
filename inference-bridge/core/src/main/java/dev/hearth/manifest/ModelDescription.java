package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.List;
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
 * @param preprocessing how what a person brings becomes the input
 * @param postprocessing what the outputs mean, as its task reads it; empty where nothing is said
 * @param labels the classes' names, in the order of the output
 */
public record ModelDescription(
    @Nullable String name,
    @Nullable String version,
    @Nullable String title,
    @Nullable String description,
    @Nullable String license,
    @Nullable Task task,
    Preprocessing preprocessing,
    JsonObject postprocessing,
    @Nullable List<String> labels) {

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
      ModelDescription description =
          new ModelDescription(
              optional(json, "name"),
              optional(json, "version"),
              optional(json, "title"),
              optional(json, "description"),
              optional(json, "license"),
              json.has("task") ? json.oneOf("task", Task.values()) : null,
              Preprocessing.read(json),
              ModelManifest.readPostprocessing(json),
              json.has("labels") ? List.copyOf(json.strings("labels")) : null);
      json.end();
      return description;
    } catch (IllegalArgumentException e) {
      throw new InferenceException(Code.MANIFEST_INVALID, what + ": " + e.getMessage(), e);
    }
  }

  /** Returns the JSON of both parts, as {@link #parse} reads it. */
  public static JsonObject settings(Preprocessing preprocessing, JsonObject postprocessing) {
    return new JsonObject()
        .put("preprocessing", preprocessing.toJson())
        .put("postprocessing", postprocessing.members().isEmpty() ? null : postprocessing);
  }

  private static @Nullable String optional(JsonObject json, String key) {
    return json.has(key) ? json.string(key) : null;
  }
}
