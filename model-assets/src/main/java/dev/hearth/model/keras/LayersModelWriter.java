package dev.hearth.model.keras;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.source.BadInputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a TF.js layers model: model.json and one file of weights, 32-bit floats. */
final class LayersModelWriter {
  private static final String MAIN = "model.json";
  private static final String WEIGHTS = "weights.bin";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private LayersModelWriter() {}

  /**
   * Returns the model.json.
   *
   * @param path the Keras file, for messages
   * @param folder empty
   */
  static Path write(
      Path path, Path folder, String version, KerasLayer model, Hdf5 file, List<StoredWeight> from)
      throws IOException {
    ArrayNode weights = JSON.arrayNode();
    Set<String> names = new HashSet<>();
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve(WEIGHTS)))) {
      for (StoredWeight weight : from) {
        String name = weight.slot().tfjsName();
        if (!names.add(name)) {
          throw new BadInputException(path + " has two weights for " + name);
        }
        ObjectNode entry = weights.addObject().put("name", name);
        ArrayNode shape = entry.putArray("shape");
        for (int size : weight.shape(path, file)) {
          shape.add(size);
        }
        entry.put("dtype", "float32");
        file.write(weight.dataset(), out);
      }
    }
    ObjectNode topology = JSON.objectNode().put("keras_version", version);
    topology.put("backend", "tensorflow").set("model_config", model.json());
    ObjectNode json = JSON.objectNode().put("format", "layers-model");
    json.put("generatedBy", "keras v" + version).put("convertedBy", "hearth");
    json.set("modelTopology", topology);
    ArrayNode manifest = json.putArray("weightsManifest");
    if (!from.isEmpty()) {
      ObjectNode group = manifest.addObject();
      group.putArray("paths").add(WEIGHTS);
      group.set("weights", weights);
    }
    Path main = folder.resolve(MAIN);
    new ObjectMapper().writeValue(main.toFile(), json);
    return main;
  }
}
