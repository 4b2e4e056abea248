package dev.hearth.app.ui.own;

import dev.hearth.app.ui.kit.Go;
import dev.hearth.app.ui.kit.ProblemException;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.guess.Beside;
import dev.hearth.guess.Classes;
import dev.hearth.guess.FolderModels;
import dev.hearth.guess.FolderModels.Found;
import dev.hearth.guess.Identity;
import dev.hearth.guess.ModelFacts;
import dev.hearth.guess.ModelGuess;
import dev.hearth.json.JsonMistakeException;
import dev.hearth.json.JsonObject;
import dev.hearth.json.JsonValue;
import dev.hearth.manifest.Task;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.source.BadInputException;
import dev.hearth.source.FileTree;
import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.MissingKernel;
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
import org.teavm.jso.dom.html.HTMLElement;

/** A person's own model: its files, what they tell, and what the person says of them. */
final class OwnModel implements Own {
  private static final String NAMELESS = "model";
  private static final String DESCRIPTION = "hearth.json";

  /** What begins the names of files that are no list of labels, however they look. */
  private static final List<String> NO_LABELS =
      List.of(
          DESCRIPTION,
          "config",
          "metadata",
          "readme",
          "licen",
          "notice",
          "requirements",
          "package");

  /** What a runtime says of a model that it does not load. */
  private static final List<Code> REFUSED = List.of(Code.RUNTIME_FAILED, Code.INVALID_INPUT);

  private static final FolderModels MODELS =
      new FolderModels(
          file -> false,
          "no .onnx file, no TensorFlow.js model.json and no package's manifest.json");

  private final SourceModel model;
  private final @Nullable OnnxSummary summary;
  private final ModelFolder folder;
  private final String named;
  private final JSObject files;

  /** The hearth.json that was given. */
  private final String authored;

  private ModelGuess guess;
  private String description = "";

  /** What runs; empty until it was checked. */
  private String complete = "";

  private OwnModel(
      SourceModel model,
      @Nullable OnnxSummary summary,
      ModelFolder folder,
      String named,
      JSObject files,
      String authored,
      ModelGuess guess) {
    this.model = model;
    this.summary = summary;
    this.folder = folder;
    this.named = named;
    this.files = files;
    this.authored = authored;
    this.guess = guess;
  }

  /**
   * Returns the models among what a person brought.
   *
   * @param together what the zip or the folder of the files is called; may be empty
   * @throws BadInputException if there is none
   */
  static List<Found> find(String together, List<OwnFile> files) throws IOException {
    refuseConverted(files);
    return MODELS.in(FileTree.of(together, List.copyOf(files)));
  }

  /**
   * Reads one of the models that were brought; blocking.
   *
   * @param together as {@link #find} takes it
   * @throws BadInputException if it cannot be run here
   */
  static OwnModel read(String together, List<OwnFile> files, Found found) throws IOException {
    Map<String, OwnFile> brought = new HashMap<>();
    for (OwnFile file : files) {
      brought.put(file.place(), file);
    }
    ModelFile main = found.file();
    boolean onnx = main.path().toLowerCase(Locale.ROOT).endsWith(".onnx");
    OnnxSummary summary = onnx ? OnnxSummaryReader.read(main) : null;
    if (summary != null) {
      OnnxLimits.check(main.place(), summary);
      refuseZipMap(summary);
    }
    SourceModel model =
        onnx ? OnnxReader.read(main, found.folder()) : TfjsReader.read(main, found.folder());
    String named = together.endsWith(".zip") ? together : main.path();
    ModelFolder folder = together.isEmpty() ? labelled(found.folder(), files) : found.folder();
    ModelGuess guess = guess(model, summary, folder, named);
    JSObject opened = opened(model, folder, brought);
    ModelFile said = folder.find(DESCRIPTION);
    String authored = said == null ? "{}" : said.text("description");
    return new OwnModel(model, summary, folder, named, opened, authored, guess);
  }

  /** Labels may have any name where a person gives them by hand beside the model. */
  private static ModelFolder labelled(ModelFolder folder, List<OwnFile> files) throws IOException {
    List<OwnFile> labels = new ArrayList<>();
    for (OwnFile file : files) {
      if (mayBeLabels(file.path().toLowerCase(Locale.ROOT)) && file.isLabels()) {
        labels.add(file);
      }
    }
    return labels.size() == 1 && new Beside(folder).labels(null) == null
        ? new FolderWith(folder, "labels.txt", labels.get(0))
        : folder;
  }

  private static boolean mayBeLabels(String path) {
    for (String start : NO_LABELS) {
      if (path.startsWith(start)) {
        return false;
      }
    }
    return true;
  }

  /** Goes by the files, else by the shapes, which the person sees and can correct. */
  private static ModelGuess guess(
      SourceModel model, @Nullable OnnxSummary summary, ModelFolder folder, String named)
      throws IOException {
    ModelGuess told = ModelGuess.of(model, summary, folder, named, List.of(), null);
    Task likely = told.likely();
    if (likely == null) {
      return told;
    }
    String why =
        "no task is told; its shapes are those of a classifier of pictures: choose another task if"
            + " it is none";
    ModelGuess taken = ModelGuess.of(model, summary, folder, named, List.of(why), likely);
    // Who gives labels means a classifier, and is told where they do not fit.
    boolean labelled = new Beside(folder).labels(null) != null;
    return taken.refusal().isEmpty() || labelled ? taken : told;
  }

  private static void refuseConverted(List<OwnFile> files) {
    for (OwnFile file : files) {
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

  @Override
  public String name() {
    String name = guess.identity().name();
    return name.isEmpty() ? NAMELESS : name;
  }

  SourceModel model() {
    return model;
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
    return description.isEmpty() ? described(guess) : description;
  }

  // What its author says stays where it cannot be used as it is: it is the person's to correct.
  private String described(ModelGuess guessed) {
    Identity identity = guessed.identity();
    JsonObject settings = guessed.settings();
    JsonObject out = settings == null ? JsonObject.parse(DESCRIPTION, authored) : new JsonObject();
    out.put("name", identity.name().isEmpty() ? NAMELESS : identity.name())
        .put("version", identity.version())
        .put("title", identity.title())
        .put("description", identity.description())
        .put("license", identity.license())
        .put("task", guessed.task().id());
    if (settings != null) {
      settings.members().forEach(out::put);
    }
    if (guessed.task() != Task.TENSORS && !guessed.labels().isEmpty()) {
      out.put("labels", guessed.labels());
    }
    return out.toString();
  }

  /**
   * Takes what a person says.
   *
   * @throws BadInputException if it is not JSON
   */
  void describe(String text) {
    String before = description;
    description = text;
    try {
      said();
    } catch (BadInputException e) {
      description = before;
      throw e;
    }
  }

  /**
   * Completes what the person says as an import would, and refuses what that would refuse;
   * blocking.
   *
   * @throws BadInputException if what the person says is no description, or does not fit the model
   */
  void check() throws IOException {
    OwnFile description = new OwnFile(DESCRIPTION, OwnFiles.blob(description()));
    ModelFolder described = new FolderWith(folder, DESCRIPTION, description);
    ModelGuess said = ModelGuess.of(model, summary, described, named, List.of(), null);
    if (!said.refusal().isEmpty()) {
      throw new BadInputException(said.refusal());
    }
    if (said.task().input() == Task.Input.TEXT && new Beside(folder).tokenizer().isEmpty()) {
      throw new BadInputException(
          Words.say(
              "This task needs the model's tokenizer, such as tokenizer.json, and none was given."
                  + " Give it together with the model."));
    }
    complete = described(said);
  }

  /** Returns how many labels what a person says asks for; less than 0 where nothing tells. */
  int classes() {
    JsonValue said = said();
    String id = said.path("task").asText("");
    for (Task task : Task.values()) {
      if (task.id().equals(id)) {
        return Classes.of(model, task, said.path("postprocessing").path("output").asText(""));
      }
    }
    return Classes.UNKNOWN;
  }

  /** Returns how many labels are said. */
  int labels() {
    return said().path("labels").size();
  }

  private JsonValue said() {
    try {
      return JsonValue.parse(description());
    } catch (JsonMistakeException e) {
      throw new BadInputException(
          Words.say(
              "The description is not JSON: there is a mistake in line {0}",
              Integer.toString(e.line())),
          e);
    }
  }

  @Override
  public JSObject source() {
    return OwnFiles.described(files, complete.isEmpty() ? description() : complete);
  }

  @Override
  public RuntimeException explained(RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof InferenceException e && e.code() == Code.MANIFEST_INVALID) {
      return new ProblemException("OWN_DESCRIPTION", message);
    }
    MissingKernel missing = summary == null ? null : MissingKernel.in(message, summary);
    if (missing == null) {
      boolean refused = failure instanceof InferenceException e && REFUSED.contains(e.code());
      return refused ? new ProblemException("OWN_MODEL", message) : failure;
    }
    String what =
        Words.say(
            "{0} of {1}, opset {2}",
            missing.operator(), missing.domain(), Long.toString(missing.opset()));
    return new ProblemException(
        "NO_KERNEL",
        missing.isKnown()
            ? Words.say(
                "The operator {0} cannot be run for the element types that this model gives it."
                    + " Export the model with float32 there, or with other operators in its place.",
                what)
            : Words.say(
                "The operator {0} is unknown to the runtime. Export the model with another opset,"
                    + " or with operators of ONNX itself in its place.",
                what));
  }

  @Override
  public LabelTaker show(HTMLElement slot, Go go) {
    OwnForm form = new OwnForm(this, go);
    slot.appendChild(new FactsCard(this).element());
    slot.appendChild(form.element());
    return form.labels();
  }
}
