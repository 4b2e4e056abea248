package dev.hearth.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which of a folder's ONNX files is the model, where they are one model stored in several ways, as
 * on the Hugging Face hub: {@code model.onnx}, {@code model_fp16.onnx}, {@code
 * model_quantized.onnx}. The one without a suffix is taken, else the first suffix of this list.
 */
public final class HubFolder {
  private static final List<String> SUFFIXES =
      List.of(
          "", "_fp32", "_fp16", "_quantized", "_int8", "_uint8", "_q8", "_q4f16", "_q4", "_bnb4");

  private HubFolder() {}

  /** Returns the one model of several files' names, or null where they are several models. */
  static @Nullable String choose(List<String> models) {
    List<String> ranked = new ArrayList<>(models);
    for (String model : models) {
      if (!model.toLowerCase(Locale.ROOT).endsWith(".onnx")
          || !stem(model).equals(stem(models.get(0)))) {
        return null;
      }
    }
    ranked.sort((a, b) -> Integer.compare(rank(a), rank(b)));
    return ranked.isEmpty() ? null : ranked.get(0);
  }

  /** Returns a file's name without ending and without a suffix for how weights are stored. */
  public static String stem(String model) {
    String name = bare(model);
    String suffix = suffix(name);
    return name.substring(0, name.length() - suffix.length());
  }

  private static int rank(String model) {
    return SUFFIXES.indexOf(suffix(bare(model)));
  }

  private static String bare(String model) {
    int dot = model.lastIndexOf('.');
    return dot > 0 ? model.substring(0, dot) : model;
  }

  private static String suffix(String name) {
    for (String suffix : SUFFIXES) {
      if (!suffix.isEmpty() && name.length() > suffix.length() && name.endsWith(suffix)) {
        return suffix;
      }
    }
    return "";
  }
}
