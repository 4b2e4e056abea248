package dev.hearth.importer;

import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Channels;
import dev.hearth.manifest.Goldens;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Shard;
import dev.hearth.manifest.Variant;
import dev.hearth.model.BadInputException;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.model.SourceModel;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A version of a package in a site's models folder, whose files are put together from shards. */
final class PackageFolder {
  private static final String MANIFEST = "manifest.json";
  private static final String CHANNELS = "channels.json";
  private final Path folder;
  private final ModelManifest manifest;

  private PackageFolder(Path folder, ModelManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /** Returns the package that a path means: a version's folder, or a model's stable version. */
  static @Nullable PackageFolder find(Path path) throws IOException {
    Path folder = path.toAbsolutePath().normalize();
    if (Files.isRegularFile(folder.resolve(CHANNELS))) {
      folder = folder.resolve(Channels.parse(text(folder.resolve(CHANNELS))).stable());
    }
    Path file = folder.resolve(MANIFEST);
    return Files.isRegularFile(file)
        ? new PackageFolder(folder, ModelManifest.parse(text(file)))
        : null;
  }

  ModelManifest manifest() {
    return manifest;
  }

  /** Returns the site's models folder. */
  Path models() {
    return folder.resolve("../..").normalize();
  }

  String card() throws IOException {
    return text(folder.resolve("MODEL_CARD.md"));
  }

  /** Returns the values of the goldens. */
  byte[] read(Goldens goldens) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(goldens.data(), out);
    return out.toByteArray();
  }

  /** Returns the model with its most exact weights. */
  SourceModel model(Scratch scratch) throws IOException {
    Variant variant = best();
    Path made = scratch.folder();
    List<SourceFile> files = new ArrayList<>();
    for (Artifact artifact : variant.artifacts()) {
      Path file = made.resolve(artifact.path()).normalize();
      if (!file.startsWith(made) || Files.exists(file)) {
        throw new BadInputException(
            folder.resolve(MANIFEST) + " names the file " + artifact.path() + " inside the model");
      }
      Files.createDirectories(SourceFile.folderOf(file));
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        copy(artifact, out);
      }
      files.add(SourceFile.of(artifact.path(), file));
    }
    return new SourceModel(
        manifest.runtime(),
        manifest.runtime() == ModelRuntime.ONNX ? "ONNX model" : "TF.js model",
        variant.name(),
        files,
        manifest.inputs(),
        manifest.outputs(),
        Set.of(),
        Set.of());
  }

  private Variant best() {
    Variant best = manifest.variants().get(0);
    for (Variant variant : manifest.variants()) {
      if (variant.tolerance() < best.tolerance()) {
        best = variant;
      }
    }
    if (best.tolerance() > 0) {
      throw new BadInputException(
          manifest.name()
              + " "
              + manifest.version()
              + " holds no weights as they were trained, only "
              + best.name()
              + "; quantize the model's own files");
    }
    return best;
  }

  private void copy(Artifact artifact, OutputStream out) throws IOException {
    for (Shard shard : artifact.shards()) {
      Path blob = models().resolve("blobs").resolve(shard.sha256());
      byte[] bytes = Files.readAllBytes(blob);
      if (bytes.length != shard.bytes() || !Sha256.of(bytes).equals(shard.sha256())) {
        throw new BadInputException(
            blob + " is not what the manifest says it is: its SHA-256 or size is another");
      }
      out.write(bytes);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
