package dev.hearth.guess;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.Task;
import dev.hearth.runtime.InferenceException;
import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is taken for, by what its files and those beside it tell; nothing is run.
 *
 * @param model what it takes and gives
 * @param identity what it would be called
 * @param task what it would be for
 * @param labels the classes; empty where nothing names them
 * @param settings preprocessing and postprocessing by the keys of a manifest; null where what is
 *     told does not suffice, as {@code refusal} says
 * @param notes a sentence about each thing that was decided, reasons first
 * @param refusal why the task cannot be done with what is told; empty where it can
 */
public record ModelGuess(
    SourceModel model,
    Identity identity,
    Task task,
    List<String> labels,
    @Nullable JsonObject settings,
    List<String> notes,
    String refusal) {
  private static final ModelDescription NOTHING = ModelDescription.parse("no description", "{}");

  public ModelGuess {
    labels = List.copyOf(labels);
    notes = List.copyOf(notes);
  }

  /**
   * Returns what a model is taken for.
   *
   * @param summary what an ONNX file says of itself; null for other formats
   * @param named the name of its file, or of the zip that it came in
   * @param told sentences about what was decided before
   * @param asked the task that a person names; null to go by the files
   * @throws BadInputException if a file beside the model is at fault
   */
  public static ModelGuess of(
      SourceModel model,
      @Nullable OnnxSummary summary,
      ModelFolder folder,
      String named,
      List<String> told,
      @Nullable Task asked)
      throws IOException {
    Beside beside = new Beside(folder);
    Hints hints = Hints.find(model, summary, beside);
    List<String> notes = new ArrayList<>(told);
    notes.addAll(hints.reasons());
    TeachableMachine teachable = TeachableMachine.in(folder);
    ModelDescription described = hints.complete(beside.description(null), asked);
    described = teachable == null ? described : teachable.complete(described, model, notes::add);
    Identity identity = Identity.of(NOTHING, described, named, folder);
    Task said = described.task();
    Task task = asked != null ? asked : said == null ? Task.TENSORS : said;
    if (asked == null && said == null) {
      notes.add("no task is told: the package would offer raw tensors");
      if (Classifier.isLikely(model)) {
        notes.add(
            "its shapes are those of a classifier of pictures: name the task image-classification"
                + " if it is one");
      }
    }
    List<String> labels = List.of();
    JsonObject settings = null;
    String refusal = "";
    try {
      List<String> found = labels(task, described, beside, hints, teachable, notes);
      labels = found == null ? labels : found;
      TaskSettings complete = settings(task, described, beside, found, model, notes);
      labels = complete == null ? labels : complete.labels();
      settings = complete == null ? new JsonObject() : complete.toJson();
    } catch (BadInputException | InferenceException e) {
      refusal = String.valueOf(e.getMessage());
    }
    return new ModelGuess(model, identity, task, labels, settings, notes, refusal);
  }

  /**
   * Returns the task that the shapes alone speak for, for a person to confirm; null where the files
   * tell the task, or the shapes tell none.
   */
  public @Nullable Task likely() {
    return task == Task.TENSORS && Classifier.isLikely(model) ? Task.IMAGE_CLASSIFICATION : null;
  }

  private static @Nullable List<String> labels(
      Task task,
      ModelDescription described,
      Beside beside,
      Hints hints,
      @Nullable TeachableMachine teachable,
      List<String> notes)
      throws IOException {
    ModelFile file = beside.labels(null);
    List<String> found = hints.labels();
    if (described.labels() != null) {
      return described.labels();
    } else if (file != null) {
      List<String> read = Labels.read(file, notes::add);
      notes.add("the " + read.size() + " labels are from " + file.place());
      return read;
    } else if (found != null) {
      notes.add("the " + found.size() + " labels are from " + hints.labelsFrom());
      return Labels.checked(found, hints.labelsFrom(), notes::add);
    }
    return teachable == null ? null : teachable.labelsFor(task, hints.model(), notes::add);
  }

  private static @Nullable TaskSettings settings(
      Task task,
      ModelDescription described,
      Beside beside,
      @Nullable List<String> labels,
      SourceModel model,
      List<String> notes)
      throws IOException {
    if (task == Task.TENSORS) {
      return null;
    }
    SourceModel whole = MissingShapes.fill(model, List.of(), labels, notes::add);
    return TaskSettings.of(task, described, beside.preprocessorConfig(), labels, whole, notes::add);
  }

  /** Returns it by stable keys, as {@code hearth inspect} prints it. */
  public JsonObject toJson() {
    JsonObject out =
        new JsonObject()
            .put("name", identity.name())
            .put("title", identity.title())
            .put("license", identity.license())
            .put("description", identity.description())
            .put("task", task.id());
    if (settings != null) {
      out.put("labels", labels);
      settings.members().forEach(out::put);
    }
    return out.put("notes", notes).put("refused", refusal.isEmpty() ? null : refusal);
  }
}
