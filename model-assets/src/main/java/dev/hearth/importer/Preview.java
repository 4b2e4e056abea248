package dev.hearth.importer;

import dev.hearth.guess.ModelGuess;
import dev.hearth.model.DiskFolder;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import would make of a model, by the same rules; nothing is run or written.
 *
 * @param file the model's file, or the zip that it came in
 * @param guess what it takes and gives, and what it would be for
 * @param summary what an ONNX file says of itself; null for other formats
 */
public record Preview(Path file, ModelGuess guess, @Nullable OnnxSummary summary) {
  /**
   * Returns what an import of a file or folder would make of it.
   *
   * @param scratch for the files of a model that is converted
   * @throws BadInputException if there is no model to be read
   */
  public static Preview of(Path path, Scratch scratch) throws IOException {
    List<String> notes = new ArrayList<>();
    Path main = ModelFinder.file(path, scratch);
    OnnxSummary summary = ModelFinder.summary(main);
    SourceModel model = ModelFinder.read(main, summary, scratch, notes::add);
    Path named = ModelFinder.named(path, main);
    DiskFolder folder = new DiskFolder(SourceFile.folderOf(main));
    return new Preview(
        named,
        ModelGuess.of(model, summary, folder, named.getFileName().toString(), notes, null),
        summary);
  }
}
