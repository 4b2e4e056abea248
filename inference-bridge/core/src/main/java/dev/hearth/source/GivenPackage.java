package dev.hearth.source;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Channels;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Shard;
import dev.hearth.manifest.TextPreprocessing;
import dev.hearth.manifest.Variant;
import dev.hearth.runtime.InferenceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A package among files that a person brought: its manifest, and its shards, which are found by
 * their hashes in whatever folder they lie.
 */
public final class GivenPackage {
  private static final String MANIFEST = "manifest.json";

  private final ModelFile file;
  private final String text;
  private final ModelManifest manifest;
  private final String sealed;
  private final Map<String, ModelFile> named;

  /** Returns the SHA-256 of bytes as 64 lower-case hexadecimal digits. */
  public interface Hash {
    String of(byte[] bytes);
  }

  private GivenPackage(ModelFile file, String text, String sealed, Map<String, ModelFile> named) {
    this.file = file;
    this.text = text;
    this.manifest = read(file, () -> ModelManifest.parse(text));
    this.sealed = sealed;
    this.named = named;
  }

  /**
   * Returns the packages among some files, by their places' order; of a model with channels, the
   * stable version alone.
   *
   * @throws BadInputException if a package's manifest or channels cannot be read
   */
  public static List<GivenPackage> in(List<ModelFile> files) throws IOException {
    Map<String, ModelFile> paths = new TreeMap<>();
    Map<String, ModelFile> named = new TreeMap<>();
    for (ModelFile file : files) {
      paths.put(file.path(), file);
      named.put(name(file.path()), file);
    }
    List<GivenPackage> out = new ArrayList<>();
    for (ModelFile file : paths.values()) {
      String text = name(file.path()).equals(MANIFEST) ? file.text("manifest") : "";
      if (text.contains("\"schema\"") && text.contains("\"variants\"")) {
        Channels channels = channels(file.path(), paths);
        String version = name(folder(file.path()));
        String hash = channels == null ? null : channels.manifests().get(version);
        if (channels == null || !isBehind(file.path(), version, channels.stable(), paths)) {
          out.add(new GivenPackage(file, text, hash == null ? "" : hash, named));
        }
      }
    }
    return out;
  }

  private static boolean isBehind(
      String path, String version, String stable, Map<String, ModelFile> paths) {
    String other = folder(folder(path)) + "/" + stable + "/" + MANIFEST;
    return !version.equals(stable)
        && paths.containsKey(other.startsWith("/") ? other.substring(1) : other);
  }

  private static @Nullable Channels channels(String path, Map<String, ModelFile> paths)
      throws IOException {
    String version = folder(path);
    String model = folder(version);
    ModelFile file = paths.get(model.isEmpty() ? "channels.json" : model + "/channels.json");
    if (version.isEmpty() || file == null) {
      return null;
    }
    String text = file.text("channels");
    return read(file, () -> Channels.parse(text));
  }

  // Both say which key of which file is wrong, but not where the file lies.
  private static <T> T read(ModelFile file, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (InferenceException e) {
      String message = String.valueOf(e.getMessage());
      String own = name(file.path()) + ": ";
      throw new BadInputException(
          file.place()
              + ": "
              + (message.startsWith(own) ? message.substring(own.length()) : message),
          e);
    }
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /** Returns the manifest as it was written. */
  public String text() {
    return text;
  }

  /** Returns the files of the shards by their hashes; those that were given. */
  public Map<String, ModelFile> shards() {
    Map<String, ModelFile> out = new LinkedHashMap<>();
    for (Artifact artifact : artifacts()) {
      for (Shard shard : artifact.shards()) {
        ModelFile found = named.get(shard.sha256());
        if (found != null) {
          out.put(shard.sha256(), found);
        }
      }
    }
    return out;
  }

  /**
   * Compares every byte with what the manifest says: of all variants, of the reference cases and of
   * the tokenizer.
   *
   * @param checked told how many bytes have been compared, whenever it is more
   * @return how many they are
   * @throws BadInputException if a file is missing or is another one, with its place, what was
   *     expected and what was found
   */
  public long check(Hash hash, LongConsumer checked) throws IOException {
    byte[] written = file.read(0, (int) file.bytes());
    if (!sealed.isEmpty()) {
      compare(file.place(), "channels.json", "SHA-256 " + sealed, "SHA-256 " + hash.of(written));
    }
    Set<String> done = new TreeSet<>();
    long bytes = 0;
    for (Artifact artifact : artifacts()) {
      for (int i = 0; i < artifact.shards().size(); i++) {
        Shard shard = artifact.shards().get(i);
        if (done.add(shard.sha256())) {
          check(artifact, i, hash);
          bytes += shard.bytes();
          checked.accept(bytes);
        }
      }
    }
    return bytes;
  }

  private void check(Artifact artifact, int index, Hash hash) throws IOException {
    Shard shard = artifact.shards().get(index);
    String part = artifact.path();
    if (artifact.shards().size() > 1) {
      part = "part " + (index + 1) + " of " + artifact.shards().size() + " of " + part;
    }
    ModelFile found = named.get(shard.sha256());
    if (found == null) {
      throw new BadInputException(
          file.place()
              + " needs the file "
              + shard.sha256()
              + " ("
              + part
              + "), and it is not in what was given; give the folder blobs of the same site, too");
    }
    String place = found.place() + " (" + part + ")";
    compare(place, file.place(), shard.bytes() + " bytes", found.bytes() + " bytes");
    String actual = hash.of(found.read(0, shard.bytes()));
    compare(place, file.place(), "SHA-256 " + shard.sha256(), "SHA-256 " + actual);
  }

  private static void compare(String place, String by, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new BadInputException(
          place
              + " is not the file that "
              + by
              + " names: expected "
              + expected
              + ", found "
              + actual);
    }
  }

  private List<Artifact> artifacts() {
    List<Artifact> out = new ArrayList<>();
    for (Variant variant : manifest.variants()) {
      out.addAll(variant.artifacts());
    }
    if (manifest.goldens() != null) {
      out.add(manifest.goldens().data());
    }
    if (manifest.preprocessing().text() != null) {
      out.addAll(TextPreprocessing.read(manifest.preprocessing().text()).files());
    }
    return out;
  }
}
