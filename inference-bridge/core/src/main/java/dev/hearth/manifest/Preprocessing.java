package dev.hearth.manifest;

import dev.hearth.image.ImagePreprocessing;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.jspecify.annotations.Nullable;

/**
 * How what a person brings becomes the model's input; a task needs the part of its kind of input.
 *
 * @param image how a picture does
 * @param audio how a sound does, for models of log-mel frames, which may listen live
 * @param waveform how a sound does, for models of plain samples or of any spectral features, which
 *     their tasks read themselves
 * @param text how a text does, which text tasks read themselves
 * @param table how a row of a table does, which tabular tasks read themselves
 */
public record Preprocessing(
    @Nullable ImagePreprocessing image,
    @Nullable AudioPreprocessing audio,
    @Nullable JsonObject waveform,
    @Nullable JsonObject text,
    @Nullable JsonObject table) {

  /** Says nothing of any kind of input. */
  public static final Preprocessing NONE = new Preprocessing(null, null, null, null, null);

  /**
   * Returns a part that a task cannot do without.
   *
   * @param name its key
   * @throws InferenceException MANIFEST_INVALID if it is not there
   */
  public static <T> T needed(@Nullable T part, String name) {
    if (part == null) {
      throw new InferenceException(
          Code.MANIFEST_INVALID, "Expected preprocessing." + name + ", found none");
    }
    return part;
  }

  /** Reads the {@code preprocessing} of a manifest or description, which may be absent. */
  static Preprocessing read(JsonObject parent) {
    JsonObject json = part(parent, "preprocessing");
    if (json == null) {
      return NONE;
    }
    JsonObject image = part(json, "image");
    JsonObject audio = part(json, "audio");
    Preprocessing read =
        new Preprocessing(
            image == null ? null : ImagePreprocessingJson.read(image),
            audio == null ? null : AudioPreprocessing.read(audio),
            part(json, "waveform"),
            part(json, "text"),
            part(json, "table"));
    json.end();
    return read;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("image", image == null ? null : ImagePreprocessingJson.write(image))
        .put("audio", audio == null ? null : audio.toJson())
        .put("waveform", waveform)
        .put("text", text)
        .put("table", table);
  }

  private static @Nullable JsonObject part(JsonObject json, String key) {
    return json.has(key) ? json.object(key) : null;
  }
}
