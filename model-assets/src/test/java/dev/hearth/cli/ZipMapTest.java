package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.hearth.cli.ImportBed.Result;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.testing.OnnxModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A logistic regression as skl2onnx exports it with its defaults: labels of text, and a ZipMap. */
class ZipMapTest {
  @TempDir private Path folder;

  private static NodeProto.Builder ml(String op, String... labels) {
    AttributeProto.Builder classes =
        AttributeProto.newBuilder().setName("classlabels_strings").setType(AttributeType.STRINGS);
    for (String label : labels) {
      classes.addStrings(ByteString.copyFromUtf8(label));
    }
    return NodeProto.newBuilder().setOpType(op).setDomain("ai.onnx.ml").addAttribute(classes);
  }

  private static AttributeProto.Builder floats(String name, float... values) {
    AttributeProto.Builder out =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
    for (float value : values) {
      out.addFloats(value);
    }
    return out;
  }

  private static byte[] model() {
    TypeProto.Map map =
        TypeProto.Map.newBuilder()
            .setKeyType(DataType.STRING_VALUE)
            .setValueType(
                TypeProto.newBuilder()
                    .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT_VALUE)))
            .build();
    ValueInfoProto maps =
        ValueInfoProto.newBuilder()
            .setName("output_probability")
            .setType(
                TypeProto.newBuilder()
                    .setSequenceType(
                        TypeProto.Sequence.newBuilder()
                            .setElemType(TypeProto.newBuilder().setMapType(map))))
            .build();
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("g")
            .addNode(
                ml("LinearClassifier", "setosa", "virginica", "versicolor")
                    .addInput("X")
                    .addOutput("output_label")
                    .addOutput("probabilities")
                    .addAttribute(floats("coefficients", 1, 2, 3, 4, 5, 6))
                    .addAttribute(floats("intercepts", 0, 0, 0))
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("post_transform")
                            .setType(AttributeType.STRING)
                            .setS(ByteString.copyFromUtf8("SOFTMAX"))))
            .addNode(
                ml("ZipMap", "setosa", "virginica", "versicolor")
                    .addInput("probabilities")
                    .addOutput("output_probability"))
            .addInput(OnnxModels.value("X", DataType.FLOAT, "?", "2"))
            .addOutput(OnnxModels.value("output_label", DataType.STRING, "?"))
            .addOutput(maps);
    return OnnxModels.model(graph)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(1))
        .build()
        .toByteArray();
  }

  @Test
  void probabilities_areAnOutputAsTheyAre_andTheLabelsAreKnown() throws IOException {
    ImportBed bed = new ImportBed(folder);
    bed.write("iris/model.onnx", model());
    Path description =
        bed.write(
            "iris.json",
            """
            {"task": "tabular-classification", "license": "MIT",
             "preprocessing": {"table": {"columns": [{"name": "a"}, {"name": "b"}]}},
             "postprocessing": {"output": "probabilities", "activation": "none"}}
            """);

    Result result = bed.importModel(folder.resolve("iris"), "--describe", description);

    ModelManifest manifest = bed.manifest("iris", "1.0.0");
    assertEquals(
        List.of("probabilities"), manifest.outputs().stream().map(TensorInfo::name).toList());
    assertEquals(List.of("setosa", "virginica", "versicolor"), manifest.labels());
    assertTrue(result.err().contains("the ZipMap is cut off"), result.err());
    Result run =
        bed.run(
            "run",
            bed.models().resolve("iris"),
            bed.write("rows.csv", "a,b\n0.1,0.2\n"),
            "--top",
            1);
    assertEquals(0, run.exitCode(), run.err());
    // Softmax of 0.5, 1.1 and 1.7.
    assertTrue(run.out().startsWith("{\"label\":\"versicolor\",\"probability\":0.5405"), run.out());
    assertEquals(0, bed.run("verify", bed.models()).exitCode());
    byte[] stored = bed.join(manifest.variants().get(0).artifacts().get(0));
    bed.importModel(folder.resolve("iris"), "--describe", description, "--name", "again");
    assertEquals(
        List.of(stored.length),
        List.of(
            bed.join(bed.manifest("again", "1.0.0").variants().get(0).artifacts().get(0)).length));
  }
}
