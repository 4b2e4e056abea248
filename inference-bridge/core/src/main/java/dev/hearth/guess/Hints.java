package dev.hearth.guess;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.manifest.Task;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's own files tell about its meaning, where its author has written no hearth.json: the
 * properties inside an ONNX file, Hugging Face's config.json and README.md. What an earlier one of
 * them says, a later one does not change.
 */
public final class Hints {
  private final SourceModel model;
  private final List<String> reasons = new ArrayList<>();
  private @Nullable Task task;
  private @Nullable List<String> labels;
  private String labelsFrom = "";
  private boolean tableClassifier;
  private @Nullable String license;
  private @Nullable String description;
  private @Nullable JsonObject image;
  private @Nullable JsonObject text;
  private JsonObject postprocessing = new JsonObject();

  private Hints(SourceModel model) {
    this.model = model;
  }

  /**
   * Returns what the files tell.
   *
   * @param summary of the ONNX file; null for other formats
   */
  public static Hints find(SourceModel model, @Nullable OnnxSummary summary, Beside beside)
      throws IOException {
    Hints hints = new Hints(model);
    if (summary != null && model.runtime() == ModelRuntime.ONNX) {
      OnnxHints.add(hints, summary);
    }
    HubHints.add(hints, beside);
    return hints;
  }

  SourceModel model() {
    return model;
  }

  /** Adds a sentence about what was found. */
  void because(String reason) {
    reasons.add(reason);
  }

  void task(Task found, JsonObject meaning, String from) {
    if (task == null) {
      task = found;
      // As a manifest would have it, numbers as text.
      postprocessing = JsonObject.parse("postprocessing", meaning.toString());
      because("the task is " + found.id() + ", by " + from);
    }
  }

  void labels(@Nullable List<String> found, String from) {
    if (labels == null && found != null && !found.isEmpty()) {
      labels = found;
      labelsFrom = from;
    }
  }

  void license(@Nullable String found, String from) {
    if (license == null && found != null && !found.isBlank()) {
      license = found.strip();
      because("the licence is " + license + ", by " + from);
    }
  }

  void description(@Nullable String found) {
    if (description == null && found != null && !found.isBlank()) {
      description = found.strip().replaceAll("\\s+", " ");
    }
  }

  /** Takes how pictures are prepared, by the keys of {@code preprocessing.image}. */
  void image(JsonObject found, String from) {
    if (image == null) {
      image = found;
      because("pictures are prepared as " + from + " says");
    }
  }

  /** Takes how texts are prepared, by the keys of {@code preprocessing.text}. */
  void text(JsonObject found) {
    if (text == null) {
      text = found;
    }
  }

  /** Tells that the model is one of scikit-learn's classifiers or their like. */
  void tableClassifier() {
    tableClassifier = true;
  }

  /** Returns whether the model is one of scikit-learn's classifiers or their like. */
  public boolean isTableClassifier() {
    return tableClassifier;
  }

  /** Returns the labels, or null where no file has them. */
  public @Nullable List<String> labels() {
    return labels;
  }

  /** Returns what the labels are from, for messages. */
  public String labelsFrom() {
    return labelsFrom;
  }

  /** Returns a sentence about each thing that was found. */
  public List<String> reasons() {
    return reasons;
  }

  /**
   * Returns the author's description with what it leaves open filled in.
   *
   * @param asked the task that the command line names; what belongs to another is not filled in
   */
  public ModelDescription complete(ModelDescription said, @Nullable Task asked) {
    Task wanted = asked != null ? asked : said.task();
    boolean same = wanted == null || wanted == task;
    Task filled = wanted == null ? task : wanted;
    Preprocessing before = said.preprocessing();
    Preprocessing found = found(filled);
    Preprocessing preprocessing =
        new Preprocessing(
            before.image() == null ? found.image() : before.image(),
            before.audio(),
            before.waveform(),
            before.text() == null ? found.text() : before.text(),
            before.table());
    return new ModelDescription(
        said.name(),
        said.version(),
        said.title(),
        said.description() == null ? description : said.description(),
        said.license() == null ? license : said.license(),
        filled,
        preprocessing,
        said.postprocessing().members().isEmpty() && same ? postprocessing : said.postprocessing(),
        said.labels());
  }

  private Preprocessing found(@Nullable Task filled) {
    Task.Input input = filled == null ? Task.Input.TENSORS : filled.input();
    JsonObject parts =
        new JsonObject()
            .put("image", input == Task.Input.IMAGE ? image : null)
            .put("text", input == Task.Input.TEXT ? text : null);
    JsonObject all = new JsonObject().put("preprocessing", parts);
    return ModelDescription.parse("What the model's files tell", all.toString()).preprocessing();
  }
}
