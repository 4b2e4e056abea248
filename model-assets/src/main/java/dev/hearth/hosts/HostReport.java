package dev.hearth.hosts;

import dev.hearth.verify.Finding;
import java.util.List;

/**
 * What a check of a deployed site gave.
 *
 * @param site the address of its root
 * @param models how many models its index names
 * @param versions how many of their versions were looked at
 * @param shards how many shards were fetched and hashed
 * @param bytes their size
 * @param requests how many requests were made
 * @param findings what was found; wrong is what breaks the site
 */
public record HostReport(
    String site,
    int models,
    int versions,
    int shards,
    long bytes,
    int requests,
    List<Finding> findings) {
  public HostReport {
    findings = List.copyOf(findings);
  }

  /** Returns true if nothing breaks the site. */
  public boolean passed() {
    return findings.stream().noneMatch(Finding::wrong);
  }
}
