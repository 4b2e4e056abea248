package dev.hearth.site;

import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Channels;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Shard;
import dev.hearth.manifest.TextPreprocessing;
import dev.hearth.manifest.Variant;
import dev.hearth.runtime.InferenceException;
import dev.hearth.source.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version of a model inside a site's models folder. */
public final class StoredVersion {
  private static final String MANIFEST = "manifest.json";
  private static final long MAX_TEXT_BYTES = 64 << 20;
  private final Path folder;

  private StoredVersion(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the version that a path means, or null where it means none: the folder of a version,
   * its manifest.json, or the folder of a model, whose stable version is taken.
   *
   * @throws BadInputException if the model's channels.json is at fault
   */
  public static @Nullable StoredVersion at(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    if (absolute.endsWith(MANIFEST) && Files.isRegularFile(absolute)) {
      return new StoredVersion(absolute.resolveSibling(".").normalize());
    } else if (Files.isRegularFile(absolute.resolve(MANIFEST))) {
      return new StoredVersion(absolute);
    }
    Path channels = absolute.resolve("channels.json");
    if (!Files.isRegularFile(channels)) {
      return null;
    }
    try {
      Channels read = Channels.parse(text(channels));
      return new StoredVersion(absolute.resolve(read.stable()));
    } catch (InferenceException e) {
      throw new BadInputException(channels + ": " + e.getMessage(), e);
    }
  }

  /** Returns where the version lies. */
  public Path folder() {
    return folder;
  }

  /** Returns the site's models folder. */
  public Path models() {
    return folder.resolve("../..").normalize();
  }

  /** Returns the folder of shards. */
  public Path blobs() {
    return models().resolve("blobs");
  }

  /** Returns the model card. */
  public String card() throws IOException {
    return text(folder.resolve("MODEL_CARD.md"));
  }

  /** Replaces the model card, the one thing of a version that may change: nothing runs by it. */
  public void writeCard(String card) throws IOException {
    Path made = Files.writeString(folder.resolve(".MODEL_CARD.md"), card, StandardCharsets.UTF_8);
    Files.move(made, folder.resolve("MODEL_CARD.md"), StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Returns the manifest.
   *
   * @throws BadInputException if there is none or it is not valid
   */
  public ModelManifest manifest() throws IOException {
    Path file = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("There is no " + file);
    }
    try {
      return ModelManifest.parse(text(file));
    } catch (InferenceException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  /** Returns every file that a manifest names: of its variants, goldens and tokenizer. */
  public static List<Artifact> artifacts(ModelManifest manifest) {
    List<Artifact> out = new ArrayList<>();
    manifest.variants().forEach(variant -> out.addAll(variant.artifacts()));
    if (manifest.goldens() != null) {
      out.add(manifest.goldens().data());
    }
    if (manifest.preprocessing().text() != null) {
      out.addAll(TextPreprocessing.read(manifest.preprocessing().text()).files());
    }
    return out;
  }

  /**
   * Puts a variant's files together as its author left them.
   *
   * @param target a folder
   * @return the model itself
   * @throws BadInputException if a shard is missing or is not what its name says
   */
  public Path assemble(Variant variant, Path target) throws IOException {
    for (Artifact artifact : variant.artifacts()) {
      Path file = inside(target, artifact.path());
      Files.createDirectories(file.resolveSibling(".").normalize());
      try (OutputStream out = Files.newOutputStream(file)) {
        copy(artifact, out);
      }
    }
    return inside(target, variant.artifacts().get(0).path());
  }

  /**
   * Returns a file's bytes.
   *
   * @throws BadInputException if a shard is missing or is not what its name says
   */
  public byte[] read(Artifact artifact) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(artifact, out);
    return out.toByteArray();
  }

  private void copy(Artifact artifact, OutputStream out) throws IOException {
    for (Shard shard : artifact.shards()) {
      out.write(read(shard));
    }
  }

  private byte[] read(Shard shard) throws IOException {
    Path blob = blobs().resolve(shard.sha256());
    if (!Files.isRegularFile(blob) || Files.size(blob) != shard.bytes()) {
      throw new BadInputException(
          "Expected " + shard.bytes() + " bytes in " + blob + ", found " + found(blob));
    }
    byte[] bytes = Files.readAllBytes(blob);
    if (!Sha256.of(bytes).equals(shard.sha256())) {
      throw new BadInputException(blob + " does not have the SHA-256 that is its name");
    }
    return bytes;
  }

  private static String found(Path file) throws IOException {
    return Files.isRegularFile(file) ? Long.toString(Files.size(file)) : "no file";
  }

  private static Path inside(Path target, String path) {
    Path file = target.resolve(path).normalize();
    if (!file.startsWith(target) || file.equals(target)) {
      throw new BadInputException("The manifest names the file " + path + ", outside the model");
    }
    return file;
  }

  static String text(Path file) throws IOException {
    if (Files.size(file) > MAX_TEXT_BYTES) {
      throw new BadInputException(file + " has " + Files.size(file) + " bytes, expected a text");
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
