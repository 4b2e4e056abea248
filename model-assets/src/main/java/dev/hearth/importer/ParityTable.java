package dev.hearth.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The part of a model card that says how near each engine and each variant comes to the outputs
 * that the package carries: by another program, on the JVM, in a browser.
 */
public final class ParityTable {
  private final String reference;
  private final int cases;
  private final double abs;
  private final double rel;
  private final List<String> rows = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * Begins a table.
   *
   * @param reference what made the expected outputs, such as {@code PyTorch 2.4} or {@code
   *     onnxruntime 1.29.0 (JVM, CPU)}
   * @param cases how many there are
   * @param abs the absolute tolerance
   * @param rel the relative tolerance
   */
  public ParityTable(String reference, int cases, double abs, double rel) {
    this.reference = reference;
    this.cases = cases;
    this.abs = abs;
    this.rel = rel;
  }

  /**
   * Adds what was measured.
   *
   * @param engine what ran it, such as {@code Chromium 140, WebGPU}
   * @param variant whose weights, such as {@code fp16}
   * @param maxAbsDiff the largest difference of a value
   * @param meanAbsDiff the mean difference; null where it was not measured
   * @param result in words, such as {@code within the tolerance} or {@code top class the same in 98
   *     of 100}
   */
  public ParityTable row(
      String engine,
      String variant,
      double maxAbsDiff,
      @Nullable Double meanAbsDiff,
      String result) {
    rows.add(
        line(
            engine,
            variant,
            number(maxAbsDiff),
            meanAbsDiff == null ? "" : number(meanAbsDiff),
            result));
    return this;
  }

  /** Adds what could not be measured, and why. */
  public ParityTable unmeasured(String engine, String variant, String why) {
    rows.add(line(engine, variant, "", "", why));
    return this;
  }

  /** Adds a sentence under the table. */
  public ParityTable remark(String sentence) {
    remarks.add(Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".");
    return this;
  }

  /** Returns the section's Markdown, without its heading. */
  public String markdown() {
    StringBuilder out = new StringBuilder();
    out.append(cases).append(cases == 1 ? " case by " : " cases by ").append(plain(reference));
    out.append("; tolerance ").append(abs).append(" + ").append(rel);
    out.append(" x |expected|. The page runs those that the package carries on each device before ")
        .append("the model is used.\n\n");
    out.append(line("engine", "weights", "largest difference", "mean difference", "result"));
    out.append("|---|---|---|---|---|\n");
    out.append(line(reference, "", "", "", "the reference"));
    rows.forEach(out::append);
    for (String remark : remarks) {
      out.append("\n").append(plain(remark)).append("\n");
    }
    return out.toString();
  }

  private static String line(String... cells) {
    StringBuilder out = new StringBuilder("|");
    for (String cell : cells) {
      out.append(cell.isEmpty() ? " |" : " " + plain(cell) + " |");
    }
    return out.append('\n').toString();
  }

  /** Keeps a name that comes from a file from being Markdown or HTML. */
  private static String plain(String text) {
    return text.replaceAll("\\s+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "&#124;")
        .replace("`", "'");
  }

  private static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.2e", value);
  }
}
