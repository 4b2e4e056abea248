package dev.hearth.source;

import dev.hearth.manifest.ModelRuntime;
import dev.hearth.tensor.TensorInfo;
import java.util.List;
import java.util.Set;

/**
 * A trained model as its author left it.
 *
 * @param runtime what runs it
 * @param format words for people, such as {@code ONNX, opset 8}
 * @param variant how its weights are stored, such as {@code fp32}
 * @param files all its files; the first is the model itself
 * @param inputs what it takes
 * @param outputs what it gives
 * @param shapeless names of inputs and outputs whose number of axes the files do not tell; their
 *     {@link TensorInfo} has none
 * @param probabilities names of outputs that a softmax or a sigmoid made
 */
public record SourceModel(
    ModelRuntime runtime,
    String format,
    String variant,
    List<ModelFile> files,
    List<TensorInfo> inputs,
    List<TensorInfo> outputs,
    Set<String> shapeless,
    Set<String> probabilities) {
  public SourceModel {
    files = List.copyOf(files);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    shapeless = Set.copyOf(shapeless);
    probabilities = Set.copyOf(probabilities);
  }

  /** Returns the file that is the model itself. */
  public ModelFile main() {
    return files.get(0);
  }

  /** Returns this model with other inputs and outputs, of which all shapes are known. */
  public SourceModel withTensors(List<TensorInfo> newInputs, List<TensorInfo> newOutputs) {
    return new SourceModel(
        runtime, format, variant, files, newInputs, newOutputs, Set.of(), probabilities);
  }

  /** Returns this model with its weights in other files. */
  public SourceModel withFiles(String newVariant, List<? extends ModelFile> newFiles) {
    return new SourceModel(
        runtime,
        format,
        newVariant,
        List.copyOf(newFiles),
        inputs,
        outputs,
        shapeless,
        probabilities);
  }
}
