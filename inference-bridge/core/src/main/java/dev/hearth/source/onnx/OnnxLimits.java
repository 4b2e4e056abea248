package dev.hearth.source.onnx;

import dev.hearth.source.BadInputException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which ONNX files onnxruntime-web 1.30.0 reads, as trying them showed: IR version 13 and opset 26
 * load, 14 and 27 do not.
 */
public final class OnnxLimits {
  private static final String RUNTIME = "onnxruntime-web 1.30.0";
  private static final int MAX_IR_VERSION = 13;
  private static final int MAX_OPSET = 26;

  /** The oldest opset that ONNX Runtime promises to run. */
  private static final int PROMISED_OPSET = 7;

  private static final Set<String> DOMAINS = Set.of("", "ai.onnx.ml", "com.microsoft");

  private OnnxLimits() {}

  /**
   * Refuses a file that browsers cannot load.
   *
   * @throws BadInputException if its IR version or opset is newer, or it uses operators of a domain
   *     that is not built in
   */
  public static void check(String path, OnnxSummary summary) {
    if (summary.irVersion() > MAX_IR_VERSION) {
      throw new BadInputException(
          path
              + " has IR version "
              + summary.irVersion()
              + ", and "
              + RUNTIME
              + " reads up to "
              + MAX_IR_VERSION
              + "; save it with an older onnx, or set ir_version to "
              + MAX_IR_VERSION);
    }
    long opset = summary.opsets().getOrDefault("", 1L);
    if (opset > MAX_OPSET) {
      throw new BadInputException(
          path
              + " has opset "
              + opset
              + ", and "
              + RUNTIME
              + " knows up to "
              + MAX_OPSET
              + "; export it with opset_version "
              + MAX_OPSET
              + " or lower");
    }
    if (opset < 1) {
      throw new BadInputException(
          path + " has opset " + opset + "; expected 1 to " + MAX_OPSET + ": export it again");
    }
    Set<String> foreign = new TreeSet<>();
    for (String operator : summary.operators().keySet()) {
      int colon = operator.indexOf(':');
      if (colon >= 0 && !DOMAINS.contains(operator.substring(0, colon))) {
        foreign.add(operator);
      }
    }
    // A domain may also be defined by functions inside the model, which the runtime inlines.
    for (String operator : foreign) {
      if (!summary.functions().contains(operator)) {
        throw new BadInputException(
            path
                + " uses the operator "
                + operator
                + ", which "
                + RUNTIME
                + " does not have; export it with ONNX's own operators");
      }
    }
  }

  /** Returns true where the opset is older than what ONNX Runtime promises to run. */
  public static boolean isOld(OnnxSummary summary) {
    return summary.opsets().getOrDefault("", (long) PROMISED_OPSET) < PROMISED_OPSET;
  }
}
