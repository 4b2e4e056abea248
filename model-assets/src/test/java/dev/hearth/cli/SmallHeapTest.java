package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hearth.testing.OnnxModels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights pass through in pieces: a model of 96 MiB needs no such heap. */
class SmallHeapTest {
  private static final int LAYERS = 24;
  private static final int SIDE = 1024;
  @TempDir private Path folder;

  @Test
  void largeModels_needNoLargeHeap_andComeOutTheSameTwice() throws Exception {
    ImportBed bed = new ImportBed(folder);
    Path model = write(folder.resolve("model.onnx"));
    assertEquals(LAYERS * 4L * SIDE * SIDE, Files.size(folder.resolve("weights")));

    importIn("48m", model, folder.resolve("one"));
    importIn("48m", model, folder.resolve("two"));

    List<Path> files = new ArrayList<>();
    try (var walk = Files.walk(folder.resolve("one"))) {
      walk.filter(Files::isRegularFile).forEach(files::add);
    }
    assertTrue(files.size() > 40, "shards of all variants");
    for (Path file : files) {
      Path other = folder.resolve("two").resolve(folder.resolve("one").relativize(file));
      assertEquals(-1, Files.mismatch(file, other), file.toString());
    }
    assertTrue(bed.files().isEmpty());
  }

  private void importIn(String heap, Path model, Path out) throws Exception {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                HearthCli.class.getName(),
                "import",
                model.toString(),
                "--variants",
                "fp16,int8,int4,fp32",
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(3, TimeUnit.MINUTES), "still running");
    String said = Files.readString(log);
    assertEquals(0, process.exitValue(), said);
    assertTrue(said.contains("int4"), said);
  }

  private Path write(Path file) throws IOException {
    GraphProto.Builder graph = OnnxModels.graph();
    graph.addInput(OnnxModels.value("x0", DataType.FLOAT, "1", "" + SIDE));
    long bytes = 4L * SIDE * SIDE;
    try (OutputStream out = Files.newOutputStream(folder.resolve("weights"))) {
      ByteBuffer row = ByteBuffer.allocate(4 * SIDE).order(ByteOrder.LITTLE_ENDIAN);
      for (int layer = 0; layer < LAYERS; layer++) {
        graph.addNode(OnnxModels.node("MatMul", "m" + layer, "x" + layer, "w" + layer));
        graph.addNode(OnnxModels.node("Tanh", "x" + (layer + 1), "m" + layer));
        TensorProto.Builder tensor =
            graph.addInitializerBuilder().setName("w" + layer).addDims(SIDE).addDims(SIDE);
        tensor.setDataType(DataType.FLOAT_VALUE);
        tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL);
        tensor.addExternalDataBuilder().setKey("location").setValue("weights");
        tensor.addExternalDataBuilder().setKey("offset").setValue("" + layer * bytes);
        tensor.addExternalDataBuilder().setKey("length").setValue("" + bytes);
        for (int i = 0; i < SIDE; i++) {
          row.clear();
          for (int j = 0; j < SIDE; j++) {
            row.putFloat(((i * 31 + j * 17 + layer) % 101 - 50) / 800f);
          }
          out.write(row.array());
        }
      }
    }
    graph.addOutput(OnnxModels.value("x" + LAYERS, DataType.FLOAT, "1", "" + SIDE));
    return Files.write(file, OnnxModels.model(graph).build().toByteArray());
  }
}
