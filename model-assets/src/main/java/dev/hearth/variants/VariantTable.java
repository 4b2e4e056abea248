package dev.hearth.variants;

import dev.hearth.goldens.GoldenSet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The variants of a model and what each costs, for people. */
public final class VariantTable {
  private static final List<String> HEADER =
      List.of("variant", "bytes", "size", "largest difference", "mean", "top-1", "devices");

  private static final String TITLE = "\n## Variants\n\n";

  private VariantTable() {}

  /** Returns a model card without the section that an earlier version had at its end. */
  public static String without(String card) {
    int at = card.lastIndexOf(TITLE);
    return at < 0 ? card : card.substring(0, at);
  }

  /** Returns a section of a model card. */
  public static String markdown(
      List<VariantReport> reports, @Nullable GoldenSet goldens, double tolerance) {
    StringBuilder out = new StringBuilder(TITLE);
    row(out, HEADER);
    row(out, HEADER.stream().map(cell -> "---").toList());
    rows(reports).forEach(cells -> row(out, cells));
    out.append("\nDifferences are from the reference cases by ");
    out.append(goldens == null ? "none" : goldens.engine());
    out.append(", on the JVM; in brackets the largest as a share of its output's largest value. ")
        .append("A variant that loses more than ")
        .append(percent(tolerance))
        .append(", or that nothing measured, runs only where it is asked for by its name. ")
        .append("Where the JVM cannot run a format, the error of the weights is given, which may ")
        .append("be a fifth of that.\n");
    return out.toString();
  }

  /** Returns lines of aligned columns. */
  public static List<String> lines(List<VariantReport> reports) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    rows.addAll(rows(reports));
    StringBuilder[] lines = new StringBuilder[rows.size()];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new StringBuilder();
    }
    for (int column = 0; column < HEADER.size(); column++) {
      int width = 0;
      for (List<String> row : rows) {
        width = Math.max(width, row.get(column).length());
      }
      for (int i = 0; i < lines.length; i++) {
        String cell = rows.get(i).get(column);
        String space = " ".repeat(width - cell.length());
        boolean number = column == 1 || column == 2;
        lines[i].append(number ? space + cell : cell + space).append("  ");
      }
    }
    List<String> out = new ArrayList<>();
    for (StringBuilder line : lines) {
      out.add(line.toString().stripTrailing());
    }
    return out;
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static List<List<String>> rows(List<VariantReport> reports) {
    List<List<String>> rows = new ArrayList<>();
    for (VariantReport report : reports) {
      List<String> cells = new ArrayList<>();
      cells.add(report.name());
      cells.add(String.valueOf(report.bytes()));
      cells.add(percent((double) report.bytes() / report.modelBytes()));
      Accuracy accuracy = report.accuracy();
      WeightError weights = report.weights();
      if (accuracy != null) {
        cells.add(number(accuracy.largest()) + " (" + percent(accuracy.loss()) + ")");
        cells.add(number(accuracy.mean()));
        cells.add(accuracy.rows() == 0 ? "-" : accuracy.agreeing() + " of " + accuracy.rows());
      } else if (weights != null) {
        cells.add("weights " + number(weights.largest()));
        cells.add("weights " + percent(weights.relative()) + " (rms)");
        cells.add("-");
      } else {
        cells.addAll(List.of("not measured", "-", "-"));
      }
      cells.add(report.onRequest() ? "on request" : "yes");
      rows.add(cells);
    }
    return rows;
  }

  static String percent(double share) {
    if (!(share < Double.POSITIVE_INFINITY)) {
      return "not finite";
    }
    return share != 0 && share < 0.1
        ? BigDecimal.valueOf(share * 100).round(new MathContext(3)).toPlainString() + " %"
        : String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3, RoundingMode.HALF_UP));
    return String.valueOf(rounded.doubleValue());
  }
}
