package dev.hearth.model.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.model.DiskFolder;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import dev.hearth.source.FileKind;
import dev.hearth.source.SourceModel;
import dev.hearth.source.tfjs.TfjsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Keras model with its weights, an {@code .h5} file of Keras 2 or 3 or a {@code .keras}
 * archive, by converting it into a TF.js layers model.
 */
public final class KerasReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private KerasReader() {}

  /**
   * Returns true if a file is HDF5 or a zip with a model's configuration, whatever its name, or has
   * a name that Keras gives.
   */
  public static boolean isModel(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean named = name.endsWith(".h5") || name.endsWith(".hdf5") || name.endsWith(".keras");
    return named || Hdf5.is(file) || KerasArchive.is(file);
  }

  /**
   * Returns true for a model and false for HDF5 of weights only, as others lay it beside theirs;
   * true also for a broken file, so that {@link #read} can say so.
   */
  public static boolean isWholeModel(Path file) throws IOException {
    if (!Hdf5.is(file)) {
      return isModel(file);
    }
    try (Hdf5 hdf5 = Hdf5.open(file)) {
      return hdf5.text("/", "model_config") != null;
    } catch (BadInputException e) {
      return true;
    }
  }

  /**
   * Returns the converted model.
   *
   * @param scratch where its files are written
   * @throws BadInputException if the file is no whole model, or has layers that TF.js has not
   */
  public static SourceModel read(Path file, Scratch scratch) throws IOException {
    SourceFile.of(file.getFileName().toString(), file); // Refuses an empty one.
    if (Hdf5.is(file)) {
      return hdf5(file, scratch);
    } else if (KerasArchive.is(file)) {
      return archive(file, scratch);
    }
    throw new BadInputException(
        file
            + " is neither a whole HDF5 file nor a whole .keras archive; it looks like "
            + FileKind.describe(SourceFile.of(file.getFileName().toString(), file)));
  }

  private static SourceModel hdf5(Path path, Scratch scratch) throws IOException {
    try (Hdf5 file = Hdf5.open(path)) {
      String config = file.text("/", "model_config");
      if (config == null) {
        throw new BadInputException(
            path
                + (file.texts("/", "layer_names") == null && !file.isGroup("layers")
                    ? " is an HDF5 file without a Keras model in it"
                    : " holds weights only; save the whole model, by model.save instead of"
                        + " save_weights"));
      }
      String version = version(file.text("/", "keras_version"), "2");
      if (version.startsWith("1.")) {
        throw new BadInputException(path + " is of Keras " + version + ", expected 2.0 or newer");
      }
      if ("theano".equals(file.text("/", "backend"))) {
        throw new BadInputException(
            path
                + " was saved by Keras on Theano, whose convolutions are turned; expected"
                + " TensorFlow's");
      }
      KerasLayer model = model(path, parse(path, "model_config", config), version);
      List<StoredWeight> weights = LegacyWeights.find(path, file, model);
      return converted(
          LayersModelWriter.write(path, scratch.folder(), version, model, file, weights),
          "Keras " + version + " HDF5 file");
    }
  }

  private static SourceModel archive(Path path, Scratch scratch) throws IOException {
    KerasArchive archive = new KerasArchive(path);
    JsonNode config = parse(path, "config.json", archive.config());
    String metadata = archive.metadata();
    String version =
        version(
            metadata == null
                ? null
                : parse(path, "metadata.json", metadata).path("keras_version").asText(),
            "3");
    KerasLayer model = model(path, config, version);
    Path folder = scratch.folder();
    try (Hdf5 file = Hdf5.open(archive.weights(scratch.folder()))) {
      List<StoredWeight> weights = ArchiveWeights.find(path, file, model);
      return converted(
          LayersModelWriter.write(path, folder, version, model, file, weights),
          "Keras " + version + " archive");
    }
  }

  private static KerasLayer model(Path path, JsonNode config, String version) {
    return Topology.of(path, config, version.startsWith("3"));
  }

  private static SourceModel converted(Path json, String from) throws IOException {
    SourceModel model =
        TfjsReader.read(
            SourceFile.of(json.getFileName().toString(), json),
            new DiskFolder(SourceFile.folderOf(json)));
    return new SourceModel(
        model.runtime(),
        from + ", converted to a TF.js layers model",
        model.variant(),
        model.files(),
        model.inputs(),
        model.outputs(),
        model.shapeless(),
        model.probabilities());
  }

  private static String version(@Nullable String version, String otherwise) {
    return version == null || !version.matches("[0-9][0-9A-Za-z.+-]{0,30}") ? otherwise : version;
  }

  private static JsonNode parse(Path path, String what, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException(path + " has a " + what + " that is not valid JSON", e);
    }
  }
}
