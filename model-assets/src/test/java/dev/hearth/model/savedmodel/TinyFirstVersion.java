package dev.hearth.model.savedmodel;

import static dev.hearth.testing.TensorFlowNodes.constant;
import static dev.hearth.testing.TensorFlowNodes.node;
import static dev.hearth.testing.TensorFlowNodes.shape;
import static dev.hearth.testing.TensorFlowNodes.texts;

import dev.hearth.testing.SavedModelWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** A SavedModel as TensorFlow 1 wrote it, that adds a variable. */
final class TinyFirstVersion {
  private TinyFirstVersion() {}

  static void write(Path folder) throws IOException {
    new SavedModelWriter().variable("saved/name", shape(2), 3, 4).withoutRestore().write(folder);
    GraphDef graph =
        GraphDef.newBuilder()
            .addNode(node("x", "Placeholder", "", "dtype", DataType.DT_FLOAT))
            .addNode(node("weights", "VariableV2", "", "dtype", DataType.DT_FLOAT))
            .addNode(node("initial", "RandomUniform", ""))
            .addNode(node("weights/Assign", "Assign", "weights initial"))
            .addNode(node("weights/read", "Identity", "weights"))
            .addNode(node("add", "Add", "x weights/read", "T", DataType.DT_FLOAT))
            .addNode(constant("save/prefix", texts(List.of("model"))))
            .addNode(node("save/Const", "PlaceholderWithDefault", "save/prefix"))
            .addNode(constant("save/names", texts(List.of("saved/name"))))
            .addNode(constant("save/slices", texts(List.of(""))))
            .addNode(node("save/RestoreV2", "RestoreV2", "save/Const save/names save/slices"))
            .addNode(node("save/Assign", "Assign", "weights save/RestoreV2"))
            .addNode(node("save/restore_shard", "NoOp", "^save/Assign"))
            .addNode(node("save/restore_all", "NoOp", "^save/restore_shard"))
            .build();
    MetaGraphDef.Builder meta = MetaGraphDef.newBuilder().setGraphDef(graph);
    meta.getMetaInfoDefBuilder().addTags("serve");
    meta.setSaverDef(
        SaverDef.newBuilder()
            .setFilenameTensorName("save/Const:0")
            .setRestoreOpName("save/restore_all"));
    meta.putSignatureDef(
        "predict",
        SignatureDef.newBuilder()
            .putInputs("x", info("x:0"))
            .putOutputs("sum", info("add:0"))
            .build());
    SavedModel model = SavedModel.newBuilder().addMetaGraphs(meta).build();
    Files.write(folder.resolve(SavedModelReader.FILE), model.toByteArray());
  }

  private static TensorInfo info(String tensor) {
    return TensorInfo.newBuilder()
        .setName(tensor)
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(shape(2))
        .build();
  }
}
