package dev.hearth.source.onnx;

import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import dev.hearth.source.onnx.OnnxGraph.External;
import dev.hearth.source.onnx.OnnxGraph.Weight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the files beside an ONNX model that hold its larger tensors. */
final class ExternalData {
  private final ModelFolder folder;
  private final ModelFile main;
  private final Map<String, ModelFile> files = new LinkedHashMap<>();

  private ExternalData(ModelFolder folder, ModelFile main) {
    this.folder = folder;
    this.main = main;
  }

  /** Returns the files in the order the graph names them; each holds all its tensors whole. */
  static Collection<ModelFile> find(OnnxGraph graph, ModelFile main, ModelFolder folder)
      throws IOException {
    ExternalData data = new ExternalData(folder, main);
    List<Weight> weights = new ArrayList<>(graph.weights);
    weights.addAll(graph.innerWeights);
    for (Weight weight : weights) {
      External external = weight.external();
      if (external != null) {
        data.check(weight, external);
      }
    }
    return List.copyOf(data.files.values());
  }

  private void check(Weight weight, External external) throws IOException {
    String location = external.location();
    long offset = number(weight, "offset", external.offset());
    long length = number(weight, "length", external.length());
    ModelFile file = files.get(location);
    if (file == null) {
      file = folder.named(location, main.place());
      files.put(location, file);
    }
    if (length > file.bytes() || offset > file.bytes() - length) {
      throw new BadInputException(
          main.place()
              + " expects bytes "
              + offset
              + " to "
              + (offset + length)
              + " in "
              + location
              + " for "
              + weight.name()
              + ", and the file has "
              + file.bytes());
    }
  }

  private long number(Weight weight, String key, String value) {
    try {
      long number = Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a negative number.
    }
    throw new BadInputException(
        main.place()
            + " has no valid "
            + key
            + " for the external data of "
            + weight.name()
            + ", found "
            + value);
  }
}
