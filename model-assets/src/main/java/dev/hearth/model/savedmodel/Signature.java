package dev.hearth.model.savedmodel;

import dev.hearth.source.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * What of a SavedModel is converted: the function that serves.
 *
 * @param inputs what it takes, by name
 * @param outputs what it gives, by name
 */
record Signature(
    NavigableMap<String, TensorInfo> inputs, NavigableMap<String, TensorInfo> outputs) {
  private static final String SERVING = "serving_default";
  private static final List<DataType> TYPES =
      List.of(
          DataType.DT_FLOAT,
          DataType.DT_HALF,
          DataType.DT_INT32,
          DataType.DT_INT64,
          DataType.DT_UINT8,
          DataType.DT_BOOL);

  /**
   * Returns {@code serving_default}, or else the first signature by name.
   *
   * @param notes takes a sentence where there are others
   * @throws BadInputException if there is none, or its tensors are no plain ones
   */
  static Signature choose(MetaGraphDef graph, Consumer<String> notes) {
    NavigableMap<String, SignatureDef> all = new TreeMap<>();
    for (Map.Entry<String, SignatureDef> entry : graph.getSignatureDefMap().entrySet()) {
      if (!entry.getKey().startsWith("__saved_model_") && entry.getValue().getOutputsCount() > 0) {
        all.put(entry.getKey(), entry.getValue());
      }
    }
    if (all.isEmpty()) {
      throw new BadInputException(
          "The SavedModel has no signature; save it with tf.saved_model.save(model, path,"
              + " signatures=...) or model.export(path)");
    }
    String name = all.containsKey(SERVING) ? SERVING : all.firstKey();
    SignatureDef chosen = all.remove(name);
    if (chosen == null) {
      throw new IllegalStateException(name);
    }
    if (!all.isEmpty()) {
      notes.accept(
          "the SavedModel has several signatures: "
              + name
              + " is converted, and "
              + String.join(", ", all.keySet())
              + " left out");
    }
    NavigableMap<String, TensorInfo> inputs = new TreeMap<>(chosen.getInputsMap());
    NavigableMap<String, TensorInfo> outputs = new TreeMap<>(chosen.getOutputsMap());
    inputs.forEach((key, info) -> check("input " + key, info));
    outputs.forEach((key, info) -> check("output " + key, info));
    if (inputs.isEmpty()) {
      throw new BadInputException("The signature " + name + " has no inputs");
    }
    return new Signature(inputs, outputs);
  }

  private static void check(String what, TensorInfo info) {
    if (info.getEncodingCase() != TensorInfo.EncodingCase.NAME) {
      throw new BadInputException(
          "The " + what + " of the SavedModel is sparse or composed; expected a plain tensor");
    }
    if (!TYPES.contains(info.getDtype())) {
      throw new BadInputException(
          "The "
              + what
              + " of the SavedModel is of "
              + info.getDtype()
              + ", expected float32, int32 or bool, or what TF.js stores as one of them");
    }
  }
}
