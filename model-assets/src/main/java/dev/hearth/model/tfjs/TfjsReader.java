package dev.hearth.model.tfjs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.model.BadInputException;
import dev.hearth.model.FileKind;
import dev.hearth.model.SourceFile;
import dev.hearth.model.SourceModel;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a TensorFlow.js model: its model.json and the weight files that names. */
public final class TfjsReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TfjsReader() {}

  /** Returns true if a file is JSON that holds a model's topology. */
  public static boolean isModel(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile()).has("modelTopology");
    } catch (JsonProcessingException | CharConversionException e) {
      return false;
    }
  }

  /** Returns true if a file is of the name that TF.js gives its models. */
  public static boolean isNamedModel(Path file) {
    return file.endsWith("model.json");
  }

  /**
   * Returns the model that a model.json describes.
   *
   * @throws BadInputException if it is not one, or its weights are missing or of another size
   */
  public static SourceModel read(Path path) throws IOException {
    SourceFile main = SourceFile.of(path.getFileName().toString(), path);
    JsonNode json = parse(path);
    JsonNode topology = json.path("modelTopology");
    if (!topology.isObject()) {
      throw new BadInputException(path + " is JSON without modelTopology, not a TF.js model");
    }
    ModelRuntime runtime = runtime(path, json.path("format").asText(""), topology);
    TfjsWeights weights = TfjsWeights.check(path, json.path("weightsManifest"));
    List<SourceFile> files = new ArrayList<>();
    files.add(main);
    files.addAll(weights.files());
    TfjsPorts ports =
        runtime == ModelRuntime.TFJS_GRAPH
            ? TfjsGraph.ports(path, json)
            : TfjsLayers.ports(path, topology);
    if (ports.inputs().isEmpty() || ports.outputs().isEmpty()) {
      throw new BadInputException(
          path + " has no " + (ports.inputs().isEmpty() ? "inputs" : "outputs") + " to be found");
    }
    return new SourceModel(
        runtime,
        runtime == ModelRuntime.TFJS_GRAPH ? "TF.js graph model" : "TF.js layers model",
        weights.variant(),
        files,
        ports.inputs(),
        ports.outputs(),
        ports.shapeless(),
        ports.probabilities());
  }

  private static JsonNode parse(Path path) throws IOException {
    try {
      return JSON.readTree(path.toFile());
    } catch (JsonProcessingException e) {
      String kind = FileKind.describe(path);
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new BadInputException(
          kind.equals("JSON")
              ? path + " is JSON with a mistake in line " + line + ", or cut short there"
              : path + " is not JSON; it looks like " + kind,
          e);
    } catch (CharConversionException e) {
      throw new BadInputException(
          path + " is not JSON; it looks like " + FileKind.describe(path), e);
    }
  }

  private static ModelRuntime runtime(Path path, String format, JsonNode topology) {
    if (format.equals("graph-model")) {
      return ModelRuntime.TFJS_GRAPH;
    } else if (format.equals("layers-model")) {
      return ModelRuntime.TFJS_LAYERS;
    } else if (!format.isEmpty()) {
      throw new BadInputException(
          path + " has format " + format + ", expected graph-model or layers-model");
    } else if (topology.path("node").isArray()) {
      return ModelRuntime.TFJS_GRAPH;
    } else if (topology.has("model_config") || topology.has("class_name")) {
      return ModelRuntime.TFJS_LAYERS;
    }
    throw new BadInputException(
        path + " has no format, and its modelTopology is neither a graph nor a list of layers");
  }
}
