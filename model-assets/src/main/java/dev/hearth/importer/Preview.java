package dev.hearth.importer;

import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.Task;
import dev.hearth.model.BadInputException;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.model.SourceModel;
import dev.hearth.model.onnx.OnnxSummary;
import dev.hearth.runtime.InferenceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import would make of a model, by the same rules; nothing is run or written.
 *
 * @param file the model's file, or the zip that it came in
 * @param model what it takes and gives
 * @param summary what an ONNX file says of itself; null for other formats
 * @param identity what it would be called
 * @param task what it would be for
 * @param settings what would surround it; null where an import would end with {@code refusal}
 * @param notes the sentences an import would tell, reasons first
 * @param refusal why an import would be refused; empty where it would not
 */
public record Preview(
    Path file,
    SourceModel model,
    @Nullable OnnxSummary summary,
    ModelDescription identity,
    Task task,
    @Nullable Settings settings,
    List<String> notes,
    String refusal) {

  /**
   * What surrounds a model.
   *
   * @param labels the classes
   * @param description preprocessing and postprocessing, by the keys of a manifest
   */
  public record Settings(List<String> labels, String description) {
    public Settings {
      labels = List.copyOf(labels);
    }
  }

  public Preview {
    notes = List.copyOf(notes);
  }

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
    Beside beside = new Beside(SourceFile.folderOf(main));
    Hints hints = Hints.find(model, summary, beside);
    notes.addAll(hints.reasons());
    TeachableMachine teachable = TeachableMachine.in(SourceFile.folderOf(main));
    ModelDescription described = hints.complete(beside.description(null), null);
    described = teachable == null ? described : teachable.complete(described, model, notes::add);
    Identity identity = Identity.of(described, ModelFinder.named(path, main));
    Task task = described.task() == null ? Task.TENSORS : described.task();
    if (described.task() == null) {
      notes.add("no task is told: the package would offer raw tensors");
    }
    Settings settings = null;
    String refusal = "";
    try {
      settings = settings(task, described, beside, hints, teachable, model, notes);
    } catch (BadInputException | InferenceException e) {
      refusal = String.valueOf(e.getMessage());
    }
    return new Preview(
        ModelFinder.named(path, main),
        model,
        summary,
        new ModelDescription(
            identity.name(),
            identity.version(),
            identity.title(),
            identity.description(),
            identity.license(),
            task,
            described.preprocessing(),
            described.postprocessing()),
        task,
        settings,
        notes,
        refusal);
  }

  private static Settings settings(
      Task task,
      ModelDescription described,
      Beside beside,
      Hints hints,
      @Nullable TeachableMachine teachable,
      SourceModel model,
      List<String> notes)
      throws IOException {
    Path file = beside.labels(null);
    List<String> labels = hints.labels();
    if (file != null) {
      labels = Labels.read(file, notes::add);
    } else if (labels != null) {
      labels = Labels.checked(labels, hints.labelsFrom(), notes::add);
    } else if (teachable != null) {
      labels = teachable.labelsFor(task, model, notes::add);
    }
    if (task == Task.TENSORS) {
      return new Settings(labels == null ? List.of() : labels, "{}");
    }
    SourceModel whole = MissingShapes.fill(model, null, labels, notes::add);
    TaskSettings settings =
        TaskSettings.of(task, described, beside.preprocessorConfig(), labels, whole, notes::add);
    return new Settings(settings.labels(), settings.toJson().toString());
  }
}
