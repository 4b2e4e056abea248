package dev.hearth.importer;

import dev.hearth.manifest.ModelDescription;
import dev.hearth.model.BadInputException;
import dev.hearth.model.SourceFile;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a model is called: by the command line, else by its description, else by its files.
 *
 * @param name the folder
 * @param version such as {@code 1.0.0}
 * @param title for people
 * @param description one sentence for people, may be empty
 * @param license an SPDX expression, or {@code unknown}
 */
record Identity(String name, String version, String title, String description, String license) {
  static final String UNKNOWN_LICENSE = "unknown";

  static Identity of(ModelDescription described, Path model) {
    String name = first(null, described.name(), nameOf(model));
    return new Identity(
        name,
        first(null, described.version(), "1.0.0"),
        first(null, described.title(), titleOf(name)),
        first(null, described.description(), ""),
        first(null, described.license(), UNKNOWN_LICENSE));
  }

  static Identity of(ImportRequest request, ModelDescription described, Path model) {
    String name = first(request.name(), described.name(), nameOf(model));
    if (name.isEmpty()) {
      throw new BadInputException("No name can be made of " + model + "; give --name");
    }
    return new Identity(
        name,
        first(request.version(), described.version(), "1.0.0"),
        first(request.title(), described.title(), titleOf(name)),
        first(request.description(), described.description(), ""),
        first(request.license(), described.license(), UNKNOWN_LICENSE));
  }

  static String first(@Nullable String option, @Nullable String described, String otherwise) {
    if (option != null) {
      return option;
    }
    return described != null ? described : otherwise;
  }

  /** Returns a folder name from a file's name, or from its folder's where that says nothing. */
  private static String nameOf(Path model) {
    String stem = HubFolder.stem(model);
    Path place = SourceFile.folderOf(model);
    Path folder =
        (place.endsWith("onnx") ? place.resolveSibling(".").normalize() : place).getFileName();
    boolean tells = !stem.equals("model") && !stem.equals("saved_model");
    return clean(tells || folder == null ? stem : folder.toString());
  }

  private static String clean(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean kept = "abcdefghijklmnopqrstuvwxyz0123456789_.".indexOf(c) >= 0;
      if (kept && (out.length() > 0 || c != '.')) {
        out.append(c);
      } else if (out.length() > 0 && out.charAt(out.length() - 1) != '-') {
        out.append('-');
      }
    }
    while (out.length() > 0 && out.charAt(out.length() - 1) == '-') {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }

  private static String titleOf(String name) {
    String words = name.replace('-', ' ').replace('_', ' ').strip();
    return words.isEmpty()
        ? name
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
