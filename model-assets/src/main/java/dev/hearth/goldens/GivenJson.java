package dev.hearth.goldens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.goldens.Ports.Port;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import dev.hearth.tensor.DoubleTensor;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goldens in JSON: {@code {"engine", "atol", "rtol", "cases": [{"id", "source", "inputs": {NAME:
 * tensor}, "outputs": {NAME: tensor}, "labels": [...], "probabilities": [...], "result": {LABEL:
 * probability}}]}}, where a single case may stand without {@code cases}; or {@code golden/1}.
 */
final class GivenJson {
  private static final long MAX_BYTES = 1 << 28;
  private final Path file;
  private final Path folder;
  private final Ports ports;

  private GivenJson(Path file, Ports ports) {
    this.file = file;
    this.folder = SourceFile.folderOf(file);
    this.ports = ports;
  }

  static GivenGoldens read(Path file, Ports ports) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new BadInputException(
          file + " is larger than " + (MAX_BYTES >> 20) + " MiB; give an .npz archive");
    }
    try {
      return new GivenJson(file, ports).read(new ObjectMapper().readTree(file.toFile()));
    } catch (JsonProcessingException e) {
      throw new BadInputException("The golden " + file + " is not valid JSON", e);
    }
  }

  private GivenGoldens read(JsonNode json) throws IOException {
    byte[] values = new byte[0];
    JsonNode tolerance = json;
    String engine = json.path("engine").asText(GivenGoldens.UNNAMED);
    boolean binary = json.path("schema").asText().equals(GoldenFile.SCHEMA);
    if (binary) {
      values =
          Files.readAllBytes(
              SourceFile.beside(folder, json.path("bin").asText(), "The golden " + file).file());
      engine = GoldenFile.engine(json.path("engine"));
      tolerance = json.path("suggestedTolerance");
    }
    List<GivenCase> cases = new ArrayList<>();
    List<JsonNode> given = new ArrayList<>();
    if (json.has("cases")) {
      json.path("cases").forEach(given::add);
    } else {
      given.add(json);
    }
    for (JsonNode one : given) {
      String id = one.path("id").asText("case-" + cases.size());
      cases.add(
          new GivenCase(
              id,
              tensors(one.path("inputs"), id, true, values, binary),
              tensors(one.path("outputs"), id, false, values, binary),
              binary ? null : source(one.path("source")),
              labels(one),
              probabilities(one, id)));
    }
    if (cases.isEmpty()) {
      throw new BadInputException("The golden " + file + " has no cases");
    }
    return new GivenGoldens(
        engine,
        tolerance.path(binary ? "abs" : "atol").asDouble(Double.NaN),
        tolerance.path(binary ? "rel" : "rtol").asDouble(Double.NaN),
        cases);
  }

  private @Nullable Path source(JsonNode name) throws IOException {
    return name.isTextual()
        ? SourceFile.beside(folder, name.asText(), "The golden " + file).file()
        : null;
  }

  private Map<String, Tensor> tensors(
      JsonNode tensors, String id, boolean in, byte[] values, boolean binary) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    if (binary) {
      tensors.forEach(tensor -> named.put(tensor.path("name").asText(), tensor));
    } else {
      tensors.properties().forEach(field -> named.put(field.getKey(), field.getValue()));
    }
    Map<String, Tensor> out = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : named.entrySet()) {
      String what = "Case " + id + " of the golden " + file + ": " + entry.getKey();
      Port port = ports.find((in ? "in_" : "out_") + entry.getKey());
      port = port == null ? ports.find(entry.getKey()) : port;
      if (port == null || port.isInput() != in) {
        throw new BadInputException(
            what + " is none of the model's, which has the " + ports.words());
      }
      Tensor read =
          binary
              ? stored(entry.getValue(), values, what)
              : JsonTensors.read(entry.getValue(), what);
      out.put(port.info().name(), Cases.withBatch(read, port.info()));
    }
    return out;
  }

  private static Tensor stored(JsonNode tensor, byte[] values, String what) {
    try {
      int[] sizes = new int[tensor.path("shape").size()];
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = tensor.path("shape").get(i).asInt(-1);
      }
      return TensorReader.read(
          ElementType.of(tensor.path("dtype").asText()),
          Shape.of(sizes),
          values,
          tensor.path("offset").asInt(-1));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(what + " cannot be read. " + e.getMessage(), e);
    }
  }

  private List<String> labels(JsonNode one) {
    List<String> out = new ArrayList<>();
    one.path("result").fieldNames().forEachRemaining(out::add);
    if (out.isEmpty()) {
      one.path("labels").forEach(label -> out.add(label.asText()));
    }
    return out;
  }

  private static @Nullable Tensor probabilities(JsonNode one, String id) {
    JsonNode result = one.path("result");
    if (result.isObject()) {
      double[] values = new double[result.size()];
      int i = 0;
      for (JsonNode value : result) {
        values[i++] = value.asDouble(Double.NaN);
      }
      return DoubleTensor.of(Shape.of(values.length), values);
    }
    if (!one.has("probabilities")) {
      return null;
    }
    Tensor read = JsonTensors.read(one.path("probabilities"), "Case " + id + ": probabilities");
    if (read instanceof StringTensor) {
      throw new BadInputException("Case " + id + ": probabilities are numbers");
    }
    return read;
  }
}
