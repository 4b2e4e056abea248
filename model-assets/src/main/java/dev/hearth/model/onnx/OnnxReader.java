package dev.hearth.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.model.BadInputException;
import dev.hearth.model.FileKind;
import dev.hearth.model.FreeAxes;
import dev.hearth.model.SourceFile;
import dev.hearth.model.SourceModel;
import dev.hearth.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Path;
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
   * @throws BadInputException if it is not a whole ONNX model that a runtime here can be fed
   */
  public static SourceModel read(Path path) throws IOException {
    SourceFile main = SourceFile.of(path.getFileName().toString(), path);
    ModelProto model = parse(main);
    GraphProto graph = model.getGraph();
    if (model.getIrVersion() < 1 || model.getOpsetImportCount() == 0 || !model.hasGraph()) {
      throw notOnnx(main, null);
    }
    if (graph.getNodeCount() == 0 || graph.getOutputCount() == 0) {
      throw new BadInputException(
          path
              + " is an ONNX file without "
              + (graph.getNodeCount() == 0 ? "nodes" : "outputs")
              + "; expected a graph that computes something");
    }
    List<SourceFile> files = new ArrayList<>();
    files.add(main);
    files.addAll(ExternalData.find(graph, main));
    FreeAxes axes = new FreeAxes();
    Set<String> shapeless = new HashSet<>();
    return new SourceModel(
        ModelRuntime.ONNX,
        "ONNX, IR version " + model.getIrVersion() + ", opset " + opsets(model),
        variant(graph),
        files,
        tensors(path, "input", feeds(graph), axes, shapeless),
        tensors(path, "output", graph.getOutputList(), axes, shapeless),
        shapeless,
        Probabilities.find(graph));
  }

  private static ModelProto parse(SourceFile main) throws IOException {
    if (main.bytes() > Integer.MAX_VALUE) {
      throw new BadInputException(
          main.file()
              + " has "
              + main.bytes()
              + " bytes; expected under 2 GiB, with the weights in external data files");
    }
    try {
      return OnnxFile.read(main);
    } catch (InvalidProtocolBufferException e) {
      throw notOnnx(main, e);
    }
  }

  private static BadInputException notOnnx(SourceFile main, @Nullable Throwable cause)
      throws IOException {
    return new BadInputException(
        main.file()
            + " is not a whole ONNX model: its "
            + main.bytes()
            + " bytes look like "
            + FileKind.describe(main.file()),
        cause);
  }

  /** Returns the inputs a caller must feed: initializers may stand among a graph's inputs. */
  private static List<ValueInfoProto> feeds(GraphProto graph) {
    Set<String> initializers = new HashSet<>();
    graph.getInitializerList().forEach(tensor -> initializers.add(tensor.getName()));
    graph
        .getSparseInitializerList()
        .forEach(tensor -> initializers.add(tensor.getValues().getName()));
    List<ValueInfoProto> feeds = new ArrayList<>();
    for (ValueInfoProto input : graph.getInputList()) {
      if (!initializers.contains(input.getName())) {
        feeds.add(input);
      }
    }
    return feeds;
  }

  private static List<TensorInfo> tensors(
      Path path, String role, List<ValueInfoProto> values, FreeAxes axes, Set<String> shapeless) {
    List<TensorInfo> tensors = new ArrayList<>();
    for (ValueInfoProto value : values) {
      if (!OnnxTypes.hasShape(value)) {
        shapeless.add(value.getName());
      }
      tensors.add(OnnxTypes.tensor(path, role, value, axes));
    }
    return tensors;
  }

  /** Returns the versions of the operator sets in use, ONNX's own first. */
  private static String opsets(ModelProto model) {
    Set<String> used = new HashSet<>();
    model.getGraph().getNodeList().forEach(node -> used.add(node.getDomain()));
    List<String> opsets = new ArrayList<>();
    for (OperatorSetIdProto opset : model.getOpsetImportList()) {
      if (opset.getDomain().isEmpty() || opset.getDomain().equals("ai.onnx")) {
        opsets.add(0, "" + opset.getVersion());
      } else if (used.contains(opset.getDomain())) {
        opsets.add(opset.getDomain() + " " + opset.getVersion());
      }
    }
    return String.join(" + ", opsets);
  }

  /** Returns the variant's name by the element type that most weights have. */
  private static String variant(GraphProto graph) {
    long float32 = 0;
    long float16 = 0;
    long int8 = 0;
    for (TensorProto tensor : graph.getInitializerList()) {
      long elements = 1;
      for (long size : tensor.getDimsList()) {
        elements *= size;
      }
      int type = tensor.getDataType();
      if (type == DataType.FLOAT16_VALUE || type == DataType.BFLOAT16_VALUE) {
        float16 += elements;
      } else if (type == DataType.INT8_VALUE || type == DataType.UINT8_VALUE) {
        int8 += elements;
      } else {
        float32 += elements;
      }
    }
    if (int8 > float32 && int8 > float16) {
      return "int8";
    }
    return float16 > float32 ? "fp16" : "fp32";
  }
}
