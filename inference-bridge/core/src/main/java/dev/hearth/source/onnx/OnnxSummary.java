package dev.hearth.source.onnx;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an ONNX file says of itself, weights left out.
 *
 * @param irVersion the version of the file format
 * @param opsets the version of each operator set by its domain; ONNX's own is the empty domain
 * @param producer what wrote the file, with its version; may be empty
 * @param description the author's words; may be empty
 * @param metadata the author's properties by their keys
 * @param operators how often each operator is used, also inside branches and loops; those of other
 *     domains than ONNX's are {@code domain:Name}
 * @param parameters how many values the weights hold, by their element type's name
 * @param functions the operators that the file itself defines, as {@code domain:Name}
 * @param classLabels the names or numbers of the classes that a scikit-learn-like classifier
 *     carries; empty for all others
 */
public record OnnxSummary(
    long irVersion,
    Map<String, Long> opsets,
    String producer,
    String description,
    Map<String, String> metadata,
    Map<String, Integer> operators,
    Map<String, Long> parameters,
    Set<String> functions,
    List<String> classLabels) {
  public OnnxSummary {
    classLabels = List.copyOf(classLabels);
  }

  /** Returns the number of all weights' values. */
  public long parameterCount() {
    long count = 0;
    for (long one : parameters.values()) {
      count += one;
    }
    return count;
  }
}
