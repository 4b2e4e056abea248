package dev.hearth.verify;

import dev.hearth.verify.browser.BrowserResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what is found under a folder, and what was done to find it. */
final class Findings {
  private final Path root;
  private final List<Finding> list = new ArrayList<>();
  private int versions;
  private int shards;
  private long bytes;
  private int goldenCases;
  private final List<BrowserResult> browser = new ArrayList<>();

  Findings(Path root) {
    this.root = root;
  }

  void wrong(Path place, String sentence) {
    list.add(new Finding(relative(place), sentence, true));
  }

  void note(Path place, String sentence) {
    list.add(new Finding(relative(place), sentence, false));
  }

  void versionChecked() {
    versions++;
  }

  void shardHashed(long size) {
    shards++;
    bytes += size;
  }

  void goldensRun(int cases) {
    goldenCases += cases;
  }

  void browserRan(List<BrowserResult> results) {
    browser.addAll(results);
  }

  Verification done() {
    return new Verification(versions, shards, bytes, goldenCases, browser, list);
  }

  private String relative(Path place) {
    String path = root.relativize(place.toAbsolutePath().normalize()).toString();
    return path.isEmpty() ? "." : path.replace('\\', '/');
  }
}
