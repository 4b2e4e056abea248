package dev.hearth.source.tfjs;

import dev.hearth.json.JsonMistakeException;
import dev.hearth.json.JsonValue;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.source.BadInputException;
import dev.hearth.source.FileKind;
import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import dev.hearth.source.SourceModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a TensorFlow.js model: its model.json and the weight files that names. */
public final class TfjsReader {
  private TfjsReader() {}

  /** Returns true if a file is JSON that holds a model's topology. */
  public static boolean isModel(ModelFile file) throws IOException {
    try {
      return JsonValue.parse(file.text("model")).has("modelTopology");
    } catch (JsonMistakeException | BadInputException e) {
      return false;
    }
  }

  /**
   * Returns the model that a model.json describes.
   *
   * @param folder where the model's other files are
   * @throws BadInputException if it is not one, or its weights are missing or of another size
   */
  public static SourceModel read(ModelFile main, ModelFolder folder) throws IOException {
    String place = main.place();
    JsonValue json = json(main);
    JsonValue topology = json.path("modelTopology");
    if (!topology.isObject()) {
      throw new BadInputException(place + " is JSON without modelTopology, not a TF.js model");
    }
    ModelRuntime runtime = runtime(place, json.path("format").asText(), topology);
    TfjsWeights weights = TfjsWeights.check(main, folder, json.path("weightsManifest"));
    List<ModelFile> files = new ArrayList<>();
    files.add(main);
    files.addAll(weights.files());
    TfjsPorts ports =
        runtime == ModelRuntime.TFJS_GRAPH
            ? TfjsGraph.ports(place, json)
            : TfjsLayers.ports(place, topology);
    if (ports.inputs().isEmpty() || ports.outputs().isEmpty()) {
      throw new BadInputException(
          place + " has no " + (ports.inputs().isEmpty() ? "inputs" : "outputs") + " to be found");
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

  /**
   * Returns what a model.json holds.
   *
   * @throws BadInputException if it is not JSON
   */
  static JsonValue json(ModelFile main) throws IOException {
    if (main.bytes() == 0) {
      throw new BadInputException(main.place() + " is empty (0 bytes)");
    }
    int line = 0;
    try {
      return JsonValue.parse(main.text("model"));
    } catch (JsonMistakeException e) {
      line = e.line();
    } catch (BadInputException e) {
      // Not UTF-8: said below by what it looks like.
    }
    String kind = FileKind.describe(main);
    throw new BadInputException(
        kind.equals("JSON") && line > 0
            ? main.place() + " is JSON with a mistake in line " + line + ", or cut short there"
            : main.place() + " is not JSON; it looks like " + kind);
  }

  private static ModelRuntime runtime(String place, String format, JsonValue topology) {
    if (format.equals("graph-model")) {
      return ModelRuntime.TFJS_GRAPH;
    } else if (format.equals("layers-model")) {
      return ModelRuntime.TFJS_LAYERS;
    } else if (!format.isEmpty()) {
      throw new BadInputException(
          place + " has format " + format + ", expected graph-model or layers-model");
    } else if (topology.path("node").isArray()) {
      return ModelRuntime.TFJS_GRAPH;
    } else if (topology.has("model_config") || topology.has("class_name")) {
      return ModelRuntime.TFJS_LAYERS;
    }
    throw new BadInputException(
        place + " has no format, and its modelTopology is neither a graph nor a list of layers");
  }
}
