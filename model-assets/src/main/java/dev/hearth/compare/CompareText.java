package dev.hearth.compare;

import dev.hearth.compare.CompareReport.Result;
import dev.hearth.compare.CompareReport.Row;
import dev.hearth.compare.Finding.Change;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as text for a terminal. */
public final class CompareText {
  private static final int MAX_ROWS = 40;
  private static final int MAX_VALUE = 160;

  private CompareText() {}

  /** Prints a report. */
  public static void print(CompareReport report, PrintWriter out) {
    out.println("Compared " + report.model() + " with " + report.engine());
    List<Row> rows = report.rows();
    int width = rows.stream().mapToInt(row -> row.caseId().length()).max().orElse(0);
    int agreeing = 0;
    for (Row row : rows) {
      if (row.result() != Result.DIFFERS && agreeing++ >= MAX_ROWS) {
        continue;
      }
      out.println(
          "  "
              + padded(row.caseId(), width + 2)
              + padded(row.stage(), 13)
              + padded(row.result().name().toLowerCase(Locale.ROOT).replace('_', ' '), 14)
              + row.words());
    }
    if (agreeing > MAX_ROWS) {
      out.println(
          "  and " + (agreeing - MAX_ROWS) + " more lines that do not differ (--json gives all)");
    }
    if (report.agrees()) {
      out.println("All that was compared agrees.");
    } else if (report.findings().isEmpty()) {
      out.println("No cause was found among the changes that were tried.");
    }
    List<Finding> certain = report.findings().stream().filter(Finding::agrees).toList();
    if (!report.agrees() && !report.findings().isEmpty()) {
      out.println(certain.isEmpty() ? "What helps, but does not explain all:" : "Most likely:");
    }
    int number = 0;
    for (Finding finding : report.findings()) {
      print(finding, ++number, out);
    }
    out.flush();
  }

  private static void print(Finding finding, int number, PrintWriter out) {
    out.println();
    out.println("  " + number + ". " + steps(finding) + ": " + String.join("; ", finding.words()));
    for (Change change : finding.changes()) {
      out.println("     " + change.key() + ": " + cut(change.from()) + " -> " + cut(change.to()));
    }
    Difference left = finding.left();
    if (left != null) {
      String remains =
          finding.agrees()
              ? "then nothing remains but rounding"
              : "then there remains a mean difference of " + Words.number(left.mean());
      out.println(
          "     "
              + remains
              + " (largest "
              + Words.number(left.max())
              + "), "
              + finding.casesThatAgree()
              + " of "
              + finding.cases()
              + (finding.cases() == 1 ? " case agrees" : " cases agree"));
    }
  }

  private static String steps(Finding finding) {
    List<String> names = new ArrayList<>();
    finding.steps().forEach(step -> names.add(step.id()));
    return String.join(" and ", names);
  }

  private static String cut(String value) {
    return value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "..." : value;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
