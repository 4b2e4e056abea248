package dev.hearth.guess;

import dev.hearth.image.ImagePreprocessing;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.AudioPreprocessing;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.HuggingFaceAudioConfig;
import dev.hearth.manifest.HuggingFaceImageConfig;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.manifest.Task;
import dev.hearth.manifest.Task.Input;
import dev.hearth.manifest.TextPreprocessing;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.TensorInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a model is for, and what surrounds it.
 *
 * @param task what it does
 * @param preprocessing how what a person brings becomes the input
 * @param postprocessing what the outputs mean
 * @param labels the classes' names; empty where the task has none
 */
public record TaskSettings(
    Task task, Preprocessing preprocessing, JsonObject postprocessing, List<String> labels) {

  private static final Set<Task> CLASSIFIERS =
      EnumSet.of(
          Task.IMAGE_CLASSIFICATION,
          Task.AUDIO_CLASSIFICATION,
          Task.TEXT_CLASSIFICATION,
          Task.TABULAR_CLASSIFICATION);

  /**
   * Returns the settings of a task, completed where the author says nothing.
   *
   * @param preprocessorConfig the text of Hugging Face's, or null
   * @param labels the classes' names, or null where nothing names them
   * @throws BadInputException if what is said does not suffice for the task, or cannot be
   */
  public static TaskSettings of(
      Task task,
      ModelDescription described,
      @Nullable String preprocessorConfig,
      @Nullable List<String> labels,
      SourceModel model,
      Consumer<String> notes) {
    Input input = task.input();
    Preprocessing said = completed(described.preprocessing(), input, preprocessorConfig, notes);
    JsonObject postprocessing = described.postprocessing();
    List<String> names = labels == null ? List.of() : labels;
    if (task == Task.TENSORS) {
      postprocessing = new JsonObject();
    } else if (isClassifier(task)) {
      boolean one = input == Input.IMAGE || input == Input.AUDIO;
      if (one && model.inputs().size() != 1) {
        throw new BadInputException(
            "A classifier has one input, and this model has "
                + model.inputs().stream().map(TensorInfo::name).toList());
      }
      Classifier classifier = Classifier.of(model, output(postprocessing), labels, notes);
      postprocessing = classifier.output().toJson();
      names = classifier.labels();
    }
    return new TaskSettings(
        task,
        new Preprocessing(
            input == Input.IMAGE ? image(said, model, notes) : null,
            task == Task.AUDIO_CLASSIFICATION && said.waveform() == null
                ? audio(said, model)
                : null,
            input == Input.AUDIO ? said.waveform() : null,
            input == Input.TEXT ? said.text() : null,
            input == Input.TABLE ? said.table() : null),
        postprocessing,
        names);
  }

  /** Reads what Hugging Face's configuration says where the author says nothing. */
  private static Preprocessing completed(
      Preprocessing said, Input input, @Nullable String config, Consumer<String> notes) {
    boolean image = input == Input.IMAGE && said.image() == null;
    boolean audio = input == Input.AUDIO && said.audio() == null && said.waveform() == null;
    if (config == null || !(image || audio)) {
      return said;
    }
    notes.accept("the input is prepared as preprocessor_config.json says");
    return new Preprocessing(
        image ? HuggingFaceImageConfig.read(config) : said.image(),
        said.audio(),
        audio ? HuggingFaceAudioConfig.read(config) : said.waveform(),
        said.text(),
        said.table());
  }

  /** Returns true if the labels name the values of an output. */
  public boolean isClassifier() {
    return isClassifier(task);
  }

  static boolean isClassifier(Task task) {
    return CLASSIFIERS.contains(task);
  }

  /** Returns preprocessing and postprocessing by the keys of a description. */
  public JsonObject toJson() {
    return ModelDescription.settings(preprocessing, postprocessing);
  }

  /** Returns the same with the tokenizer's files. */
  public TaskSettings withTokenizer(List<Artifact> files) {
    JsonObject text = TextPreprocessing.read(preprocessing.text()).with(files).toJson();
    return new TaskSettings(
        task, new Preprocessing(null, null, null, text, null), postprocessing, labels);
  }

  private static @Nullable ClassifierOutput output(JsonObject described) {
    return described.members().isEmpty() ? null : ClassifierOutput.read(described);
  }

  private static ImagePreprocessing image(
      Preprocessing described, SourceModel model, Consumer<String> notes) {
    ImagePreprocessing image = described.image();
    if (image == null) {
      return ImageDefaults.of(model.inputs().get(0), model.runtime(), notes);
    }
    ImageDefaults.check(image, model.inputs().get(0));
    return image;
  }

  private static AudioPreprocessing audio(Preprocessing described, SourceModel model) {
    AudioPreprocessing audio = described.audio();
    if (audio == null) {
      throw new BadInputException(
          "audio-classification needs preprocessing.audio or .waveform: how sound becomes the model's"
              + " input cannot be guessed, so lay a hearth.json or Hugging Face's"
              + " preprocessor_config.json beside the model");
    }
    TensorInfo input = model.inputs().get(0);
    Shape clip = Shape.of(1, audio.frames(), audio.logMel().melBands(), 1);
    if (!ImageDefaults.isFloat(input.type()) || !input.accepts(clip)) {
      throw new BadInputException(
          "The described preprocessing makes float32" + clip + ", and the input is " + input);
    }
    return audio;
  }
}
