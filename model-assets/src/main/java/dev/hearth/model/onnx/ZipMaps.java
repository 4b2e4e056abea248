package dev.hearth.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import dev.hearth.source.FileKind;
import dev.hearth.source.onnx.OnnxSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Classifiers that skl2onnx, onnxmltools and the like exported with their defaults: a ZipMap makes
 * a sequence of maps of the probabilities, and the label is a text. Neither can be fetched, and
 * both can be left out, for the probabilities are there as a tensor before the ZipMap.
 */
public final class ZipMaps {
  private static final long MAX_BYTES = 1L << 30;

  private ZipMaps() {}

  /**
   * Returns the file of a model that gives tensors: the same one, or one without ZipMap and without
   * outputs of texts, of the same name.
   *
   * @param scratch for the new file
   * @throws BadInputException if the file is not an ONNX model
   */
  public static Path cut(Path file, OnnxSummary summary, Scratch scratch) throws IOException {
    boolean classical = summary.operators().keySet().stream().anyMatch(ZipMaps::isClassical);
    if (!classical || Files.size(file) > MAX_BYTES) {
      return file;
    }
    ModelProto model = parse(file);
    GraphProto graph = cut(model.getGraph());
    if (graph.equals(model.getGraph())) {
      return file;
    }
    Path cut = scratch.folder().resolve(file.getFileName().toString());
    try (OutputStream out = Files.newOutputStream(cut)) {
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      coded.useDeterministicSerialization();
      model.toBuilder().setGraph(graph).build().writeTo(coded);
      coded.flush();
    }
    return cut;
  }

  private static boolean isClassical(String operator) {
    return operator.startsWith("ai.onnx.ml:");
  }

  private static ModelProto parse(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ModelProto.parseFrom(CodedInputStream.newInstance(in));
    } catch (InvalidProtocolBufferException e) {
      throw new BadInputException(
          file
              + " is not a whole ONNX model: it looks like "
              + FileKind.describe(SourceFile.of(file.getFileName().toString(), file)),
          e);
    }
  }

  private static GraphProto cut(GraphProto graph) {
    Map<String, NodeProto> zipped = new HashMap<>();
    List<NodeProto> kept = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      if (isZipMap(node)) {
        zipped.put(node.getOutput(0), node);
      } else {
        kept.add(node);
      }
    }
    List<ValueInfoProto> outputs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ValueInfoProto output : graph.getOutputList()) {
      NodeProto zip = zipped.get(output.getName());
      ValueInfoProto tensor = zip == null ? output : probabilities(zip);
      if (names.add(tensor.getName())) {
        outputs.add(tensor);
      }
    }
    List<ValueInfoProto> numbers = outputs.stream().filter(output -> !isText(output)).toList();
    return graph.toBuilder()
        .clearNode()
        .addAllNode(kept)
        .clearOutput()
        .addAllOutput(numbers.isEmpty() ? outputs : numbers)
        .build();
  }

  private static boolean isZipMap(NodeProto node) {
    return node.getOpType().equals("ZipMap")
        && node.getInputCount() == 1
        && node.getOutputCount() == 1;
  }

  private static boolean isText(ValueInfoProto output) {
    return output.getType().getTensorType().getElemType() == DataType.STRING_VALUE;
  }

  private static ValueInfoProto probabilities(NodeProto zip) {
    int classes = 0;
    for (AttributeProto attribute : zip.getAttributeList()) {
      classes = Math.max(classes, attribute.getIntsCount() + attribute.getStringsCount());
    }
    TensorShapeProto.Dimension.Builder axis = TensorShapeProto.Dimension.newBuilder();
    if (classes > 0) {
      axis.setDimValue(classes);
    }
    return ValueInfoProto.newBuilder()
        .setName(zip.getInput(0))
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(DataType.FLOAT_VALUE)
                        .setShape(
                            TensorShapeProto.newBuilder()
                                .addDim(TensorShapeProto.Dimension.newBuilder())
                                .addDim(axis))))
        .build();
  }
}
