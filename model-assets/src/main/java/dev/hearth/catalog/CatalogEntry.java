package dev.hearth.catalog;

import java.net.URI;
import java.util.List;

/**
 * A model that can be downloaded.
 *
 * @param name what the package is called
 * @param title for people
 * @param description one sentence for people
 * @param license an SPDX expression
 * @param task the task's name
 * @param files all that the model consists of
 * @param labels the classes; empty where the task has none or a file has them
 * @param describe the text of a hearth.json
 */
public record CatalogEntry(
    String name,
    String title,
    String description,
    String license,
    String task,
    List<CatalogFile> files,
    List<String> labels,
    String describe) {
  public CatalogEntry {
    files = List.copyOf(files);
    labels = List.copyOf(labels);
  }

  /**
   * A file of it.
   *
   * @param path what it is called beside the others
   * @param url where it is
   * @param bytes its size
   * @param sha256 its hash, 64 lower-case hexadecimal digits
   */
  public record CatalogFile(String path, URI url, long bytes, String sha256) {}

  /** Returns the size of all files. */
  public long bytes() {
    return files.stream().mapToLong(CatalogFile::bytes).sum();
  }
}
