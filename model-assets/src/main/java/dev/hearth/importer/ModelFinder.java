package dev.hearth.importer;

import dev.hearth.guess.FolderModels;
import dev.hearth.model.Archive;
import dev.hearth.model.DiskFolder;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.model.keras.KerasReader;
import dev.hearth.model.onnx.ZipMaps;
import dev.hearth.model.savedmodel.SavedModelReader;
import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxLimits;
import dev.hearth.source.onnx.OnnxReader;
import dev.hearth.source.onnx.OnnxSummary;
import dev.hearth.source.onnx.OnnxSummaryReader;
import dev.hearth.source.tfjs.TfjsReader;
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
  private static final String NO_MODEL =
      "no .onnx file, no TF.js model.json, no Keras model and no saved_model.pb";

  /** A tensor of more float32 values takes over a gibibyte, which no device has for it. */
  private static final long MAX_VALUES = 1L << 28;

  private static final FolderModels MODELS = new FolderModels(ModelFinder::isConverted, NO_MODEL);

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
        if (!MODELS.models(new DiskFolder(place).files()).isEmpty()) {
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
              + (places.isEmpty()
                  ? FolderModels.found(new DiskFolder(folder).files())
                  : FolderModels.names(named(places))));
    }
    return inFolder(places.contains(folder) ? folder : places.iterator().next());
  }

  private static List<ModelFile> named(Set<Path> places) {
    List<ModelFile> out = new ArrayList<>();
    places.forEach(place -> out.add(new SourceFile(place.getFileName().toString(), place, 0)));
    return out;
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
        ? TfjsReader.read(on(file), folderOf(file))
        : onnx(file, summary == null ? OnnxSummaryReader.read(on(file)) : summary, scratch);
  }

  private static SourceModel onnx(Path file, OnnxSummary summary, Scratch scratch)
      throws IOException {
    OnnxLimits.check(file.toString(), summary);
    Path cut = ZipMaps.cut(file, summary, scratch);
    return OnnxReader.read(on(cut), folderOf(cut));
  }

  /** Returns what an ONNX file says of itself; null for other formats. */
  static @Nullable OnnxSummary summary(Path file) throws IOException {
    return hasEnding(file, ".onnx") && !KerasReader.isModel(file)
        ? OnnxSummaryReader.read(on(file))
        : null;
  }

  private static Path inFolder(Path folder) throws IOException {
    return SourceFile.on(MODELS.in(new DiskFolder(folder)).file()).file();
  }

  private static boolean isConverted(ModelFile file) throws IOException {
    Path path = SourceFile.on(file).file();
    return path.endsWith(SavedModelReader.FILE) || KerasReader.isWholeModel(path);
  }

  private static SourceFile on(Path file) throws IOException {
    return SourceFile.of(file.getFileName().toString(), file);
  }

  private static DiskFolder folderOf(Path file) {
    return new DiskFolder(SourceFile.folderOf(file));
  }

  private static boolean hasEnding(Path file, String ending) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
