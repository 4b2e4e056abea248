package dev.hearth.model.tfjs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.model.BadInputException;
import dev.hearth.model.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The weight files a model.json names. TF.js itself takes files that are missing bytes or have too
 * many of them for valid, so sizes are checked here.
 */
final class TfjsWeights {
  private final Path path;
  private final List<SourceFile> files = new ArrayList<>();
  private long float32Bytes;
  private long float16Bytes;
  private long int8Bytes;
  private long int16Bytes;

  private TfjsWeights(Path path) {
    this.path = path;
  }

  static TfjsWeights check(Path path, JsonNode manifest) throws IOException {
    if (!manifest.isArray()) {
      throw new BadInputException(
          path + " has no weightsManifest; expected a model with its weights");
    }
    TfjsWeights weights = new TfjsWeights(path);
    for (JsonNode group : manifest) {
      weights.group(group);
    }
    return weights;
  }

  List<SourceFile> files() {
    return files;
  }

  /** Returns the name of how most bytes are stored. */
  String variant() {
    long most = Math.max(Math.max(float32Bytes, float16Bytes), Math.max(int8Bytes, int16Bytes));
    if (most == float32Bytes) {
      return "fp32";
    } else if (most == float16Bytes) {
      return "fp16";
    }
    return most == int8Bytes ? "uint8" : "uint16";
  }

  private void group(JsonNode group) throws IOException {
    long found = 0;
    List<String> names = new ArrayList<>();
    for (JsonNode name : group.path("paths")) {
      SourceFile file =
          SourceFile.beside(SourceFile.folderOf(path), plain(name.asText()), path.toString());
      files.add(file);
      names.add(file.path());
      found += file.bytes();
    }
    long expected = 0;
    for (JsonNode weight : group.path("weights")) {
      if (weight.path("dtype").asText().equals("string")) {
        return; // Texts say their own length, so the sum is not known.
      }
      expected = Math.addExact(expected, bytes(weight));
    }
    if (found != expected) {
      throw new BadInputException(
          path
              + " expects "
              + expected
              + " bytes of weights in "
              + String.join(", ", names)
              + ", found "
              + found);
    }
  }

  /** Returns a path without the {@code ./} that TF.js itself writes when it saves a model. */
  private static String plain(String name) {
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private long bytes(JsonNode weight) {
    String name = weight.path("name").asText();
    long bytes = 1;
    for (JsonNode size : weight.path("shape")) {
      if (!size.canConvertToInt() || size.asInt() < 0) {
        throw new BadInputException(path + ": weight " + name + " has the axis size " + size);
      }
      bytes = multiply(name, bytes, size.asInt());
    }
    String dtype = weight.path("quantization").path("dtype").asText(weight.path("dtype").asText());
    long stored = multiply(name, bytes, elementBytes(name, dtype));
    switch (dtype) {
      case "float16" -> float16Bytes += stored;
      case "uint16" -> int16Bytes += stored;
      case "uint8" -> int8Bytes += stored;
      default -> float32Bytes += stored;
    }
    return stored;
  }

  private int elementBytes(String name, String dtype) {
    return switch (dtype) {
      case "uint8", "bool" -> 1;
      case "float16", "uint16" -> 2;
      case "float32", "int32" -> 4;
      case "complex64" -> 8;
      default ->
          throw new BadInputException(
              path
                  + ": weight "
                  + name
                  + " is of "
                  + dtype
                  + ", expected float32, int32, bool, string or complex64, or quantised to"
                  + " float16, uint16 or uint8");
    };
  }

  private long multiply(String name, long bytes, long by) {
    if (by != 0 && bytes > Long.MAX_VALUE / 1024 / by) {
      throw new BadInputException(path + ": weight " + name + " is larger than any file");
    }
    return bytes * by;
  }
}
