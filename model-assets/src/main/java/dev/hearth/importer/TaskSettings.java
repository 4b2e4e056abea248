package dev.hearth.importer;

import dev.hearth.image.ImagePreprocessing;
import dev.hearth.manifest.AudioPreprocessing;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.Postprocessing;
import dev.hearth.manifest.Task;
import dev.hearth.model.BadInputException;
import dev.hearth.model.SourceModel;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.TensorInfo;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a model is for, and what surrounds it.
 *
 * @param task what it does
 * @param image how a picture becomes the input, for image tasks
 * @param audio how a sound becomes the input, for audio tasks
 * @param classifier what the output means; null for raw tensors
 */
record TaskSettings(
    Task task,
    @Nullable ImagePreprocessing image,
    @Nullable AudioPreprocessing audio,
    @Nullable Classifier classifier) {

  static TaskSettings of(
      Task task,
      ModelDescription described,
      @Nullable List<String> labels,
      SourceModel model,
      Consumer<String> notes) {
    if (task == Task.TENSORS) {
      return new TaskSettings(task, null, null, null);
    }
    Classifier classifier = Classifier.of(model, described.postprocessing(), labels, notes);
    return task == Task.AUDIO_CLASSIFICATION
        ? new TaskSettings(task, null, audio(described, model), classifier)
        : new TaskSettings(task, image(described, model, notes), null, classifier);
  }

  List<String> labels() {
    return classifier == null ? List.of() : classifier.labels();
  }

  @Nullable Postprocessing postprocessing() {
    return classifier == null ? null : classifier.postprocessing();
  }

  private static ImagePreprocessing image(
      ModelDescription described, SourceModel model, Consumer<String> notes) {
    ImagePreprocessing image = described.image();
    if (image == null) {
      return ImageDefaults.of(model.inputs().get(0), model.runtime(), notes);
    }
    ImageDefaults.check(image, model.inputs().get(0));
    return image;
  }

  private static AudioPreprocessing audio(ModelDescription described, SourceModel model) {
    AudioPreprocessing audio = described.audio();
    if (audio == null) {
      throw new BadInputException(
          "audio-classification needs preprocessing.audio: how sound becomes the model's input"
              + " cannot be guessed, so describe it in a hearth.json beside the model");
    }
    TensorInfo input = model.inputs().get(0);
    Shape clip = Shape.of(1, audio.frames(), audio.logMel().melBands(), 1);
    if (input.type() != ElementType.FLOAT32 || !input.accepts(clip)) {
      throw new BadInputException(
          "The described preprocessing makes float32" + clip + ", and the input is " + input);
    }
    return audio;
  }
}
