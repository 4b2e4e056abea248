package dev.hearth.release;

import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.Channels;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.runtime.InferenceException;
import dev.hearth.site.ModelsFolder;
import dev.hearth.site.StoredVersion;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one model inside a site's models folder. */
final class ModelFolder {
  private static final String CHANNELS = "channels.json";
  private static final long MOST_CHANNELS_BYTES = 1 << 20;
  private final Path folder;

  private ModelFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the model at a path.
   *
   * @throws BadInputException if there is none
   */
  static ModelFolder at(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    if (!Files.isRegularFile(folder.resolve(CHANNELS)) || folder.getNameCount() < 2) {
      throw new BadInputException(
          "Expected a model's folder inside a site's models folder, such as site/models/digits,"
              + " found "
              + path);
    }
    return new ModelFolder(folder);
  }

  /** Returns the model at a path, or all models where it is the models folder. */
  static List<ModelFolder> allAt(Path path) throws IOException {
    Path folder = path.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder.resolve("blobs"))) {
      return List.of(at(path));
    }
    List<ModelFolder> out = new ArrayList<>();
    for (Path one : folders(folder)) {
      if (Files.isRegularFile(one.resolve(CHANNELS))) {
        out.add(new ModelFolder(one));
      }
    }
    return out;
  }

  String name() {
    return folder.getFileName().toString();
  }

  Path folder() {
    return folder;
  }

  Path models() {
    return folder.resolveSibling(".").normalize();
  }

  /**
   * Returns what is offered.
   *
   * @throws BadInputException if the file is at fault
   */
  Channels channels() throws IOException {
    Path file = folder.resolve(CHANNELS);
    if (Files.size(file) > MOST_CHANNELS_BYTES) {
      throw new BadInputException(
          "Expected at most " + MOST_CHANNELS_BYTES + " bytes in " + file + ", found more");
    }
    try {
      return Channels.parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (InferenceException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  /** Returns the versions that have a manifest, earlier ones first. */
  List<String> versions() throws IOException {
    List<String> out = new ArrayList<>();
    for (Path version : folders(folder)) {
      String name = version.getFileName().toString();
      if (ModelManifest.isFolderName(name) && has(name)) {
        out.add(name);
      }
    }
    out.sort(ModelsFolder::compare);
    return out;
  }

  boolean has(String version) {
    return ModelManifest.isFolderName(version) && Files.isRegularFile(manifestFile(version));
  }

  Path manifestFile(String version) {
    return folder.resolve(version).resolve("manifest.json");
  }

  String manifestHash(String version) throws IOException {
    return Sha256.of(manifestFile(version));
  }

  /**
   * Returns the manifest of a version that is there.
   *
   * @throws BadInputException if it is at fault
   */
  ModelManifest manifest(String version) throws IOException {
    StoredVersion stored = StoredVersion.at(folder.resolve(version));
    if (stored == null) {
      throw new BadInputException("There is no " + manifestFile(version));
    }
    return stored.manifest();
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> listing = Files.list(folder)) {
      return listing.filter(Files::isDirectory).sorted().toList();
    }
  }
}
