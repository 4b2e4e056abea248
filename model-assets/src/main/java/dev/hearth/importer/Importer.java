package dev.hearth.importer;

import dev.hearth.goldens.GoldenMaker;
import dev.hearth.goldens.GoldenSet;
import dev.hearth.guess.Beside;
import dev.hearth.guess.Hints;
import dev.hearth.guess.Identity;
import dev.hearth.guess.Labels;
import dev.hearth.guess.MissingShapes;
import dev.hearth.guess.TaskSettings;
import dev.hearth.guess.TeachableMachine;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.json.JsonObject;
import dev.hearth.jvm.JvmUnicodeNormalizer;
import dev.hearth.jvm.OrtJvmSessionFactory;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Goldens;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.manifest.Task;
import dev.hearth.model.DiskFolder;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.predict.SelfTestReport;
import dev.hearth.progress.Progress;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.site.ModelsFolder;
import dev.hearth.site.ModelsFolder.Outcome;
import dev.hearth.site.Staging;
import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxSummary;
import dev.hearth.task.Translators;
import dev.hearth.text.Tokenizer;
import dev.hearth.variants.MadeVariant;
import dev.hearth.variants.VariantMaker;
import dev.hearth.variants.VariantReport;
import dev.hearth.variants.VariantTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a model package of a trained model. Everything is read, checked and run before the first
 * file is written.
 */
public final class Importer {
  /** The largest file that Netlify and Cloudflare Pages serve. */
  private static final int HOSTED_BYTES = 25 << 20;

  private final ImportRequest request;
  private final Consumer<String> notes;
  private final Progress progress;
  private @Nullable SelfTestReport report;

  private Importer(ImportRequest request, Consumer<String> notes, Progress progress) {
    this.request = request;
    this.notes = notes;
    this.progress = progress;
  }

  /**
   * Imports a model.
   *
   * @param notes takes one sentence about each thing that was decided or that the author should
   *     look at
   * @throws BadInputException if the model or what is beside it is at fault
   * @throws dev.hearth.runtime.InferenceException if the model cannot be loaded, gives other
   *     numbers than its goldens, or a JSON file is invalid
   */
  public static ImportReport run(ImportRequest request, Consumer<String> notes) throws IOException {
    return run(request, notes, Progress.NONE);
  }

  /** Does the same and tells how far it is. */
  public static ImportReport run(ImportRequest request, Consumer<String> notes, Progress progress)
      throws IOException {
    return new Importer(request, notes, progress).run();
  }

  private ImportReport run() throws IOException {
    try (Scratch scratch = new Scratch()) {
      return run(scratch);
    }
  }

  private ImportReport run(Scratch scratch) throws IOException {
    Path main = ModelFinder.file(request.path(), scratch);
    progress.stage("Reading " + main.getFileName(), 0);
    OnnxSummary summary = ModelFinder.summary(main);
    SourceModel model = ModelFinder.read(main, summary, scratch, notes);
    DiskFolder folder = new DiskFolder(SourceFile.folderOf(main));
    Beside beside = new Beside(folder);
    Hints hints = Hints.find(model, summary, beside);
    hints.reasons().forEach(notes);
    TeachableMachine teachable = TeachableMachine.in(folder);
    ModelDescription described =
        hints.complete(
            beside.description(given(request.describe(), "description")), request.task());
    described = teachable == null ? described : teachable.complete(described, model, notes);
    Identity identity = identity(described, ModelFinder.named(request.path(), main));
    ModelsFolder models = new ModelsFolder(request.out());
    models.check(identity.name(), identity.version());
    if (identity.license().equals(Identity.UNKNOWN_LICENSE)) {
      notes.accept("the licence is unknown: give --license before you publish this model");
    }
    Task task = task(described, hints);
    List<String> labels =
        labels(task, described, beside.labels(given(request.labels(), "labels")), hints);
    if (labels == null && teachable != null) {
      labels = teachable.labelsFor(task, model, notes);
    }
    UserGoldens given = UserGoldens.read(request, main, model);
    GoldenSet goldens = given.set();
    model = MissingShapes.fill(model, goldens == null ? List.of() : goldens.cases(), labels, notes);
    TaskSettings settings =
        TaskSettings.of(task, described, beside.preprocessorConfig(), labels, model, notes);
    progress.stage("Running " + main.getFileName(), 0);
    goldens = runOnJvm(model, goldens, settings.preprocessing().image());
    ClassCount.check(settings, goldens);
    String card = beside.card(given(request.card(), "model card"));
    if (request.shardBytes() > HOSTED_BYTES) {
      notes.accept("static hosts such as Netlify take at most 25 MiB a file: --shard-size is more");
    }
    List<MadeVariant> variants =
        VariantMaker.make(model, request.variants(), goldens, scratch, notes);
    List<VariantReport> costs = variants.stream().map(MadeVariant::report).toList();
    GoldenSet carried = goldens == null ? null : goldens.carried();
    if (goldens != null && carried != null && carried.cases().size() < goldens.cases().size()) {
      notes.accept(
          carried.cases().size()
              + " of the "
              + goldens.cases().size()
              + " golden cases go into the package, for devices to run"
              + (report == null ? "" : "; the JVM has run all of them"));
    }
    progress.stage("Writing", model.files().stream().mapToLong(ModelFile::bytes).sum());
    try (Staging staging = Staging.in(request.out(), request.shardBytes(), progress::advance)) {
      if (task.input() == Task.Input.TEXT) {
        settings = settings.withTokenizer(stored(staging, beside.tokenizer()));
      }
      ModelManifest manifest = manifest(staging, identity, settings, model, variants, carried);
      List<String> parity = check(manifest, beside.tokenizer(), given);
      parity.forEach(notes);
      if (card == null) {
        card =
            ModelCard.write(
                identity, task, model, variants, settings.labels(), goldens, report, parity);
      }
      if (!request.variants().kinds().isEmpty()) {
        card =
            VariantTable.without(card)
                + VariantTable.markdown(costs, goldens, request.variants().tolerance());
      }
      Outcome outcome = models.publish(staging, manifest, card, request.force(), notes);
      Path place = request.out().resolve(identity.name()).resolve(identity.version());
      return new ImportReport(manifest, model.format(), place, outcome, report, costs);
    }
  }

  /** Stages the files and returns the manifest that names them, as a browser will read it. */
  private ModelManifest manifest(
      Staging staging,
      Identity identity,
      TaskSettings settings,
      SourceModel model,
      List<MadeVariant> variants,
      @Nullable GoldenSet goldens)
      throws IOException {
    ModelManifest manifest =
        new ModelManifest(
            identity.name(),
            identity.version(),
            identity.title(),
            identity.description(),
            identity.license(),
            settings.task(),
            model.runtime(),
            StoredVariants.in(staging, variants),
            model.inputs(),
            model.outputs(),
            settings.preprocessing(),
            settings.postprocessing(),
            settings.labels(),
            stored(staging, goldens),
            request.generator());
    return ModelManifest.parse(manifest.toJson());
  }

  private Identity identity(ModelDescription described, Path named) {
    ModelDescription asked =
        new ModelDescription(
            request.name(),
            request.version(),
            request.title(),
            request.description(),
            request.license(),
            null,
            Preprocessing.NONE,
            new JsonObject(),
            null);
    DiskFolder folder = new DiskFolder(SourceFile.folderOf(named));
    Identity identity = Identity.of(asked, described, named.getFileName().toString(), folder);
    if (identity.name().isEmpty()) {
      throw new BadInputException("No name can be made of " + named + "; give --name");
    }
    return identity;
  }

  private static @Nullable ModelFile given(@Nullable Path file, String what) throws IOException {
    if (file != null && !Files.isRegularFile(file)) {
      throw new BadInputException("There is no " + what + " file " + file);
    }
    return file == null ? null : new SourceFile(file.toString(), file, Files.size(file));
  }

  private Task task(ModelDescription described, Hints hints) {
    if (request.task() != null) {
      return request.task();
    }
    if (described.task() != null) {
      return described.task();
    }
    notes.accept("no task is given: the package offers raw tensors");
    if (hints.isTableClassifier()) {
      notes.accept(
          "a classifier of tables: with preprocessing.table in hearth.json it can be"
              + " tabular-classification");
    }
    return Task.TENSORS;
  }

  private @Nullable List<String> labels(
      Task task, ModelDescription described, @Nullable ModelFile file, Hints hints)
      throws IOException {
    if (request.labels() == null && described.labels() != null && task != Task.TENSORS) {
      return Labels.checked(described.labels(), "hearth.json", notes);
    }
    if (file == null) {
      List<String> found = task == Task.TENSORS ? null : hints.labels();
      return found == null ? null : Labels.checked(found, hints.labelsFrom(), notes);
    }
    if (task == Task.TENSORS) {
      notes.accept("the labels in " + file.place() + " are not used: the task is tensors");
      return null;
    }
    return Labels.read(file, notes);
  }

  /** Loads an ONNX model, makes goldens where none were given, and runs them. */
  private @Nullable GoldenSet runOnJvm(
      SourceModel model, @Nullable GoldenSet given, @Nullable ImagePreprocessing image)
      throws IOException {
    if (model.runtime() != ModelRuntime.ONNX) {
      if (given == null) {
        notes.accept(
            "no goldens: a TF.js model cannot run on the JVM; give --golden so that devices can"
                + " test themselves");
      }
      return given;
    }
    try (InferenceSession session = new OrtJvmSessionFactory().create(SourceFile.main(model))) {
      GoldenSet goldens = given == null ? made(session, image) : given;
      report = goldens == null ? null : goldens.selfTest().run(session);
      return goldens;
    }
  }

  private @Nullable GoldenSet made(InferenceSession session, @Nullable ImagePreprocessing image) {
    try {
      return GoldenMaker.make(session, image);
    } catch (BadInputException e) {
      notes.accept("no goldens: " + e.getMessage() + "; give --golden");
      return null;
    }
  }

  /** Refuses a package that its task could not use, and says how near its preprocessing comes. */
  private static List<String> check(
      ModelManifest manifest, List<ModelFile> tokenizer, UserGoldens given) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (ModelFile file : tokenizer) {
      files.put(file.path(), file.read(0, (int) file.bytes()));
    }
    Supplier<Tokenizer> read = () -> Tokenizer.fromFiles(files, new JvmUnicodeNormalizer());
    try {
      if (manifest.task() != Task.TENSORS) {
        Translators.of(manifest, read);
      }
    } catch (IllegalArgumentException e) {
      throw new BadInputException("The tokenizer cannot be used. " + e.getMessage(), e);
    } catch (InferenceException e) {
      throw new BadInputException(
          "hearth.json beside the model, or --describe, has to describe the task "
              + manifest.task().id()
              + ". "
              + e.getMessage(),
          e);
    }
    return given.preprocessing(manifest, read);
  }

  private static List<Artifact> stored(Staging staging, List<ModelFile> files) throws IOException {
    List<Artifact> out = new ArrayList<>();
    for (ModelFile file : files) {
      out.add(staging.store(SourceFile.on(file)));
    }
    return out;
  }

  private static @Nullable Goldens stored(Staging staging, @Nullable GoldenSet goldens)
      throws IOException {
    return goldens == null ? null : goldens.storedAt(staging.store("goldens.bin", goldens.data()));
  }
}
