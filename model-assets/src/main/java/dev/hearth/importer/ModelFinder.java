package dev.hearth.importer;

import dev.hearth.model.Archive;
import dev.hearth.model.BadInputException;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceModel;
import dev.hearth.model.keras.KerasReader;
import dev.hearth.model.onnx.OnnxLimits;
import dev.hearth.model.onnx.OnnxReader;
import dev.hearth.model.onnx.OnnxSummary;
import dev.hearth.model.onnx.OnnxSummaryReader;
import dev.hearth.model.onnx.ZipMaps;
import dev.hearth.model.savedmodel.SavedModelReader;
import dev.hearth.model.tfjs.TfjsReader;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the model a path means, reads it, and converts it where no browser runs its format. */
final class ModelFinder {
  private static final int NAMED_FILES = 5;
  private static final String NO_MODEL =
      "no .onnx file, no TF.js model.json, no Keras model and no saved_model.pb";

  /** A tensor of more float32 values takes over a gibibyte, which no device has for it. */
  private static final long MAX_VALUES = 1L << 28;

  private ModelFinder() {}

  /**
   * Returns the file that a path means: itself, or the one model in a folder or a zip.
   *
   * @param scratch where a zip is unpacked
   */
  static Path file(Path path, Scratch scratch) throws IOException {
    if (isArchive(path)) {
      // By the zip's name, for messages.
      return inArchive(path, Files.createDirectory(scratch.folder().resolve(path.getFileName())));
    }
    Path file = Files.isDirectory(path) ? inFolder(path) : path;
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "There is no file or folder "
              + path
              + "; expected an .onnx file, a TF.js model, a Keras model or a SavedModel, or a zip of one");
    }
    return file;
  }

  /** Returns what a model is called by: its file, or the zip that it came in. */
  static Path named(Path path, Path file) throws IOException {
    return isArchive(path) ? path : file;
  }

  // A .keras file is a zip too.
  private static boolean isArchive(Path path) throws IOException {
    return Archive.is(path) && !KerasReader.isModel(path);
  }

  private static Path inArchive(Path path, Path folder) throws IOException {
    Archive.unpack(path, folder);
    Set<Path> places = new TreeSet<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path place : tree.filter(Files::isDirectory).toList()) {
        if (!models(files(place)).isEmpty()) {
          places.add(place);
        }
      }
    }
    if (places.size() != 1 && !places.contains(folder)) {
      throw new BadInputException(
          path
              + (places.isEmpty()
                  ? " is a zip archive without a model: " + NO_MODEL + " is in it, but "
                  : " is a zip archive of several models; unpack it and name one of ")
              + names(places.isEmpty() ? files(folder) : List.copyOf(places)));
    }
    return inFolder(places.contains(folder) ? folder : places.iterator().next());
  }

  /**
   * Returns the model in a file.
   *
   * @param summary what {@link #summary} gave; null to read it where it is needed
   * @param scratch for the files of a model that is converted
   * @param notes takes one sentence about each thing that was decided
   */
  static SourceModel read(
      Path file, @Nullable OnnxSummary summary, Scratch scratch, Consumer<String> notes)
      throws IOException {
    SourceModel model = anyShape(file, summary, scratch, notes);
    for (List<TensorInfo> tensors : List.of(model.inputs(), model.outputs())) {
      for (TensorInfo tensor : tensors) {
        checkSize(file, tensor);
      }
    }
    return model;
  }

  private static void checkSize(Path file, TensorInfo tensor) {
    double values = 1;
    for (Dimension axis : tensor.dimensions()) {
      values *= axis.isFree() ? 1 : axis.size();
    }
    if (values < 1 || values > MAX_VALUES) {
      throw new BadInputException(
          file
              + " has "
              + tensor
              + ", expected "
              + (values < 1 ? "no axis of length 0" : "at most " + MAX_VALUES + " values"));
    }
  }

  private static SourceModel anyShape(
      Path file, @Nullable OnnxSummary summary, Scratch scratch, Consumer<String> notes)
      throws IOException {
    if (hasEnding(file, ".pb")) {
      return SavedModelReader.read(file, scratch.folder(), notes);
    } else if (KerasReader.isModel(file)) {
      return KerasReader.read(file, scratch);
    }
    return hasEnding(file, ".json")
        ? TfjsReader.read(file)
        : onnx(file, summary == null ? OnnxSummaryReader.read(file) : summary, scratch);
  }

  private static SourceModel onnx(Path file, OnnxSummary summary, Scratch scratch)
      throws IOException {
    OnnxLimits.check(file, summary);
    return OnnxReader.read(ZipMaps.cut(file, summary, scratch));
  }

  /** Returns what an ONNX file says of itself; null for other formats. */
  static @Nullable OnnxSummary summary(Path file) throws IOException {
    return hasEnding(file, ".onnx") && !KerasReader.isModel(file)
        ? OnnxSummaryReader.read(file)
        : null;
  }

  private static Path inFolder(Path folder) throws IOException {
    List<Path> files = files(folder);
    List<Path> models = models(files);
    Path chosen = HubFolder.choose(models);
    if (models.size() == 1 || chosen != null) {
      return chosen == null ? models.get(0) : chosen;
    }
    Path inner = HubFolder.withModels(folder, !models.isEmpty());
    if (!inner.equals(folder)) {
      return inFolder(inner);
    }
    throw new BadInputException(
        models.isEmpty()
            ? folder + " holds " + NO_MODEL + ", but " + names(files)
            : folder + " holds " + models.size() + " models; name one of " + names(models));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> listing = Files.list(folder)) {
      return listing.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static List<Path> models(List<Path> files) throws IOException {
    List<Path> models = new ArrayList<>();
    for (Path file : files) {
      if (hasEnding(file, ".onnx")
          || file.endsWith(SavedModelReader.FILE)
          || TfjsReader.isNamedModel(file)
          || (hasEnding(file, ".json") && TfjsReader.isModel(file))
          || KerasReader.isWholeModel(file)) {
        models.add(file);
      }
    }
    return models;
  }

  private static String names(List<Path> files) {
    if (files.isEmpty()) {
      return "nothing";
    }
    List<String> names = new ArrayList<>();
    for (Path file : files.subList(0, Math.min(files.size(), NAMED_FILES))) {
      names.add(file.getFileName().toString());
    }
    int more = files.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }

  private static boolean hasEnding(Path file, String ending) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
