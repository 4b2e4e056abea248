package dev.hearth.app.ui.own;

import dev.hearth.app.ui.own.OwnFiles.Brought;
import dev.hearth.app.ui.own.OwnFiles.Collected;
import dev.hearth.guess.Beside;
import dev.hearth.guess.FolderModels;
import dev.hearth.guess.ModelFacts;
import dev.hearth.guess.ModelGuess;
import dev.hearth.json.JsonMistakeException;
import dev.hearth.json.JsonObject;
import dev.hearth.json.JsonValue;
import dev.hearth.manifest.Task;
import dev.hearth.source.BadInputException;
import dev.hearth.source.FileTree;
import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxLimits;
import dev.hearth.source.onnx.OnnxReader;
import dev.hearth.source.onnx.OnnxSummary;
import dev.hearth.source.onnx.OnnxSummaryReader;
import dev.hearth.source.tfjs.TfjsReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** A person's own model: its files, what they tell, and what the person says of them. */
final class OwnModel {
  private final SourceModel model;
  private final @Nullable OnnxSummary summary;
  private final ModelFolder folder;
  private final String named;
  private final JSObject files;
  private ModelGuess guess;
  private String description = "";

  private OwnModel(
      SourceModel model,
      @Nullable OnnxSummary summary,
      ModelFolder folder,
      String named,
      JSObject files,
      ModelGuess guess) {
    this.model = model;
    this.summary = summary;
    this.folder = folder;
    this.named = named;
    this.files = files;
    this.guess = guess;
  }

  /**
   * Reads what a person brought; blocking.
   *
   * @throws BadInputException if there is no model in it that can be run here
   */
  static OwnModel read(Collected collected) throws IOException {
    List<ModelFile> files = new ArrayList<>();
    Map<String, OwnFile> brought = new HashMap<>();
    for (int i = 0; i < collected.getFiles().getLength(); i++) {
      Brought one = collected.getFiles().get(i);
      OwnFile file = new OwnFile(one.getPath(), one.getData());
      files.add(file);
      brought.put(file.place(), file);
    }
    refuseConverted(files);
    FileTree tree = FileTree.of(collected.getName(), files);
    FolderModels models =
        new FolderModels(file -> false, "no .onnx file and no TensorFlow.js model.json");
    FolderModels.Found found = models.in(tree);
    ModelFile main = found.file();
    boolean onnx = main.path().toLowerCase(Locale.ROOT).endsWith(".onnx");
    OnnxSummary summary = onnx ? OnnxSummaryReader.read(main) : null;
    if (summary != null) {
      OnnxLimits.check(main.place(), summary);
      refuseZipMap(summary);
    }
    SourceModel model =
        onnx ? OnnxReader.read(main, found.folder()) : TfjsReader.read(main, found.folder());
    String zip = collected.getName();
    String named = zip.endsWith(".zip") ? zip : main.path();
    ModelGuess guess = ModelGuess.of(model, summary, found.folder(), named, List.of(), null);
    JSObject opened = opened(model, found.folder(), brought);
    return new OwnModel(model, summary, found.folder(), named, opened, guess);
  }

  private static void refuseConverted(List<ModelFile> files) {
    for (ModelFile file : files) {
      String name = file.path().toLowerCase(Locale.ROOT);
      if (name.endsWith(".keras") || name.endsWith(".h5") || name.endsWith("saved_model.pb")) {
        throw new BadInputException(
            file.path()
                + " has to be converted before a browser can run it: hearth import does so, and"
                + " makes a package of it");
      }
    }
  }

  private static void refuseZipMap(OnnxSummary summary) {
    if (summary.operators().containsKey("ai.onnx.ml:ZipMap")) {
      throw new BadInputException(
          "The model ends in a ZipMap, which makes a list of dictionaries, and browsers can be given"
              + " tensors alone. Export it with zipmap=False, or let hearth import cut it off");
    }
  }

  // The model's files, and a tokenizer's, for the engine: by their places among those brought.
  private static JSObject opened(
      SourceModel model, ModelFolder folder, Map<String, OwnFile> brought) throws IOException {
    JSObject out = OwnFiles.list();
    List<ModelFile> all = new ArrayList<>(model.files());
    all.addAll(new Beside(folder).tokenizer());
    for (ModelFile file : all) {
      OwnFile own = brought.get(file.place());
      if (own != null) {
        OwnFiles.add(out, file.path(), own.data());
      }
    }
    return out;
  }

  String name() {
    String name = guess.identity().name();
    return name.isEmpty() ? "model" : name;
  }

  SourceModel model() {
    return model;
  }

  @Nullable OnnxSummary summary() {
    return summary;
  }

  ModelGuess guess() {
    return guess;
  }

  /** Returns what {@code hearth inspect} prints of the model. */
  JsonObject facts() throws IOException {
    return ModelFacts.of(model, summary);
  }

  /** Guesses anew, for a task that a person names; blocking. */
  void guess(Task task) throws IOException {
    guess = ModelGuess.of(model, summary, folder, named, List.of(), task);
    description = "";
  }

  /** Returns a hearth.json: what the person said, else what was guessed. */
  String description() {
    if (!description.isEmpty()) {
      return description;
    }
    JsonObject out =
        new JsonObject()
            .put("name", name())
            .put("title", guess.identity().title())
            .put("license", guess.identity().license())
            .put("task", guess.task().id());
    JsonObject settings = guess.settings();
    if (settings != null) {
      settings.members().forEach(out::put);
    }
    if (guess.task() != Task.TENSORS && !guess.labels().isEmpty()) {
      out.put("labels", guess.labels());
    }
    return out.toString();
  }

  /**
   * Takes what a person says.
   *
   * @throws BadInputException if it is not JSON
   */
  void describe(String text) {
    try {
      JsonValue.parse(text);
    } catch (JsonMistakeException e) {
      throw new BadInputException(
          "The description is not JSON: there is a mistake in line " + e.line());
    }
    description = text;
  }

  /** Returns the files with the description, as hearth.js opens them. */
  JSObject source() {
    return OwnFiles.described(files, description());
  }
}
