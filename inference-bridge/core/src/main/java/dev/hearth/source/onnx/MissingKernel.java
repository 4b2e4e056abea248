package dev.hearth.source.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator that a runtime cannot run.
 *
 * @param operator its name, such as {@code Rfft}
 * @param domain of its operator set, such as {@code com.microsoft}; {@code ai.onnx} for ONNX's own
 * @param opset the version of that set which the model asks for; 0 where it names none
 * @param isKnown true if the runtime has the operator, but not for these element types
 */
public record MissingKernel(String operator, String domain, long opset, boolean isKnown) {
  /** What ONNX Runtime's sentences say before an operator's name. */
  private static final List<String> UNKNOWN = List.of("No Op registered for ", "Fatal error: ");

  private static final String NO_KERNEL = "Could not find an implementation for ";

  /**
   * Returns the operator that a sentence of ONNX Runtime tells of, or null where it tells of none.
   *
   * @param summary of the model that it was said of
   */
  public static @Nullable MissingKernel in(String message, OnnxSummary summary) {
    String name = after(NO_KERNEL, message);
    boolean isKnown = !name.isEmpty();
    for (String begin : UNKNOWN) {
      name = name.isEmpty() ? after(begin, message) : name;
    }
    for (String used : summary.operators().keySet()) {
      int colon = used.indexOf(':');
      String bare = used.substring(colon + 1);
      if (name.equals(used) || name.equals(bare)) {
        String domain = colon < 0 ? "" : used.substring(0, colon);
        long opset = summary.opsets().getOrDefault(domain, 0L);
        return new MissingKernel(bare, domain.isEmpty() ? "ai.onnx" : domain, opset, isKnown);
      }
    }
    return null;
  }

  /** Returns the word behind some others, "" if they are not there. */
  private static String after(String words, String message) {
    int from = message.indexOf(words);
    if (from < 0) {
      return "";
    }
    from += words.length();
    int to = from;
    while (to < message.length() && " (".indexOf(message.charAt(to)) < 0) {
      to++;
    }
    return message.substring(from, to);
  }
}
