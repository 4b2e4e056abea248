package dev.hearth.source.onnx;

import dev.hearth.manifest.ModelRuntime;
import dev.hearth.source.BadInputException;
import dev.hearth.source.FileKind;
import dev.hearth.source.FreeAxes;
import dev.hearth.source.MalformedException;
import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxGraph.Value;
import dev.hearth.source.onnx.OnnxGraph.Weight;
import dev.hearth.tensor.TensorInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an ONNX file and finds its external data. */
public final class OnnxReader {
  private OnnxReader() {}

  /**
   * Returns the model in a file.
   *
   * @param folder where the model's other files are
   * @throws BadInputException if it is not a whole ONNX model that a runtime here can be fed
   */
  public static SourceModel read(ModelFile main, ModelFolder folder) throws IOException {
    if (main.bytes() == 0) {
      throw new BadInputException(main.place() + " is empty (0 bytes)");
    }
    OnnxGraph graph = parse(main);
    if (graph.irVersion < 1 || !graph.found) {
      throw notOnnx(main, null);
    }
    if (graph.opsetDomains.isEmpty()) {
      throw new BadInputException(
          main.place()
              + " names no opset; expected opset_import with the version of its operators");
    }
    if (graph.nodes.isEmpty() || graph.outputs.isEmpty()) {
      throw new BadInputException(
          main.place()
              + " is an ONNX file without "
              + (graph.nodes.isEmpty() ? "nodes" : "outputs")
              + "; expected a graph that computes something");
    }
    checkLinks(main, graph);
    List<ModelFile> files = new ArrayList<>();
    files.add(main);
    files.addAll(ExternalData.find(graph, main, folder));
    FreeAxes axes = new FreeAxes();
    Set<String> shapeless = new HashSet<>();
    return new SourceModel(
        ModelRuntime.ONNX,
        "ONNX, IR version " + graph.irVersion + ", opset " + opsets(graph),
        variant(graph),
        files,
        tensors(main.place(), "input", feeds(graph), axes, shapeless),
        tensors(main.place(), "output", graph.outputs, axes, shapeless),
        shapeless,
        Probabilities.find(graph));
  }

  private static OnnxGraph parse(ModelFile main) throws IOException {
    if (main.bytes() > Integer.MAX_VALUE) {
      throw new BadInputException(
          main.place()
              + " has "
              + main.bytes()
              + " bytes; expected under 2 GiB, with the weights in external data files");
    }
    try {
      return OnnxGraph.read(main);
    } catch (MalformedException e) {
      throw notOnnx(main, e);
    }
  }

  private static BadInputException notOnnx(ModelFile main, @Nullable Throwable cause)
      throws IOException {
    return new BadInputException(
        main.place()
            + " is not a whole ONNX model: its "
            + main.bytes()
            + " bytes look like "
            + FileKind.describe(main),
        cause);
  }

  /** Refuses what runtimes load, or not, and cannot run: values that come from nowhere. */
  private static void checkLinks(ModelFile main, OnnxGraph graph) {
    Set<String> known = initializers(graph);
    known.add(""); // an optional input that is left out
    graph.inputs.forEach(input -> known.add(input.name()));
    graph.nodes.forEach(node -> known.addAll(node.outputs()));
    for (OnnxGraph.Node node : graph.nodes) {
      for (String input : node.inputs()) {
        if (!known.contains(input)) {
          throw broken(main, "a node of " + node.type() + " takes " + input);
        }
      }
    }
    for (Value output : graph.outputs) {
      if (!known.contains(output.name())) {
        throw broken(main, "the graph gives " + output.name());
      }
    }
  }

  private static BadInputException broken(ModelFile main, String what) {
    return new BadInputException(
        main.place() + " is broken: " + what + ", which nothing in it makes; export it again");
  }

  /** Returns the inputs a caller must feed: initializers may stand among a graph's inputs. */
  private static List<Value> feeds(OnnxGraph graph) {
    Set<String> initializers = initializers(graph);
    List<Value> feeds = new ArrayList<>();
    for (Value input : graph.inputs) {
      if (!initializers.contains(input.name())) {
        feeds.add(input);
      }
    }
    return feeds;
  }

  private static Set<String> initializers(OnnxGraph graph) {
    Set<String> names = new HashSet<>(graph.sparseWeights);
    graph.weights.forEach(weight -> names.add(weight.name()));
    return names;
  }

  private static List<TensorInfo> tensors(
      String place, String role, List<Value> values, FreeAxes axes, Set<String> shapeless) {
    List<TensorInfo> tensors = new ArrayList<>();
    for (Value value : values) {
      if (!OnnxTypes.hasShape(value)) {
        shapeless.add(value.name());
      }
      tensors.add(OnnxTypes.tensor(place, role, value, axes));
    }
    return tensors;
  }

  /** Returns the versions of the operator sets in use, ONNX's own first. */
  private static String opsets(OnnxGraph graph) {
    Set<String> used = new HashSet<>();
    graph.nodes.forEach(node -> used.add(node.domain()));
    List<String> opsets = new ArrayList<>();
    for (int i = 0; i < graph.opsetDomains.size(); i++) {
      String domain = graph.opsetDomains.get(i);
      String version = Long.toString(graph.opsetVersions.get(i));
      if (domain.isEmpty() || domain.equals("ai.onnx")) {
        opsets.add(0, version);
      } else if (used.contains(domain)) {
        opsets.add(domain + " " + version);
      }
    }
    return String.join(" + ", opsets);
  }

  /** Returns the variant's name by the element type that most weights have. */
  private static String variant(OnnxGraph graph) {
    long[] elements = new long[Integer.BYTES + 1];
    for (Weight weight : graph.weights) {
      elements[DataTypes.storedBytes(weight.type())] += weight.elements();
    }
    long float32 = elements[Integer.BYTES];
    long float16 = elements[Short.BYTES];
    long int8 = elements[1];
    if (int8 > float32 && int8 > float16) {
      return "int8";
    }
    return float16 > float32 ? "fp16" : "fp32";
  }
}
