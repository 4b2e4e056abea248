package dev.hearth.source.tfjs;

import dev.hearth.json.JsonValue;
import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The weight files a model.json names. TF.js itself takes files that are missing bytes or have too
 * many of them for valid, so sizes are checked here.
 */
final class TfjsWeights {
  private final String place;
  private final ModelFolder folder;
  private final List<ModelFile> files = new ArrayList<>();
  private long float32Bytes;
  private long float16Bytes;
  private long int8Bytes;
  private long int16Bytes;

  private TfjsWeights(ModelFile main, ModelFolder folder) {
    this.place = main.place();
    this.folder = folder;
  }

  static TfjsWeights check(ModelFile main, ModelFolder folder, JsonValue manifest)
      throws IOException {
    if (!manifest.isArray()) {
      throw new BadInputException(
          main.place() + " has no weightsManifest; expected a model with its weights");
    }
    TfjsWeights weights = new TfjsWeights(main, folder);
    for (JsonValue group : manifest) {
      weights.group(group);
    }
    return weights;
  }

  List<ModelFile> files() {
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

  private void group(JsonValue group) throws IOException {
    long found = 0;
    List<String> names = new ArrayList<>();
    for (JsonValue name : group.path("paths")) {
      ModelFile file = folder.named(plain(name.asText()), place);
      files.add(file);
      names.add(file.path());
      found += file.bytes();
    }
    long expected = 0;
    for (JsonValue weight : group.path("weights")) {
      if (weight.path("dtype").asText().equals("string")) {
        return; // Texts say their own length, so the sum is not known.
      }
      expected = Math.addExact(expected, bytes(weight));
    }
    if (found != expected) {
      throw new BadInputException(
          place
              + " expects "
              + expected
              + " bytes of weights in "
              + String.join(", ", names)
              + ", found "
              + found);
    }
  }

  /** Returns a place without the {@code ./} that TF.js itself writes when it saves a model. */
  private static String plain(String name) {
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private long bytes(JsonValue weight) {
    String name = weight.path("name").asText();
    long bytes = 1;
    for (JsonValue size : weight.path("shape")) {
      if (!size.isInt() || size.asInt(0) < 0) {
        throw new BadInputException(place + ": weight " + name + " has the axis size " + size);
      }
      bytes = multiply(name, bytes, size.asInt(0));
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
              place
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
      throw new BadInputException(place + ": weight " + name + " is larger than any file");
    }
    return bytes * by;
  }
}
