package dev.hearth.guess;

import dev.hearth.manifest.ModelDescription;
import dev.hearth.source.ModelFolder;
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
public record Identity(
    String name, String version, String title, String description, String license) {
  public static final String UNKNOWN_LICENSE = "unknown";

  /**
   * Returns what a model is called.
   *
   * @param asked what is to hold whatever the files say
   * @param described what the files say
   * @param file the name of the model's file, or of the zip that it came in
   * @param folder where that lies
   */
  public static Identity of(
      ModelDescription asked, ModelDescription described, String file, ModelFolder folder) {
    String name = first(asked.name(), described.name(), nameOf(file, folder));
    return new Identity(
        name,
        first(asked.version(), described.version(), "1.0.0"),
        first(asked.title(), described.title(), titleOf(name)),
        first(asked.description(), described.description(), ""),
        first(asked.license(), described.license(), UNKNOWN_LICENSE));
  }

  private static String first(
      @Nullable String option, @Nullable String described, String otherwise) {
    if (option != null) {
      return option;
    }
    return described != null ? described : otherwise;
  }

  /** Returns a folder name from a file's name, or from its folder's where that says nothing. */
  private static String nameOf(String file, ModelFolder place) {
    String stem = HubFolder.stem(file);
    ModelFolder above = place.above();
    String folder = above != null && "onnx".equals(place.name()) ? above.name() : place.name();
    boolean tells = !stem.equals("model") && !stem.equals("saved_model");
    return clean(tells || folder == null ? stem : folder);
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
