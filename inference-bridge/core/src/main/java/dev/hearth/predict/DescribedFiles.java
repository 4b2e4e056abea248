package dev.hearth.predict;

import dev.hearth.guess.Beside;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.manifest.Task;
import dev.hearth.manifest.TextPreprocessing;
import dev.hearth.manifest.Variant;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model without a package: the manifest that it would have, made of what is said of its files.
 */
final class DescribedFiles {
  private final ModelDescription description;
  private final ModelRuntime runtime;
  private final List<Artifact> model = new ArrayList<>();
  private final List<Artifact> tokenizer = new ArrayList<>();
  private final Map<String, byte[]> tokenizerBytes = new LinkedHashMap<>();

  DescribedFiles(ModelFiles files, List<Artifact> artifacts, ModelDescription description) {
    this.description = description;
    this.runtime = ModelRuntime.of(files);
    List<String> paths = new ArrayList<>(files.paths());
    List<String> texts = Beside.tokenizer(paths);
    for (Artifact artifact : artifacts) {
      if (texts.contains(artifact.path())) {
        tokenizer.add(artifact);
        tokenizerBytes.put(artifact.path(), files.bytes(artifact.path()));
      } else {
        model.add(artifact);
      }
    }
  }

  byte[] tokenizerFile(Artifact artifact) {
    byte[] bytes = tokenizerBytes.get(artifact.path());
    if (bytes == null) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected the tokenizer's file " + artifact.path() + ", found none");
    }
    return bytes;
  }

  /**
   * Returns the manifest of a model with the inputs and outputs of a session.
   *
   * @throws InferenceException MANIFEST_INVALID if what is said does not fit the model
   */
  ModelManifest manifest(InferenceSession session) {
    Task task = description.task() == null ? Task.TENSORS : description.task();
    List<String> labels = description.labels() == null ? List.of() : description.labels();
    String name = description.name() == null ? "model" : description.name();
    try {
      return ModelManifest.parse(
          new ModelManifest(
                  name,
                  description.version() == null ? "1.0.0" : description.version(),
                  description.title() == null ? name : description.title(),
                  description.description() == null ? "" : description.description(),
                  description.license() == null ? "unknown" : description.license(),
                  task,
                  runtime,
                  List.of(new Variant("files", model, List.of())),
                  session.inputs(),
                  session.outputs(),
                  preprocessing(task),
                  description.postprocessing(),
                  task == Task.TENSORS ? List.of() : labels,
                  null,
                  "files that a person brought")
              .toJson());
    } catch (IllegalArgumentException e) {
      throw new InferenceException(Code.MANIFEST_INVALID, "The description: " + e.getMessage(), e);
    }
  }

  private Preprocessing preprocessing(Task task) {
    Preprocessing said = description.preprocessing();
    if (task.input() != Task.Input.TEXT) {
      return said;
    }
    if (tokenizer.isEmpty()) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a tokenizer's files, such as tokenizer.json, beside the model of a task of"
              + " texts, found none");
    }
    JsonObject text = TextPreprocessing.read(said.text()).with(tokenizer).toJson();
    return new Preprocessing(null, null, null, text, null);
  }
}
