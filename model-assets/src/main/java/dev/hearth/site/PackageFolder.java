package dev.hearth.site;

import dev.hearth.manifest.ModelManifest;
import dev.hearth.model.BadInputException;
import dev.hearth.predict.ModelLocator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model's package in a models folder. */
public final class PackageFolder {
  private static final long MAX_BYTES = 1 << 26;

  private PackageFolder() {}

  /**
   * Returns what a package says of itself.
   *
   * @param model a model's folder, whose stable version is taken, the folder of one version, or a
   *     manifest.json
   * @throws BadInputException if there is none
   * @throws InferenceException MANIFEST_INVALID if it is broken
   */
  public static ModelManifest manifest(Path model) throws IOException {
    String url = model.toAbsolutePath().normalize().toUri().toString();
    try {
      return ModelManifest.parse(text(ModelLocator.manifestUrl(url, PackageFolder::text)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (InferenceException e) {
      if (e.code() != Code.MODEL_NOT_FOUND) {
        throw e;
      }
      throw new BadInputException(
          "Expected a model's folder in a site's models folder, as hearth import makes it, found "
              + model,
          e);
    }
  }

  private static String text(String url) {
    Path file = Path.of(URI.create(url));
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        throw new InferenceException(Code.MODEL_NOT_FOUND, "Expected the file " + file);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
