package dev.hearth.inspect;

import dev.hearth.source.onnx.OnnxSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which operators an execution provider of onnxruntime-web has kernels for, by the lists that its
 * npm package carries. There is none for wasm, whose kernels are those of ONNX Runtime for Java.
 */
public final class OperatorSupport {
  private final Map<String, List<int[]>> versions = new HashMap<>();

  private OperatorSupport() {}

  /**
   * Returns what a provider supports.
   *
   * @param provider {@code webgpu} or {@code webgl}
   */
  public static OperatorSupport of(String provider) {
    OperatorSupport support = new OperatorSupport();
    String name = "operators-" + provider + ".txt";
    try (InputStream in = OperatorSupport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("Expected webgpu or webgl, found " + provider);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          int space = line.indexOf(' ');
          support.versions.put(line.substring(0, space), ranges(line.substring(space + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return support;
  }

  private static List<int[]> ranges(String text) {
    List<int[]> ranges = new ArrayList<>();
    for (String range : List.of(text.split(",", -1))) {
      boolean open = range.endsWith("+");
      String[] ends = range.replace("+", "").split("-", 2);
      int from = Integer.parseInt(ends[0]);
      int to = open ? Integer.MAX_VALUE : Integer.parseInt(ends[ends.length - 1]);
      ranges.add(new int[] {from, to});
    }
    return ranges;
  }

  /** Returns the operators of a model that have no kernel, in alphabetical order. */
  public List<String> missing(OnnxSummary model) {
    List<String> missing = new ArrayList<>();
    for (String operator : model.operators().keySet()) {
      int colon = operator.indexOf(':');
      String domain = colon < 0 ? "" : operator.substring(0, colon);
      long opset = model.opsets().getOrDefault(domain, 1L);
      // Constants are folded into the graph before any provider sees them.
      if (!operator.equals("Constant") && !has(operator, opset)) {
        missing.add(operator);
      }
    }
    return missing;
  }

  private boolean has(String operator, long opset) {
    for (int[] range : versions.getOrDefault(operator, List.of())) {
      if (opset >= range[0] && opset <= range[1]) {
        return true;
      }
    }
    return false;
  }
}
