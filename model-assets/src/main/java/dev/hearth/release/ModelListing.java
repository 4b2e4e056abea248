package dev.hearth.release;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Channels;
import dev.hearth.manifest.Shard;
import dev.hearth.signing.SignatureState;
import dev.hearth.signing.SiteKey;
import dev.hearth.site.StoredVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The versions of one model.
 *
 * @param model its name
 * @param channels what is offered
 * @param signature whether that is signed
 * @param versions those that are there, earlier ones first
 */
public record ModelListing(
    String model, Channels channels, SignatureState signature, List<Listed> versions) {
  public ModelListing {
    versions = List.copyOf(versions);
  }

  /**
   * A version.
   *
   * @param version its name
   * @param channel {@code stable}, {@code canary}, {@code blocked}, {@code previous} (it was
   *     stable), {@code released} (it was offered, or checked with another) or {@code none}
   * @param bytes all its shards, each once
   * @param sharedBytes those of them that another version of the models folder has too
   * @param hash whether the channels have its manifest's hash: {@code same}, {@code other}, {@code
   *     none}
   */
  public record Listed(String version, String channel, long bytes, long sharedBytes, String hash) {}

  /**
   * Lists one model, or all where the path is a models folder.
   *
   * @throws dev.hearth.source.BadInputException if there is none, or a file is at fault
   */
  public static List<ModelListing> of(Path path) throws IOException {
    List<ModelFolder> asked = ModelFolder.allAt(path);
    if (asked.isEmpty()) {
      return List.of();
    }
    Path models = asked.get(0).models();
    Map<Shard, Integer> users = new HashMap<>();
    for (ModelFolder model : ModelFolder.allAt(models)) {
      for (String version : model.versions()) {
        shards(model, version).forEach(shard -> users.merge(shard, 1, Integer::sum));
      }
    }
    SiteKey key = SiteKey.beside(models);
    List<ModelListing> out = new ArrayList<>();
    for (ModelFolder model : asked) {
      Channels channels = model.channels();
      List<Listed> versions = new ArrayList<>();
      for (String version : model.versions()) {
        versions.add(listed(model, version, channels, users));
      }
      SignatureState state = SignatureState.of(model.name(), channels, key);
      out.add(new ModelListing(model.name(), channels, state, versions));
    }
    return out;
  }

  private static Listed listed(
      ModelFolder model, String version, Channels channels, Map<Shard, Integer> users)
      throws IOException {
    long bytes = 0;
    long shared = 0;
    for (Shard shard : shards(model, version)) {
      bytes += shard.bytes();
      shared += users.getOrDefault(shard, 1) > 1 ? shard.bytes() : 0;
    }
    String known = channels.manifests().get(version);
    String hash =
        known == null ? "none" : known.equals(model.manifestHash(version)) ? "same" : "other";
    return new Listed(version, channel(version, channels), bytes, shared, hash);
  }

  private static String channel(String version, Channels channels) {
    if (channels.blocked().contains(version)) {
      return "blocked";
    } else if (channels.stable().equals(version)) {
      return "stable";
    } else if (channels.canary() != null && channels.canary().version().equals(version)) {
      return "canary";
    } else if (channels.previous().contains(version)) {
      return "previous";
    }
    return channels.manifests().containsKey(version) ? "released" : "none";
  }

  private static Set<Shard> shards(ModelFolder model, String version) throws IOException {
    Set<Shard> out = new HashSet<>();
    for (Artifact artifact : StoredVersion.artifacts(model.manifest(version))) {
      out.addAll(artifact.shards());
    }
    return out;
  }
}
