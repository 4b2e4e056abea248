package dev.hearth.app.engine;

import dev.hearth.app.engine.Request.OptionsMessage;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import dev.hearth.predict.Model;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.task.Translators;
import org.jspecify.annotations.Nullable;

/** A model's translators: the usual one, and those by a person's thresholds. */
final class TaskTranslators {
  private final Model model;
  private @Nullable Translator<?, ?> usual;

  TaskTranslators(Model model) {
    this.model = model;
  }

  Translator<?, ?> usual() {
    Translator<?, ?> made = usual;
    if (made == null) {
      made = make(model.manifest());
      usual = made;
    }
    return made;
  }

  private Translator<?, ?> make(ModelManifest manifest) {
    if (manifest.task() == Task.TENSORS) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected a model with a task, found raw tensors: use run");
    }
    return Translators.of(manifest, model::tokenizer);
  }

  // Detections hang on thresholds that a person moves.
  Translator<?, ?> by(OptionsMessage options) {
    double score = options.getScoreThreshold();
    double iou = options.getIouThreshold();
    if (Double.isNaN(score) && Double.isNaN(iou)) {
      return usual();
    }
    if (model.manifest().task() != Task.OBJECT_DETECTION) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected thresholds for object-detection alone, found " + model.manifest().task().id());
    }
    JsonObject settings = copy(model.manifest().postprocessing());
    if (!Double.isNaN(score)) {
      settings.put("scoreThreshold", score);
    }
    if (!Double.isNaN(iou)) {
      JsonObject nms = settings.has("nms") ? copy(settings.object("nms")) : new JsonObject();
      settings.put("nms", nms.put("iouThreshold", iou));
    }
    return make(model.manifest().withPostprocessing(copy(settings)));
  }

  private static JsonObject copy(JsonObject json) {
    return JsonObject.parse("postprocessing", json.toString());
  }
}
