package dev.hearth.importer;

import dev.hearth.goldens.GoldenFile;
import dev.hearth.goldens.GoldenMaker;
import dev.hearth.goldens.GoldenSet;
import dev.hearth.jvm.OrtJvmSessionFactory;
import dev.hearth.manifest.Goldens;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.site.BrowserSection;
import dev.hearth.site.ModelsFolder;
import dev.hearth.site.ModelsFolder.Outcome;
import dev.hearth.site.Staging;
import dev.hearth.site.StoredVersion;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.variants.MadeVariant;
import dev.hearth.variants.VariantMaker;
import dev.hearth.variants.VariantReport;
import dev.hearth.variants.VariantRequest;
import dev.hearth.variants.VariantTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes variants of a model, or a new version of a package with them. */
public final class Quantizer {
  private final VariantRequest request;
  private final Consumer<String> notes;

  /**
   * Makes a quantizer.
   *
   * @param request which variants
   * @param notes takes a sentence about each thing to look at
   */
  public Quantizer(VariantRequest request, Consumer<String> notes) {
    this.request = request;
    this.notes = notes;
  }

  /**
   * What was made.
   *
   * @param folder where it lies
   * @param outcome whether it was there before
   * @param variants what each costs
   */
  public record Report(Path folder, Outcome outcome, List<VariantReport> variants) {
    public Report {
      variants = List.copyOf(variants);
    }
  }

  /** Returns true if a path is a package, by its manifest or its channels. */
  public static boolean isPackage(Path path) throws IOException {
    return StoredVersion.at(path) != null;
  }

  /**
   * Writes each variant of a model into a folder of its name.
   *
   * @param path a model file, or the folder of one
   * @param golden what to measure by; null to compute it
   * @param out a folder that is not there yet; it appears whole
   * @throws BadInputException if the model is at fault, or the folder is there
   */
  public Report model(Path path, @Nullable Path golden, Path out) throws IOException {
    if (Files.exists(out)) {
      throw new BadInputException(out + " is there already; give a new --out");
    }
    try (Scratch scratch = new Scratch()) {
      Path main = ModelFinder.file(path, scratch);
      SourceModel model = ModelFinder.read(main, null, scratch, notes);
      GoldenSet goldens = golden == null ? computed(model) : GoldenFile.read(golden, main, model);
      List<MadeVariant> variants = VariantMaker.make(model, request, goldens, scratch, notes);
      Path parent = SourceFile.folderOf(out);
      Files.createDirectories(parent);
      Path staged = Scratch.made(Files.createTempDirectory(parent, ".hearth-"));
      try {
        for (MadeVariant variant : variants) {
          for (SourceFile file : SourceFile.all(variant.model())) {
            Path target = staged.resolve(variant.report().name()).resolve(file.path());
            Files.createDirectories(SourceFile.folderOf(target));
            Files.copy(file.file(), target);
          }
        }
        Files.move(staged, out, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Scratch.delete(staged);
      }
      return new Report(out, Outcome.ADDED, reports(variants));
    }
  }

  private @Nullable GoldenSet computed(SourceModel model) {
    if (model.runtime() != ModelRuntime.ONNX) {
      notes.accept("no goldens: nothing is measured but the weights; give --golden");
      return null;
    }
    try (InferenceSession session = new OrtJvmSessionFactory().create(SourceFile.main(model))) {
      return GoldenMaker.make(session, null);
    } catch (BadInputException e) {
      notes.accept("no goldens: " + e.getMessage() + "; give --golden");
      return null;
    }
  }

  /**
   * Publishes a version of a package whose variants are made anew from its most exact one, and
   * measured by its goldens.
   *
   * @param path the folder of a version, or of a model, whose stable version is taken
   * @param version the new version's name
   * @param shardBytes the size files are cut at
   * @param force true to replace a version of other content
   * @throws BadInputException if the package has no exact weights, or the version is there
   */
  public Report pack(Path path, String version, int shardBytes, boolean force) throws IOException {
    StoredVersion old = StoredVersion.at(path);
    if (old == null) {
      throw new BadInputException(path + " is no package: it has no manifest.json");
    }
    ModelManifest before = old.manifest();
    ModelsFolder models = new ModelsFolder(old.models());
    models.check(before.name(), version);
    try (Scratch scratch = new Scratch();
        Staging staging = Staging.in(old.models(), shardBytes)) {
      SourceModel model = ExactWeights.of(old, before, scratch.folder());
      Goldens given = before.goldens();
      GoldenSet goldens = given == null ? null : GoldenSet.of(given, old.read(given.data()));
      List<MadeVariant> variants = VariantMaker.make(model, request, goldens, scratch, notes);
      ModelManifest manifest = before.with(version, StoredVariants.in(staging, variants));
      String card =
          VariantTable.without(BrowserSection.without(old.card()))
              + VariantTable.markdown(reports(variants), goldens, request.tolerance());
      Outcome outcome =
          models.publish(staging, ModelManifest.parse(manifest.toJson()), card, force, notes);
      Path folder = old.models().resolve(manifest.name()).resolve(version);
      return new Report(folder, outcome, reports(variants));
    }
  }

  private static List<VariantReport> reports(List<MadeVariant> variants) {
    return variants.stream().map(MadeVariant::report).toList();
  }
}
