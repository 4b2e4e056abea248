package dev.hearth.model.savedmodel;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hearth.source.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph.TrackableObject;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph.TrackableObject.SerializedTensor;

/**
 * Which of the stored tensors each variable of the graph is. The function that restores a model
 * says so; where it says nothing of one, its name and the stored object graph do.
 */
final class Variables {
  private static final String OBJECT_GRAPH = "_CHECKPOINTABLE_OBJECT_GRAPH";
  private static final long MOST_OBJECT_VALUES = 4_000_000;
  private final TensorBundle bundle;
  private final Map<String, Node> declared = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, String> keysByFullName = new HashMap<>();

  Variables(TensorBundle bundle) throws IOException {
    this.bundle = bundle;
    byte[] objects = bundle.text(OBJECT_GRAPH);
    if (objects != null) {
      readObjects(objects);
    }
  }

  private void readObjects(byte[] bytes) throws IOException {
    try {
      ProtoBudget.check(
          new ByteArrayInputStream(bytes),
          TrackableObjectGraph.getDescriptor(),
          MOST_OBJECT_VALUES);
      for (TrackableObject object : TrackableObjectGraph.parseFrom(bytes).getNodesList()) {
        for (SerializedTensor tensor : object.getAttributesList()) {
          keysByFullName.putIfAbsent(tensor.getFullName(), tensor.getCheckpointKey());
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new BadInputException("The variables' object graph is damaged: " + e.getMessage(), e);
    }
  }

  /** Returns true for a node that stands for a variable, not for its value. */
  static boolean isVariable(Node node) {
    return node.op().equals("VarHandleOp") || node.op().startsWith("Variable");
  }

  /** Returns the name under which the variable is known. */
  static String name(Node variable) {
    String shared = variable.attribute("shared_name").getS().toStringUtf8();
    return shared.isEmpty() ? variable.name() : shared;
  }

  /** Returns the one node for a variable, however often graphs declare it. */
  Node declare(Node variable) {
    String container = variable.attribute("container").getS().toStringUtf8();
    return declared.computeIfAbsent(container + "\n" + name(variable), key -> variable);
  }

  /**
   * Learns from what restores a model: {@code AssignVariableOp(variable, RestoreV2:i)}.
   *
   * @param assignments all that sets a variable there
   */
  void learn(List<Node> assignments) throws IOException {
    Map<Node, List<String>> names = new HashMap<>();
    for (Node assignment : assignments) {
      if (assignment.inputs().size() < 2) {
        continue;
      }
      Node variable = assignment.input(0).node();
      Node restore = assignment.input(1).node();
      if (!isVariable(variable) || !restore.op().equals("RestoreV2")) {
        continue;
      }
      List<String> restored = names.get(restore);
      if (restored == null) {
        restored = restoredNames(restore);
        names.put(restore, restored);
      }
      int index = assignment.input(1).index();
      if (index >= 0 && index < restored.size()) {
        keys.put(name(variable), restored.get(index));
      }
    }
  }

  private static List<String> restoredNames(Node restore) throws IOException {
    Weights names = restore.input(1).node().weights();
    return names == null || !names.dtype().equals("string") ? List.of() : Texts.of(names);
  }

  /**
   * Returns a variable's values.
   *
   * @throws BadInputException if they are not stored
   */
  Weights weights(Node variable) {
    String name = name(variable);
    List<String> candidates = new ArrayList<>();
    candidates.add(keys.getOrDefault(name, ""));
    candidates.add(name);
    candidates.add(keysByFullName.getOrDefault(name, ""));
    candidates.add(name + "/.ATTRIBUTES/VARIABLE_VALUE");
    for (String key : candidates) {
      if (!key.isEmpty() && bundle.has(key)) {
        try {
          return bundle.weights(key);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new BadInputException(
        "The variable "
            + name
            + " is not among the "
            + bundle.size()
            + " stored in the model's variables folder; copy that folder with saved_model.pb");
  }
}
