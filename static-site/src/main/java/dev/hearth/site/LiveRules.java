package dev.hearth.site;

import dev.hearth.manifest.SiteSettings;
import dev.hearth.runtime.InferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The headers of a site with the hosts that its {@code site.json} lists now. */
final class LiveRules {
  private final Path settings;
  private final HeaderRules built;
  private String read = "";
  private HeaderRules now;

  /**
   * Begins with the rules of {@code _headers}.
   *
   * @param root the site's folder
   */
  LiveRules(Path root, HeaderRules built) {
    settings = root.resolve("site.json");
    this.built = built;
    now = built;
  }

  /** Returns the rules as of now; those of {@code _headers} where the settings are not in order. */
  synchronized HeaderRules now() {
    String text = text();
    if (!text.equals(read)) {
      read = text;
      now = with(text);
    }
    return now;
  }

  private HeaderRules with(String text) {
    try {
      return text.isEmpty() ? built : built.with(SiteSettings.parse(text));
    } catch (InferenceException e) {
      System.err.println("site.json is not in order: " + e.getMessage());
      return built;
    }
  }

  // It is read anew as it is small, and as its time may stay when it changes twice in a moment.
  private String text() {
    try {
      return Files.readString(settings);
    } catch (IOException e) {
      // A site without it is as the build made it.
      return "";
    }
  }
}
