package dev.hearth.catalog;

import dev.hearth.catalog.CatalogEntry.CatalogFile;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.runtime.InferenceException;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of models: the one that comes with this program, or another of the same form. */
public final class Catalog {
  private static final long MAX_BYTES = 4 << 20;
  private final List<CatalogEntry> entries;

  private Catalog(List<CatalogEntry> entries) {
    this.entries = entries;
  }

  /**
   * Returns the list of a file, or the one that comes with this program.
   *
   * @throws BadInputException if the file is not such a list
   */
  public static Catalog read(@Nullable Path file) throws IOException {
    if (file == null) {
      return parse("catalog.json", builtIn());
    }
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      throw new BadInputException("There is no catalog " + file);
    }
    return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
  }

  private static String builtIn() {
    try (InputStream in = Catalog.class.getResourceAsStream("catalog.json")) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its catalog.json");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Catalog parse(String what, String text) {
    try {
      JsonObject json = JsonObject.parse(what, text);
      List<CatalogEntry> entries = json.objects("models", Catalog::entry);
      json.end();
      return new Catalog(entries);
    } catch (InferenceException e) {
      throw new BadInputException("The catalog " + what + " is not valid. " + e.getMessage(), e);
    }
  }

  private static CatalogEntry entry(JsonObject json) {
    JsonObject describe = json.object("describe");
    ModelDescription said = ModelDescription.parse("describe", describe.toString());
    CatalogEntry entry =
        new CatalogEntry(
            json.string("name"),
            text(said.title()),
            text(said.description()),
            text(said.license()),
            said.task() == null ? "tensors" : said.task().id(),
            json.objects("files", Catalog::file),
            json.strings("labels"),
            describe.toString());
    if (!ModelManifest.isFolderName(entry.name())) {
      throw json.wrong("name", "lower-case letters, digits, - _ .");
    }
    if (entry.files().isEmpty()) {
      throw json.wrong("files", "at least one file");
    }
    json.end();
    return entry;
  }

  private static CatalogFile file(JsonObject json) {
    CatalogFile file =
        new CatalogFile(
            json.string("path"),
            URI.create(json.string("url").replace(" ", "%20")),
            (long) json.number("bytes"),
            json.string("sha256"));
    if (!file.path().matches("[\\w-][\\w.-]{0,99}")) {
      throw json.wrong("path", "a file's name");
    }
    if (!file.sha256().matches("[0-9a-f]{64}")) {
      throw json.wrong("sha256", "64 lower-case hexadecimal digits");
    }
    if (file.bytes() < 1) {
      throw json.wrong("bytes", "at least 1");
    }
    if (!isSafe(file.url())) {
      throw json.wrong("url", "an https address");
    }
    json.end();
    return file;
  }

  // Plain http only to this machine, for those who serve models themselves.
  private static boolean isSafe(URI url) {
    if ("https".equals(url.getScheme()) && url.getHost() != null) {
      return true;
    }
    try {
      return "http".equals(url.getScheme())
          && url.getHost() != null
          && InetAddress.getByName(url.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Returns all models in the order of the list. */
  public List<CatalogEntry> entries() {
    return entries;
  }

  /**
   * Returns a model by its name.
   *
   * @throws BadInputException if there is none
   */
  public CatalogEntry get(String name) {
    List<String> names = new ArrayList<>();
    for (CatalogEntry entry : entries) {
      if (entry.name().equals(name)) {
        return entry;
      }
      names.add(entry.name());
    }
    throw new BadInputException(
        "The catalog has no " + name + "; it has " + String.join(", ", names));
  }
}
