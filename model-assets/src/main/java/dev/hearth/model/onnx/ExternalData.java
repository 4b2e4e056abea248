package dev.hearth.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hearth.model.BadInputException;
import dev.hearth.model.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the files beside an ONNX model that hold its larger tensors. */
final class ExternalData {
  private final Path folder;
  private final SourceFile main;
  private final String who;
  private final Map<String, SourceFile> files = new LinkedHashMap<>();

  private ExternalData(SourceFile main) {
    this.folder = SourceFile.folderOf(main.file());
    this.main = main;
    this.who = main.file().toString();
  }

  /** Returns the files in the order the graph names them; each holds all its tensors whole. */
  static Collection<SourceFile> find(GraphProto graph, SourceFile main) throws IOException {
    ExternalData data = new ExternalData(main);
    data.graph(graph);
    return List.copyOf(data.files.values());
  }

  private void graph(GraphProto graph) throws IOException {
    for (TensorProto tensor : graph.getInitializerList()) {
      tensor(tensor);
    }
    for (NodeProto node : graph.getNodeList()) {
      for (AttributeProto attribute : node.getAttributeList()) {
        attribute(attribute);
      }
    }
  }

  private void attribute(AttributeProto attribute) throws IOException {
    List<TensorProto> tensors = new ArrayList<>(attribute.getTensorsList());
    tensors.add(attribute.getT());
    for (TensorProto tensor : tensors) {
      tensor(tensor);
    }
    List<GraphProto> graphs = new ArrayList<>(attribute.getGraphsList());
    if (attribute.hasG()) {
      graphs.add(attribute.getG());
    }
    for (GraphProto graph : graphs) {
      graph(graph);
    }
  }

  private void tensor(TensorProto tensor) throws IOException {
    if (tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL) {
      return;
    }
    String location = "";
    long offset = 0;
    long length = 0;
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      switch (entry.getKey()) {
        case "location" -> location = entry.getValue();
        case "offset" -> offset = number(tensor, entry);
        case "length" -> length = number(tensor, entry);
        default -> {} // checksum: SHA-1 of the file, superseded by the package's own hashes
      }
    }
    // What OnnxFile left in the model's own file.
    SourceFile file = location.equals(main.path()) ? main : files.get(location);
    if (file == null) {
      file = SourceFile.beside(folder, location, who);
      files.put(location, file);
    }
    if (length > file.bytes() || offset > file.bytes() - length) {
      throw new BadInputException(
          who
              + " expects bytes "
              + offset
              + " to "
              + (offset + length)
              + " in "
              + location
              + " for "
              + tensor.getName()
              + ", and the file has "
              + file.bytes());
    }
  }

  private long number(TensorProto tensor, StringStringEntryProto entry) {
    try {
      long number = Long.parseLong(entry.getValue());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a negative number.
    }
    throw new BadInputException(
        who
            + " has no valid "
            + entry.getKey()
            + " for the external data of "
            + tensor.getName()
            + ", found "
            + entry.getValue());
  }
}
