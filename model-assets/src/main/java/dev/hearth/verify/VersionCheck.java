package dev.hearth.verify;

import dev.hearth.importer.Preview;
import dev.hearth.jvm.JvmModels;
import dev.hearth.jvm.JvmUnicodeNormalizer;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Goldens;
import dev.hearth.manifest.Goldens.GoldenCase;
import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Task;
import dev.hearth.manifest.TextPreprocessing;
import dev.hearth.manifest.Variant;
import dev.hearth.model.Scratch;
import dev.hearth.predict.LoadListener;
import dev.hearth.predict.LoadOptions;
import dev.hearth.predict.Model;
import dev.hearth.progress.Progress;
import dev.hearth.runtime.InferenceException;
import dev.hearth.site.StoredVersion;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.task.Translators;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks one version of a model. */
final class VersionCheck {
  private final StoredVersion folder;
  private final Path manifestFile;
  private final Findings findings;
  private final Blobs blobs;
  private final Progress progress;

  VersionCheck(StoredVersion folder, Findings findings, Blobs blobs, Progress progress) {
    this.folder = folder;
    this.manifestFile = folder.folder().resolve("manifest.json");
    this.findings = findings;
    this.blobs = blobs;
    this.progress = progress;
  }

  /** Returns true if its files are those that its manifest names, so that it can be opened. */
  boolean run() throws IOException {
    findings.versionChecked();
    ModelManifest manifest;
    try {
      manifest = folder.manifest();
    } catch (BadInputException e) {
      findings.wrong(
          manifestFile, String.valueOf(e.getMessage()).replaceFirst("^\\S*manifest\\.json: ", ""));
      return false;
    }
    names(manifest);
    card(manifest);
    boolean whole = shards(manifest);
    golden(manifest);
    if (whole) {
      task(manifest);
      for (Variant variant : manifest.variants()) {
        progress.stage(manifest.name() + " " + variant.name() + ": reading", 0);
        model(manifest, variant);
        run(manifest, variant);
      }
    }
    return whole;
  }

  private void names(ModelManifest manifest) {
    Path version = folder.folder();
    Path model = version.resolveSibling(".").normalize();
    if (!version.endsWith(manifest.version()) || !model.endsWith(manifest.name())) {
      findings.wrong(
          manifestFile,
          "says "
              + manifest.name()
              + " "
              + manifest.version()
              + ", which should lie at "
              + manifest.name()
              + "/"
              + manifest.version());
    }
    if (manifest.license().isBlank() || manifest.license().equals("unknown")) {
      findings.note(manifestFile, "the licence is unknown: find out before you publish this model");
    }
  }

  private void card(ModelManifest manifest) throws IOException {
    Path card = folder.folder().resolve("MODEL_CARD.md");
    if (!Files.isRegularFile(card) || Files.size(card) == 0) {
      findings.wrong(card, manifest.name() + " has no model card");
    }
  }

  private boolean shards(ModelManifest manifest) throws IOException {
    List<Artifact> artifacts = StoredVersion.artifacts(manifest);
    progress.stage(
        manifest.name() + ": hashing", artifacts.stream().mapToLong(Artifact::bytes).sum());
    boolean whole = true;
    for (Artifact artifact : artifacts) {
      whole &= blobs.check(artifact, manifestFile);
    }
    return whole;
  }

  private void golden(ModelManifest manifest) {
    Goldens goldens = manifest.goldens();
    if (goldens == null) {
      findings.note(manifestFile, "has no goldens: no device can test itself");
      return;
    }
    for (GoldenCase one : goldens.cases()) {
      tensors(one.id(), one.inputs(), manifest.inputs(), goldens);
      tensors(one.id(), one.outputs(), manifest.outputs(), goldens);
    }
  }

  private void tensors(
      String id, List<GoldenTensor> tensors, List<TensorInfo> infos, Goldens goldens) {
    for (GoldenTensor tensor : tensors) {
      String what = "golden " + id + ": " + tensor.name() + " " + tensor.type().id();
      TensorInfo info =
          infos.stream().filter(one -> one.name().equals(tensor.name())).findFirst().orElse(null);
      if (info == null || info.type() != tensor.type() || !info.accepts(tensor.shape())) {
        findings.wrong(
            manifestFile, what + tensor.shape() + " is not " + (info == null ? infos : info));
      }
      if (tensor.offset() < 0 || tensor.offset() + (long) tensor.bytes() > goldens.data().bytes()) {
        findings.wrong(
            manifestFile,
            what
                + " should lie at byte "
                + tensor.offset()
                + " of "
                + goldens.data().bytes()
                + " bytes");
      }
    }
  }

  /** Makes the task's translator, which checks labels and settings against the outputs. */
  private void task(ModelManifest manifest) throws IOException {
    if (manifest.task() == Task.TENSORS) {
      return;
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Scratch scratch = new Scratch()) {
      if (manifest.preprocessing().text() != null) {
        List<Artifact> parts = TextPreprocessing.read(manifest.preprocessing().text()).files();
        for (Artifact file : parts) {
          Variant alone = new Variant("tokenizer", List.of(file), List.of());
          files.put(file.path(), Files.readAllBytes(folder.assemble(alone, scratch.folder())));
        }
      }
      Translators.of(manifest, () -> Tokenizer.fromFiles(files, new JvmUnicodeNormalizer()));
    } catch (InferenceException | IllegalArgumentException | BadInputException e) {
      findings.wrong(manifestFile, String.valueOf(e.getMessage()));
    }
  }

  /** Compares what a variant's files take and give with what the manifest says. */
  private void model(ModelManifest manifest, Variant variant) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path main = folder.assemble(variant, scratch.folder());
      SourceModel model = Preview.of(main, scratch).guess().model();
      ports(variant, "inputs", manifest.inputs(), model.inputs(), model);
      ports(variant, "outputs", manifest.outputs(), model.outputs(), model);
      if (model.runtime() != manifest.runtime()) {
        findings.wrong(
            manifestFile,
            "says " + manifest.runtime().id() + ", and the files are " + model.runtime().id());
      }
    } catch (BadInputException | InferenceException e) {
      findings.wrong(manifestFile, "variant " + variant.name() + ": " + e.getMessage());
    }
  }

  private void ports(
      Variant variant,
      String role,
      List<TensorInfo> said,
      List<TensorInfo> found,
      SourceModel model) {
    boolean same = said.size() == found.size();
    for (int i = 0; same && i < said.size(); i++) {
      TensorInfo one = said.get(i);
      TensorInfo other = found.get(i);
      same = one.name().equals(other.name()) && one.type() == other.type();
      if (same && !model.shapeless().contains(other.name())) {
        same = agree(one, other);
      }
    }
    if (!same) {
      findings.wrong(
          manifestFile,
          "says the "
              + role
              + " "
              + said
              + ", and the files of "
              + variant.name()
              + " have "
              + found);
    }
  }

  private static boolean agree(TensorInfo said, TensorInfo found) {
    boolean same = said.dimensions().size() == found.dimensions().size();
    for (int axis = 0; same && axis < said.dimensions().size(); axis++) {
      TensorInfo.Dimension one = said.dimensions().get(axis);
      TensorInfo.Dimension other = found.dimensions().get(axis);
      same = one.isFree() || other.isFree() || one.size() == other.size();
    }
    return same;
  }

  private void run(ModelManifest manifest, Variant variant) {
    Goldens goldens = manifest.goldens();
    if (manifest.runtime() != ModelRuntime.ONNX || goldens == null) {
      return;
    }
    progress.stage(manifest.name() + " " + variant.name() + ": running goldens", 0);
    LoadOptions options = new LoadOptions(List.of(), variant.name(), true, List.of());
    try (Model model =
        new JvmModels().open(folder.folder().toString(), options, LoadListener.NONE)) {
      findings.goldensRun(model.manifest().goldens() == null ? 0 : goldens.cases().size());
    } catch (InferenceException e) {
      findings.wrong(manifestFile, "variant " + variant.name() + ": " + e.getMessage());
    }
  }
}
