package dev.hearth.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found.
 *
 * @param model the package's name and version
 * @param engine what made the goldens
 * @param rows a line for each case and stage
 * @param findings likely causes, best first
 */
public record CompareReport(String model, String engine, List<Row> rows, List<Finding> findings) {
  public CompareReport {
    rows = List.copyOf(rows);
    findings = List.copyOf(findings);
  }

  /** How a stage compares. */
  public enum Result {
    /** Within the tolerance. */
    AGREES,
    /** Beyond it. */
    DIFFERS,
    /** What it would take was not given. */
    NOT_COMPARED
  }

  /**
   * One stage of one case.
   *
   * @param caseId of the golden
   * @param stage {@code preprocess}, {@code model} or {@code postprocess}
   * @param result how it compares
   * @param difference how far; null where it was not measured
   * @param words what was compared, or why not
   */
  public record Row(
      String caseId, String stage, Result result, @Nullable Difference difference, String words) {}

  /** Returns whether something was compared and nothing differs. */
  public boolean agrees() {
    return rows.stream().noneMatch(row -> row.result() == Result.DIFFERS)
        && rows.stream().anyMatch(row -> row.result() == Result.AGREES);
  }
}
