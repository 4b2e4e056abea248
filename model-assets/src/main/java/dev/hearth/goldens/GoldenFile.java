package dev.hearth.goldens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.Goldens.GoldenCase;
import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorReader;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads goldens that another engine made: {@code *.golden.json}, schema golden/1. */
public final class GoldenFile {
  static final String SCHEMA = "golden/1";
  private static final long MAX_BYTES = 1 << 28;
  private final Path file;
  private final SourceModel model;
  private final byte[] values;

  private GoldenFile(Path file, SourceModel model, byte[] values) {
    this.file = file;
    this.model = model;
    this.values = values;
  }

  /**
   * Returns the cases of a file that can be run alone, by the model's own tensor names.
   *
   * @param original the model's file as its author left it, by whose hash the golden knows it
   * @throws BadInputException if the file is not a golden, or not one of this model
   */
  public static GoldenSet read(Path file, Path original, SourceModel model) throws IOException {
    JsonNode json = parse(file);
    checkModel(file, json, original);
    SourceFile bin =
        SourceFile.beside(
            SourceFile.folderOf(file), json.path("bin").asText(), "The golden " + file);
    byte[] values = Files.readAllBytes(bin.file());
    String expected = json.path("binSha256").asText("");
    if (!expected.isEmpty() && !expected.equals(Sha256.of(values))) {
      throw new BadInputException(
          bin.file()
              + " has the hash "
              + Sha256.of(values)
              + ", and "
              + file
              + " expects "
              + expected);
    }
    JsonNode tolerance = json.path("suggestedTolerance");
    GoldenData data = new GoldenData();
    List<GoldenCase> cases = new GoldenFile(file, model, values).cases(json.path("cases"), data);
    return new GoldenSet(
        engine(json.path("engine")),
        tolerance.path("abs").asDouble(1e-4),
        tolerance.path("rel").asDouble(1e-3),
        cases,
        data.toByteArray());
  }

  /** Returns whether a file is JSON that names a schema, as goldens of this kind do. */
  public static boolean isGoldenFile(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      return false;
    }
    try {
      return new ObjectMapper().readTree(file.toFile()).has("schema");
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static JsonNode parse(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("There is no golden file " + file);
    }
    try {
      JsonNode json = new ObjectMapper().readTree(file.toFile());
      if (json.path("schema").asText().equals(SCHEMA)) {
        return json;
      }
      throw new BadInputException(
          file + " has the schema " + json.path("schema") + ", expected " + SCHEMA);
    } catch (JsonProcessingException | CharConversionException e) {
      throw new BadInputException("The golden " + file + " is not valid JSON", e);
    }
  }

  private static void checkModel(Path file, JsonNode json, Path original) throws IOException {
    String expected = json.path("modelSha256").asText("");
    if (!expected.isEmpty() && !expected.equals(Sha256.of(original))) {
      throw new BadInputException(
          "The golden "
              + file
              + " was computed for another model than "
              + original
              + " (their SHA-256 differ)");
    }
  }

  static String engine(JsonNode engine) {
    StringBuilder words = new StringBuilder(engine.path("name").asText("an engine not named"));
    if (engine.has("version")) {
      words.append(' ').append(engine.get("version").asText());
    }
    String on = engine.path("ep").asText(engine.path("backend").asText(""));
    if (!on.isEmpty()) {
      words.append(", ").append(on);
    }
    return words.toString();
  }

  private List<GoldenCase> cases(JsonNode cases, GoldenData data) {
    List<GoldenCase> out = new ArrayList<>();
    for (JsonNode golden : cases) {
      if (!isWhole(golden)) {
        continue;
      }
      String id = golden.path("id").asText("case " + out.size());
      out.add(
          new GoldenCase(
              id,
              tensors(id, "input", golden.path("inputs"), model.inputs(), data),
              tensors(id, "output", golden.path("outputs"), model.outputs(), data)));
    }
    if (out.isEmpty()) {
      throw new BadInputException("The golden " + file + " has no case that can be run alone");
    }
    return out;
  }

  /** Returns false for a case that takes an output of the one before, and does not repeat it. */
  private static boolean isWhole(JsonNode golden) {
    for (JsonNode input : golden.path("inputs")) {
      if (input.has("chainedFrom") && !input.has("offset")) {
        return false;
      }
    }
    return true;
  }

  private List<GoldenTensor> tensors(
      String id, String role, JsonNode tensors, List<TensorInfo> infos, GoldenData data) {
    List<String> names = new ArrayList<>();
    for (JsonNode tensor : tensors) {
      names.add(tensor.path("name").asText());
    }
    boolean complete = role.equals("output") ? !names.isEmpty() : names.size() == infos.size();
    List<TensorInfo> matched = complete ? TensorNames.match(names, infos) : List.of();
    if (matched.size() != names.size() || !complete) {
      throw new BadInputException(
          "Case "
              + id
              + " of the golden "
              + file
              + " has the "
              + role
              + "s "
              + names
              + ", and the model has "
              + infos.stream().map(TensorInfo::name).toList());
    }
    List<GoldenTensor> out = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      out.add(tensor(id, tensors.get(i), matched.get(i), role.equals("output"), data));
    }
    return out;
  }

  private GoldenTensor tensor(
      String id, JsonNode tensor, TensorInfo info, boolean isOutput, GoldenData data) {
    String what = "Case " + id + " of the golden " + file + ": " + tensor.path("name").asText();
    if (!tensor.path("dtype").asText().equals(info.type().id())) {
      throw new BadInputException(
          what
              + " is of "
              + tensor.path("dtype").asText()
              + ", and the model's "
              + info.name()
              + " of "
              + info.type().id());
    }
    Shape shape = shape(what, tensor.path("shape"));
    if (!model.shapeless().contains(info.name()) && !info.accepts(shape)) {
      throw new BadInputException(
          what + " has the shape " + shape + ", and the model's is " + info);
    }
    long offset = tensor.path("offset").asLong(-1);
    long bytes = (long) shape.elementCount() * info.type().bytes();
    if (offset < 0 || offset > values.length - bytes) {
      throw new BadInputException(
          what
              + " should lie at byte "
              + offset
              + " with "
              + bytes
              + " bytes, and the data has "
              + values.length);
    }
    Tensor value = TensorReader.read(info.type(), shape, values, (int) offset);
    if (isOutput) {
      GoldenData.checkFinite(value, what);
    }
    return data.add(info.name(), value);
  }

  private static Shape shape(String what, JsonNode shape) {
    int[] sizes = new int[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape.get(i).asInt(-1);
    }
    try {
      return Shape.of(sizes);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(what + " has no valid shape: " + e.getMessage(), e);
    }
  }
}
