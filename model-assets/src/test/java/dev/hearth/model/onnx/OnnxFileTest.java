package dev.hearth.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import dev.hearth.testing.OnnxModels;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
  @TempDir private Path folder;

  @Test
  void read_leavesLargerValuesWhereTheyAre() throws IOException {
    byte[] raw = new byte[1500];
    Arrays.fill(raw, (byte) 7);
    TensorProto large =
        TensorProto.newBuilder().setName("l").setRawData(ByteString.copyFrom(raw)).build();
    TensorProto floats = OnnxModels.weights("f", 20, 20);
    TensorProto small = OnnxModels.weights("s", 2, 2);
    GraphProto.Builder inner = OnnxModels.graph().addInitializer(large);
    ModelProto model =
        OnnxModels.model(
                OnnxModels.graph(
                        OnnxModels.node("Constant", "c")
                            .addAttribute(AttributeProto.newBuilder().setName("v").setT(large)),
                        OnnxModels.node("If", "y")
                            .addAttribute(AttributeProto.newBuilder().setName("g").setG(inner)))
                    .addInitializer(floats)
                    .addInitializer(small))
            .build();

    ModelProto read = OnnxFile.read(write(model.toByteArray()));

    GraphProto graph = read.getGraph();
    TensorProto constant = graph.getNode(0).getAttribute(0).getT();
    TensorProto nested = graph.getNode(1).getAttribute(0).getG().getInitializer(0);
    for (TensorProto tensor : List.of(constant, nested, graph.getInitializer(0))) {
      assertEquals(0, tensor.getRawData().size() + tensor.getFloatDataCount());
      assertEquals("m.onnx", tensor.getExternalData(0).getValue());
    }
    byte[] file = Files.readAllBytes(folder.resolve("m.onnx"));
    assertEquals(1500, length(nested));
    assertEquals(ByteString.copyFrom(raw), values(nested, file));
    assertEquals(ByteString.copyFrom(raw), values(constant, file));
    assertEquals(1600, length(graph.getInitializer(0)));
    assertEquals(small, graph.getInitializer(1));
  }

  @Test
  void read_isTheGeneratedParsersReading_elsewhere() throws IOException {
    int compared = 0;
    for (String kind : List.of("onnx", "conformance")) {
      try (Stream<Path> files = Files.walk(TestData.path(kind))) {
        for (Path path : files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList()) {
          ModelProto whole = ModelProto.parseFrom(Files.readAllBytes(path));
          ModelProto read = OnnxFile.read(SourceFile.of(path.getFileName().toString(), path));
          assertEquals(bare(whole), bare(read), path.toString());
          compared++;
        }
      }
    }
    assertEquals(70, compared);
  }

  @Test
  void cutShort_isRefusedWhereverItEnds() throws IOException {
    byte[] bytes =
        OnnxModels.model(
                OnnxModels.graph(OnnxModels.node("Relu", "y", "x"))
                    .addInitializer(OnnxModels.weights("w", 20, 20)))
            .build()
            .toByteArray();
    for (int end = 12; end < bytes.length; end += 7) {
      SourceFile file = write(Arrays.copyOf(bytes, end));
      assertThrows(IOException.class, () -> OnnxFile.read(file), "at " + end);
    }
  }

  @Test
  void nestedGraphs_areBounded() throws IOException {
    GraphProto graph = OnnxModels.graph().build();
    for (int i = 0; i < 30; i++) {
      graph =
          GraphProto.newBuilder()
              .addNode(
                  NodeProto.newBuilder()
                      .addAttribute(AttributeProto.newBuilder().setName("g").setG(graph)))
              .build();
    }
    SourceFile file = write(OnnxModels.model(graph.toBuilder()).build().toByteArray());
    assertThrows(IOException.class, () -> OnnxFile.read(file));
  }

  @Test
  void messagesByTheMillion_areRefusedBeforeTheHeapIsFull() throws IOException {
    int nodes = (int) Math.min(Runtime.getRuntime().maxMemory() / 4 / 256 + 1, 20_000_000);
    byte[] many = new byte[2 * nodes];
    for (int i = 0; i < nodes; i++) {
      many[2 * i] = 10; // field 1, no bytes
    }
    ModelProto.Builder model = OnnxModels.model(OnnxModels.graph()).clearGraph();
    byte[] head = model.build().toByteArray();
    byte[] all = Arrays.copyOf(head, head.length + 6 + many.length);
    var out = com.google.protobuf.CodedOutputStream.newInstance(all, head.length, 6);
    out.writeTag(ModelProto.GRAPH_FIELD_NUMBER, 2);
    out.writeUInt32NoTag(many.length);
    int at = head.length + out.getTotalBytesWritten();
    System.arraycopy(many, 0, all, at, many.length);
    SourceFile file = write(Arrays.copyOf(all, at + many.length));

    BadInputException e = assertThrows(BadInputException.class, () -> OnnxFile.read(file));
    assertTrue(e.getMessage().contains("larger -Xmx"), e.getMessage());
  }

  private SourceFile write(byte[] bytes) throws IOException {
    return SourceFile.of("m.onnx", Files.write(folder.resolve("m.onnx"), bytes));
  }

  private static int length(TensorProto tensor) {
    return Integer.parseInt(tensor.getExternalData(2).getValue());
  }

  private static ByteString values(TensorProto tensor, byte[] file) {
    int offset = Integer.parseInt(tensor.getExternalData(1).getValue());
    return ByteString.copyFrom(file, offset, length(tensor));
  }

  /** Returns a model without the values of larger tensors, whichever form they have. */
  private static ModelProto bare(ModelProto model) {
    ModelProto.Builder out = model.toBuilder();
    bare(out.getGraphBuilder());
    return out.build();
  }

  private static void bare(GraphProto.Builder graph) {
    graph.getInitializerBuilderList().forEach(OnnxFileTest::bare);
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
        if (attribute.hasT()) {
          bare(attribute.getTBuilder());
        }
        if (attribute.hasG()) {
          bare(attribute.getGBuilder());
        }
      }
    }
  }

  private static void bare(TensorProto.Builder tensor) {
    int bytes = Math.max(tensor.getRawData().size(), 4 * tensor.getFloatDataCount());
    if (bytes > 1024 || tensor.getExternalDataCount() > 0) {
      tensor.clearRawData().clearFloatData().clearExternalData().clearDataLocation();
    }
  }
}
