package dev.hearth.guess;

import dev.hearth.json.JsonMistakeException;
import dev.hearth.json.JsonValue;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.runtime.InferenceException;
import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files that an author may lay beside a model, or name on the command line. */
public final class Beside {
  private static final List<String> LABEL_FILES =
      List.of(
          "labels.txt",
          "class_names.txt",
          "labels",
          "labels.json",
          "classes.txt",
          "classes.json",
          "class_names.json",
          "class_indices.json",
          "imagenet_class_index.json",
          "synset.txt");
  private static final String TOKENIZER = "tokenizer.json";

  /** What surrounds any tokenizer, and what older ones consist of. */
  private static final List<String> TOKENIZER_SETTINGS =
      List.of("tokenizer_config.json", "special_tokens_map.json", "added_tokens.json");

  private static final List<String> OLDER_TOKENIZER_FILES =
      List.of(
          "vocab.txt",
          "vocab.json",
          "merges.txt",
          "spiece.model",
          "sentencepiece.bpe.model",
          "tokenizer.model",
          "spm.model",
          "sentencepiece.model");

  private static final ModelDescription NOTHING = ModelDescription.parse("no description", "{}");
  private final ModelFolder folder;

  /** Looks in a folder and, for some files, in the one above it. */
  public Beside(ModelFolder folder) {
    this.folder = folder;
  }

  /**
   * Returns what the author says of the model.
   *
   * @param given the file that says it; null for the {@code hearth.json} beside the model
   * @throws BadInputException if the file is no description
   */
  public ModelDescription description(@Nullable ModelFile given) throws IOException {
    ModelFile file = given == null ? folder.find("hearth.json") : given;
    if (file == null) {
      return NOTHING;
    }
    try {
      return ModelDescription.parse(file.place(), file.text("description"));
    } catch (InferenceException e) {
      String message = String.valueOf(e.getMessage());
      throw new BadInputException(
          message.startsWith(file.place()) ? message : file.place() + ": " + message, e);
    }
  }

  /** Returns the model card's text, or null. */
  public @Nullable String card(@Nullable ModelFile given) throws IOException {
    ModelFile file = given == null ? folder.find("MODEL_CARD.md") : given;
    return file == null ? null : file.text("model card");
  }

  /** Returns those of some paths that a tokenizer's files beside a model have. */
  public static List<String> tokenizer(List<String> paths) {
    List<String> out = new ArrayList<>();
    for (String name : paths.contains(TOKENIZER) ? List.of(TOKENIZER) : OLDER_TOKENIZER_FILES) {
      if (paths.contains(name)) {
        out.add(name);
      }
    }
    for (String name : TOKENIZER_SETTINGS) {
      if (!out.isEmpty() && paths.contains(name)) {
        out.add(name);
      }
    }
    return out;
  }

  /**
   * Returns the tokenizer's files beside the model, or in the folder above as Hugging Face folders
   * with an {@code onnx} folder have them.
   */
  public List<ModelFile> tokenizer() throws IOException {
    for (ModelFolder place : places()) {
      List<String> names =
          place.find(TOKENIZER) == null ? OLDER_TOKENIZER_FILES : List.of(TOKENIZER);
      List<ModelFile> out = new ArrayList<>(files(place, names));
      if (!out.isEmpty()) {
        out.addAll(files(place, TOKENIZER_SETTINGS));
        return out;
      }
    }
    return List.of();
  }

  private static List<ModelFile> files(ModelFolder place, List<String> names) throws IOException {
    List<ModelFile> out = new ArrayList<>();
    for (String name : names) {
      ModelFile file = place.find(name);
      if (file != null) {
        out.add(file);
      }
    }
    return out;
  }

  /**
   * Returns Hugging Face's {@code preprocessor_config.json}, or that part of {@code
   * processor_config.json}, or null; found as the tokenizer is.
   */
  public @Nullable String preprocessorConfig() throws IOException {
    String config = besideOrAbove("preprocessor_config.json");
    JsonValue processor = config == null ? json("processor_config.json") : null;
    if (processor == null) {
      return config;
    }
    // Newer versions write all of a processor's parts into one file.
    for (String part : List.of("image_processor", "feature_extractor")) {
      if (processor.path(part).isObject()) {
        return processor.path(part).toString();
      }
    }
    return null;
  }

  /** Returns the text of a file that lies where a tokenizer would, or null. */
  @Nullable String besideOrAbove(String name) throws IOException {
    for (ModelFolder place : places()) {
      ModelFile file = place.find(name);
      if (file != null) {
        return file.text(name);
      }
    }
    return null;
  }

  /** Returns a JSON file that lies where a tokenizer would; null if there is none, or no JSON. */
  @Nullable JsonValue json(String name) throws IOException {
    String text = besideOrAbove(name);
    try {
      return text == null ? null : JsonValue.parse(text);
    } catch (JsonMistakeException e) {
      throw new BadInputException(name + " beside the model is not valid JSON", e);
    }
  }

  private List<ModelFolder> places() {
    ModelFolder above = folder.above();
    return above == null ? List.of(folder) : List.of(folder, above);
  }

  /**
   * Returns the file of labels, or null.
   *
   * @param given the one that was named, or null
   */
  public @Nullable ModelFile labels(@Nullable ModelFile given) throws IOException {
    if (given != null) {
      return given;
    }
    for (String name : LABEL_FILES) {
      ModelFile file = folder.find(name);
      if (file != null) {
        return file;
      }
    }
    return null;
  }
}
