package dev.hearth.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.model.BadInputException;
import dev.hearth.model.SourceFile;
import dev.hearth.runtime.InferenceException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files that an author may lay beside a model, or name on the command line. */
final class Beside {
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

  private static final long MAX_TEXT_BYTES = 256L << 20;
  private static final ModelDescription NOTHING = ModelDescription.parse("no description", "{}");
  private final Path folder;

  Beside(Path folder) {
    this.folder = folder;
  }

  ModelDescription description(@Nullable Path given) throws IOException {
    Path file = given == null ? found("hearth.json") : given;
    if (file == null) {
      return NOTHING;
    }
    try {
      return ModelDescription.parse(file.toString(), text(file, "description"));
    } catch (InferenceException e) {
      String message = e.getMessage();
      throw new BadInputException(
          message.startsWith(file.toString()) ? message : file + ": " + message, e);
    }
  }

  /** Returns the model card's text, or null. */
  @Nullable String card(@Nullable Path given) throws IOException {
    Path file = given == null ? found("MODEL_CARD.md") : given;
    return file == null ? null : text(file, "model card");
  }

  /**
   * Returns the tokenizer's files beside the model, or in the folder above as Hugging Face folders
   * with an {@code onnx} folder have them.
   */
  List<SourceFile> tokenizer() throws IOException {
    for (Path place : places()) {
      List<String> names =
          Files.isRegularFile(place.resolve(TOKENIZER))
              ? List.of(TOKENIZER)
              : OLDER_TOKENIZER_FILES;
      List<SourceFile> out = new ArrayList<>(files(place, names));
      if (!out.isEmpty()) {
        out.addAll(files(place, TOKENIZER_SETTINGS));
        return out;
      }
    }
    return List.of();
  }

  private static List<SourceFile> files(Path place, List<String> names) throws IOException {
    List<SourceFile> out = new ArrayList<>();
    for (String name : names) {
      Path file = place.resolve(name);
      if (Files.isRegularFile(file)) {
        out.add(SourceFile.of(name, file));
      }
    }
    return out;
  }

  /**
   * Returns Hugging Face's {@code preprocessor_config.json}, or that part of {@code
   * processor_config.json}, or null; found as the tokenizer is.
   */
  @Nullable String preprocessorConfig() throws IOException {
    String config = besideOrAbove("preprocessor_config.json");
    JsonNode processor = config == null ? json("processor_config.json") : null;
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
    for (Path place : places()) {
      Path file = place.resolve(name);
      if (Files.isRegularFile(file)) {
        return text(file, name);
      }
    }
    return null;
  }

  /** Returns a JSON file that lies where a tokenizer would; null if there is none, or no JSON. */
  @Nullable JsonNode json(String name) throws IOException {
    String text = besideOrAbove(name);
    try {
      return text == null ? null : new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException(name + " beside the model is not valid JSON", e);
    }
  }

  private List<Path> places() {
    return List.of(folder, folder.resolveSibling(".").normalize());
  }

  /** Returns the file of labels, or null. */
  @Nullable Path labels(@Nullable Path given) {
    if (given != null) {
      return given;
    }
    for (String name : LABEL_FILES) {
      Path file = found(name);
      if (file != null) {
        return file;
      }
    }
    return null;
  }

  static String text(Path file, String what) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("There is no " + what + " file " + file);
    }
    if (Files.size(file) > MAX_TEXT_BYTES) {
      throw new BadInputException(
          "The " + what + " file " + file + " has " + Files.size(file) + " bytes, expected a text");
    }
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new BadInputException("The " + what + " file " + file + " is not UTF-8 text", e);
    }
  }

  private @Nullable Path found(String name) {
    Path file = folder.resolve(name);
    return Files.isRegularFile(file) ? file : null;
  }
}
