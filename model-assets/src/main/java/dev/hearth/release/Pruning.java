package dev.hearth.release;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Channels;
import dev.hearth.manifest.Shard;
import dev.hearth.model.Scratch;
import dev.hearth.progress.Progress;
import dev.hearth.signing.ReleaseKey;
import dev.hearth.site.ModelsFolder;
import dev.hearth.site.StoredVersion;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the versions that are not offered, and the shards that no version names.
 *
 * <p>What is offered stays, and so do versions later than the stable one that never were: they wait
 * for their release, unless they are blocked.
 */
public final class Pruning {
  private static final Pattern BLOB = Pattern.compile("([0-9a-f]{64})(\\.br|\\.gz)?");
  private final Path models;
  private final Map<ModelFolder, List<String>> versions = new LinkedHashMap<>();
  private final List<Path> blobs = new ArrayList<>();
  private long blobBytes;

  private Pruning(Path models) {
    this.models = models;
  }

  /**
   * What there is to delete.
   *
   * @param versions as {@code model version}
   * @param blobs files of shards
   * @param bytes their size
   */
  public record Plan(List<String> versions, int blobs, long bytes) {}

  /**
   * Looks for what may be deleted, and deletes nothing.
   *
   * @param path a model's folder, or the models folder for all
   * @param keep how many of the versions that are not offered stay, those first that were stable
   *     last
   * @throws BadInputException if a manifest cannot be read, for then it is unknown which shards are
   *     needed, or an import is going on
   */
  public static Pruning of(Path path, int keep) throws IOException {
    List<ModelFolder> asked = ModelFolder.allAt(path);
    if (asked.isEmpty()) {
      throw new BadInputException("There are no models in " + path);
    }
    Pruning out = new Pruning(asked.get(0).models());
    out.requireQuiet();
    for (ModelFolder model : asked) {
      List<String> unneeded = unneeded(model, keep);
      if (!unneeded.isEmpty()) {
        out.versions.put(model, unneeded);
      }
    }
    out.findBlobs();
    return out;
  }

  /** Returns what will be deleted. */
  public Plan plan() {
    List<String> names = new ArrayList<>();
    versions.forEach(
        (model, some) -> some.forEach(version -> names.add(model.name() + " " + version)));
    return new Plan(names, blobs.size(), blobBytes);
  }

  /**
   * Deletes it: what points to a file always goes before the file.
   *
   * @param key signs the channels that change; null for a site without a release key
   */
  public void run(@Nullable ReleaseKey key, Progress progress) throws IOException {
    Map<ModelFolder, ChannelsWriter> writers = new LinkedHashMap<>();
    for (ModelFolder model : versions.keySet()) {
      if (isNamed(model)) {
        writers.put(model, ChannelsWriter.of(model, model.channels(), key, progress));
      }
    }
    for (Map.Entry<ModelFolder, ChannelsWriter> one : writers.entrySet()) {
      List<String> gone = versions.getOrDefault(one.getKey(), List.of());
      one.getValue().write(without(one.getKey().channels(), gone), Set.copyOf(gone));
    }
    for (Map.Entry<ModelFolder, List<String>> one : versions.entrySet()) {
      for (String version : one.getValue()) {
        Files.delete(one.getKey().manifestFile(version));
        Scratch.delete(one.getKey().folder().resolve(version));
      }
    }
    for (Path blob : blobs) {
      Files.deleteIfExists(blob);
    }
  }

  private boolean isNamed(ModelFolder model) throws IOException {
    Channels channels = model.channels();
    return versions.getOrDefault(model, List.of()).stream()
        .anyMatch(
            version ->
                channels.previous().contains(version) || channels.manifests().containsKey(version));
  }

  private static Channels without(Channels from, List<String> gone) {
    return new Channels(
        from.release(),
        from.stable(),
        from.canary(),
        from.blocked(),
        from.previous().stream().filter(version -> !gone.contains(version)).toList(),
        from.manifests(),
        null);
  }

  private static List<String> unneeded(ModelFolder model, int keep) throws IOException {
    Channels channels = model.channels();
    List<String> candidates = new ArrayList<>(model.versions());
    candidates.removeIf(
        version ->
            version.equals(channels.stable())
                || (channels.canary() != null && version.equals(channels.canary().version())));
    candidates.removeIf(
        version ->
            !channels.blocked().contains(version)
                && !channels.previous().contains(version)
                && !channels.manifests().containsKey(version)
                && ModelsFolder.compare(version, channels.stable()) > 0);
    List<String> kept = new ArrayList<>(channels.previous());
    List<String> latestFirst = new ArrayList<>(candidates);
    Collections.reverse(latestFirst);
    kept.addAll(latestFirst);
    kept.removeIf(version -> !candidates.contains(version) || channels.blocked().contains(version));
    candidates.removeAll(kept.stream().distinct().limit(keep).toList());
    return candidates;
  }

  private void requireQuiet() throws IOException {
    try (Stream<Path> listing = Files.list(models)) {
      for (Path one : listing.sorted().toList()) {
        if (one.getFileName().toString().startsWith(".hearth-")) {
          throw new BadInputException(
              "An import into "
                  + models
                  + " is going on, or was cut off: wait for it, or delete "
                  + one);
        }
      }
    }
  }

  private void findBlobs() throws IOException {
    Set<String> needed = new HashSet<>();
    try (Stream<Path> walk = Files.walk(models, 3)) {
      for (Path file : walk.filter(one -> one.endsWith("manifest.json")).sorted().toList()) {
        Path folder = Objects.requireNonNull(file.getParent());
        if (!isUnneeded(folder)) {
          StoredVersion version = Objects.requireNonNull(StoredVersion.at(folder));
          for (Artifact artifact : StoredVersion.artifacts(version.manifest())) {
            artifact.shards().stream().map(Shard::sha256).forEach(needed::add);
          }
        }
      }
    }
    try (Stream<Path> listing = Files.list(models.resolve("blobs"))) {
      for (Path blob : listing.sorted().toList()) {
        Matcher name = BLOB.matcher(blob.getFileName().toString());
        if (name.matches() && !needed.contains(name.group(1)) && Files.isRegularFile(blob)) {
          blobs.add(blob);
          blobBytes += Files.size(blob);
        }
      }
    }
  }

  private boolean isUnneeded(Path folder) {
    return versions.entrySet().stream()
        .anyMatch(
            one ->
                folder.getParent() != null
                    && folder.getParent().equals(one.getKey().folder())
                    && one.getValue().contains(String.valueOf(folder.getFileName())));
  }
}
