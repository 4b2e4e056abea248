package dev.hearth.guess;

import dev.hearth.image.Filter;
import dev.hearth.image.Framing;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.PerChannel;
import dev.hearth.image.ResizeMethod;
import dev.hearth.image.Sizing;
import dev.hearth.json.JsonMistakeException;
import dev.hearth.json.JsonValue;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.manifest.Task;
import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What Teachable Machine writes into the metadata.json beside a model.
 *
 * @param kind what the model looks at
 * @param labels the classes
 * @param imageSize width and height of its pictures; 0 where it takes none
 * @param grey true for pictures without colours
 */
public record TeachableMachine(Kind kind, List<String> labels, int imageSize, boolean grey) {
  private static final int USUAL_SIZE = 224;
  private static final int MAX_SIZE = 4096;

  /** What a model looks at. */
  public enum Kind {
    IMAGE("pictures"),
    AUDIO("spectra of speech-commands"),
    POSE("the features of PoseNet, which is not part of the export");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /**
   * Returns what a folder's metadata.json says, or null if there is none of Teachable Machine.
   *
   * @throws BadInputException if it is one, without labels
   */
  public static @Nullable TeachableMachine in(ModelFolder folder) throws IOException {
    ModelFile file = folder.find("metadata.json");
    if (file == null) {
      return null;
    }
    JsonValue json = parse(file.text("metadata"));
    String name = json.path("packageName").asText();
    Kind kind =
        json.has("tfjsSpeechCommandsVersion")
                || json.has("wordLabels")
                || (json.has("words") && json.has("frameSize"))
            ? Kind.AUDIO
            : name.equals("@teachablemachine/pose")
                ? Kind.POSE
                : name.equals("@teachablemachine/image") ? Kind.IMAGE : null;
    if (kind == null) {
      return null;
    }
    List<String> labels = new ArrayList<>();
    String older = json.has("wordLabels") ? "wordLabels" : "words";
    json.path(kind == Kind.AUDIO ? older : "labels").forEach(label -> labels.add(label.asText()));
    int size = json.path("imageSize").asInt(USUAL_SIZE);
    if (labels.isEmpty() || labels.contains("")) {
      throw new BadInputException(file.place() + " of Teachable Machine has no labels");
    } else if (size < 1 || size > MAX_SIZE) {
      throw new BadInputException(
          file.place() + " has the imageSize " + size + ", expected 1 to 4096");
    }
    return new TeachableMachine(
        kind, List.copyOf(labels), size, json.path("grayscale").asBoolean());
  }

  private static JsonValue parse(String text) {
    try {
      return JsonValue.parse(text);
    } catch (JsonMistakeException e) {
      return JsonValue.MISSING; // Somebody else's.
    }
  }

  /** Returns the author's description, completed by this where it says nothing. */
  public ModelDescription complete(
      ModelDescription said, SourceModel model, Consumer<String> notes) {
    return switch (kind) {
      case IMAGE -> pictures(said);
      case AUDIO -> sounds(said, model, notes);
      case POSE -> said;
    };
  }

  private ModelDescription sounds(
      ModelDescription said, SourceModel model, Consumer<String> notes) {
    Preprocessing given = said.preprocessing();
    boolean told = given.audio() != null || given.waveform() != null;
    SpeechCommands commands = told ? null : SpeechCommands.of(model);
    if (commands == null) {
      if (!told) {
        notes.accept("the input is not float32[N, frames, bins, 1] as speech-commands has it");
      }
      return said;
    }
    notes.accept("a Teachable Machine model of sounds: it sees " + commands.words());
    return new ModelDescription(
        said.name(),
        said.version(),
        said.title(),
        said.description(),
        said.license(),
        said.task() == null ? Task.AUDIO_CLASSIFICATION : said.task(),
        new Preprocessing(given.image(), null, commands.waveform(), given.text(), given.table()),
        said.postprocessing().members().isEmpty()
            ? commands.postprocessing(model, labels)
            : said.postprocessing(),
        said.labels());
  }

  private ModelDescription pictures(ModelDescription said) {
    Preprocessing given = said.preprocessing();
    return new ModelDescription(
        said.name(),
        said.version(),
        said.title(),
        said.description(),
        said.license(),
        said.task() == null ? Task.IMAGE_CLASSIFICATION : said.task(),
        new Preprocessing(
            given.image() == null ? image() : given.image(),
            given.audio(),
            given.waveform(),
            given.text(),
            given.table()),
        said.postprocessing(),
        said.labels());
  }

  /** Returns the labels for a task, after a word about what is not known. */
  public List<String> labelsFor(Task task, SourceModel model, Consumer<String> notes) {
    if (task == Task.TENSORS) {
      List<Dimension> axes = model.outputs().get(0).dimensions();
      int classes = axes.isEmpty() ? -1 : axes.get(axes.size() - 1).size();
      boolean known = !model.shapeless().contains(model.outputs().get(0).name()) && classes > 0;
      if (known && classes != labels.size()) {
        throw new BadInputException(
            "metadata.json has "
                + labels.size()
                + " labels, and the model "
                + classes
                + " classes");
      }
      notes.accept(
          "a Teachable Machine model of "
              + kind.words
              + ": the package offers raw tensors, with the labels "
              + String.join(", ", labels));
    }
    return labels;
  }

  /** The middle square, drawn by the browser at the size; values / 127 - 1. */
  private ImagePreprocessing image() {
    return new ImagePreprocessing(
        grey ? Color.GREY : Color.RGB,
        Fit.CROP,
        Sizing.shortest(imageSize, 0),
        ResizeMethod.pillow(Filter.BILINEAR),
        Framing.centre(imageSize, imageSize),
        PerChannel.of(0),
        false,
        1.0 / 127,
        PerChannel.of(1),
        PerChannel.of(1),
        Layout.NHWC,
        false,
        true);
  }
}
