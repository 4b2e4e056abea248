package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of a model are served: {@code models/<name>/channels.json}.
 *
 * @param stable the version most people get
 * @param canary a version some people get, or null
 * @param blocked versions nobody gets
 */
public record Channels(String stable, @Nullable Canary canary, List<String> blocked) {
  public Channels {
    blocked = List.copyOf(blocked);
  }

  /**
   * A version on trial.
   *
   * @param version its name
   * @param percent of the people who get it, 0 to 100
   */
  public record Canary(String version, int percent) {
    static Canary read(JsonObject json) {
      Canary canary = new Canary(json.string("version"), json.integer("percent"));
      if (canary.percent < 0 || canary.percent > 100) {
        throw json.wrong("percent", "0 to 100");
      }
      json.end();
      return canary;
    }

    JsonObject toJson() {
      return new JsonObject().put("version", version).put("percent", percent);
    }
  }

  /**
   * Returns the channels a JSON text describes.
   *
   * @throws dev.hearth.runtime.InferenceException MANIFEST_INVALID if it does not
   */
  public static Channels parse(String text) {
    JsonObject json = JsonObject.parse("channels.json", text);
    Channels channels =
        new Channels(
            json.string("stable"),
            json.has("canary") ? Canary.read(json.object("canary")) : null,
            json.strings("blocked"));
    json.end();
    return channels;
  }

  /** Returns the JSON text that {@link #parse} reads. */
  public String toJson() {
    return new JsonObject()
            .put("stable", stable)
            .put("canary", canary == null ? null : canary.toJson())
            .put("blocked", blocked)
        + "\n";
  }
}
