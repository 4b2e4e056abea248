package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of a model are served: {@code models/<name>/channels.json}.
 *
 * @param release how often what is served was changed by a release; 0 where nobody counts. A device
 *     that saw a number takes no smaller one
 * @param stable the version most people get
 * @param canary a version some people get, or null
 * @param blocked versions nobody gets
 * @param previous what was stable before, the latest first; at most {@link #MOST_PREVIOUS}
 * @param manifests the SHA-256 of the manifest.json of each version that was released
 * @param signature the Ed25519 signature of {@link #signedText}, in base64, or null
 */
public record Channels(
    int release,
    String stable,
    @Nullable Canary canary,
    List<String> blocked,
    List<String> previous,
    Map<String, String> manifests,
    @Nullable String signature) {

  /** How many earlier stable versions are remembered. */
  public static final int MOST_PREVIOUS = 16;

  private static final int SIGNATURE_DIGITS = 88;

  public Channels {
    blocked = List.copyOf(blocked);
    previous = List.copyOf(previous);
    manifests = Collections.unmodifiableMap(new LinkedHashMap<>(manifests));
  }

  /** Channels that nobody counts or signs. */
  public Channels(String stable, @Nullable Canary canary, List<String> blocked) {
    this(0, stable, canary, blocked, List.of(), Map.of(), null);
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
            json.integer("release", 0),
            json.string("stable"),
            json.has("canary") ? Canary.read(json.object("canary")) : null,
            json.strings("blocked"),
            json.strings("previous"),
            json.has("manifests") ? hashes(json.object("manifests")) : Map.of(),
            json.has("signature") ? json.string("signature") : null);
    json.end();
    if (channels.release < 0) {
      throw json.wrong("release", "at least 0");
    }
    if (channels.previous.size() > MOST_PREVIOUS) {
      throw json.wrong("previous", "at most " + MOST_PREVIOUS + " versions");
    }
    if (channels.signature != null && channels.signature.length() != SIGNATURE_DIGITS) {
      throw json.wrong("signature", "the base64 of 64 bytes");
    }
    return channels;
  }

  private static Map<String, String> hashes(JsonObject json) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String version : json.members().keySet()) {
      String hash = json.string(version);
      if (!Shard.isSha256(hash)) {
        throw json.wrong(version, "64 lower-case hexadecimal digits");
      }
      out.put(version, hash);
    }
    return out;
  }

  /** Returns the same with another stable version; the one that was goes before the previous. */
  public Channels withStable(String version) {
    List<String> past = new ArrayList<>();
    if (!stable.equals(version)) {
      past.add(stable);
    }
    for (String one : previous) {
      if (past.size() < MOST_PREVIOUS && !one.equals(stable) && !one.equals(version)) {
        past.add(one);
      }
    }
    return new Channels(release, version, canary, blocked, past, manifests, null);
  }

  /** Returns the same with a signature, or with none. */
  public Channels signed(@Nullable String by) {
    return new Channels(release, stable, canary, blocked, previous, manifests, by);
  }

  /**
   * Returns what a signature is made of: {@link #toJson} of the same channels without one. In a
   * file as it was written, that is all but the last member, {@code signature}, and the comma and
   * line end before it.
   */
  public String signedText() {
    return signed(null).toJson();
  }

  /** Returns the JSON text that {@link #parse} reads. */
  public String toJson() {
    JsonObject hashes = new JsonObject();
    for (Map.Entry<String, String> one : manifests.entrySet()) {
      hashes.put(one.getKey(), one.getValue());
    }
    return new JsonObject()
            .put("release", release == 0 ? null : release)
            .put("stable", stable)
            .put("canary", canary == null ? null : canary.toJson())
            .put("blocked", blocked)
            .put("previous", previous.isEmpty() ? null : previous)
            .put("manifests", manifests.isEmpty() ? null : hashes)
            .put("signature", signature)
        + "\n";
  }
}
