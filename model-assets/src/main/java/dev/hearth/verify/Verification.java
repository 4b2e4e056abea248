package dev.hearth.verify;

import dev.hearth.verify.browser.BrowserResult;
import java.util.List;

/**
 * What a check of a models folder gave.
 *
 * @param versions how many versions of models were checked
 * @param shards how many files of shards were hashed
 * @param bytes their size
 * @param goldenCases how many golden cases were run on the JVM
 * @param browser what a browser made of each variant; empty unless it was asked for
 * @param findings what was found, in the order of the folders
 */
public record Verification(
    int versions,
    int shards,
    long bytes,
    int goldenCases,
    List<BrowserResult> browser,
    List<Finding> findings) {
  public Verification {
    browser = List.copyOf(browser);
    findings = List.copyOf(findings);
  }

  /** Returns true if nothing is wrong. */
  public boolean passed() {
    return findings.stream().noneMatch(Finding::wrong);
  }
}
