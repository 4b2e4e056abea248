package dev.hearth.model.keras;

import dev.hearth.source.BadInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .keras} file: a zip of config.json, metadata.json and model.weights.h5. Only these three
 * are unpacked, to names of our own.
 */
final class KerasArchive {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final int MAX_TEXT = 64 << 20;
  private static final int MAX_ENTRIES = 10_000;

  /** What HDF5 data may shrink to in a zip, where it is not small anyway. */
  private static final int MAX_RATIO = 64;

  private static final long ALWAYS_BYTES = 64L << 20;
  private static final int BUFFER = 1 << 16;

  private final Path path;

  KerasArchive(Path path) {
    this.path = path;
  }

  /** Returns true if a file is a zip with a Keras model's parts, or its configuration and name. */
  static boolean is(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      if (in.read() != 'P' || in.read() != 'K') {
        return false;
      }
    }
    boolean named = path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".keras");
    try (ZipFile zip = new ZipFile(path.toFile())) {
      // A zipped model of the Hugging Face hub has a config.json too.
      return zip.getEntry(CONFIG) != null && (named || zip.getEntry(WEIGHTS) != null);
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Returns the text of config.json.
   *
   * @throws BadInputException if there is none, or an entry's name leads out of the archive
   */
  String config() throws IOException {
    String config = text(CONFIG);
    if (config == null) {
      throw new BadInputException(path + " is a zip archive without config.json, no Keras model");
    }
    return config;
  }

  /** Returns the text of metadata.json, or null. */
  @Nullable String metadata() throws IOException {
    return text("metadata.json");
  }

  /** Unpacks the weights into a folder and returns the file. */
  Path weights(Path folder) throws IOException {
    try (ZipFile zip = open()) {
      ZipEntry entry = zip.getEntry(WEIGHTS);
      if (entry == null) {
        throw new BadInputException(path + " has no model.weights.h5 in it");
      }
      long most = Math.max(ALWAYS_BYTES, MAX_RATIO * Files.size(path));
      Path file = folder.resolve(WEIGHTS);
      try (InputStream in = zip.getInputStream(entry);
          OutputStream out = Files.newOutputStream(file)) {
        byte[] buffer = new byte[BUFFER];
        long written = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          written += n;
          if (written > most) {
            throw new BadInputException(
                path + " unpacks to more than " + most + " bytes, too much for its size");
          }
          out.write(buffer, 0, n);
        }
      }
      return file;
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw broken(e);
    }
  }

  private @Nullable String text(String name) throws IOException {
    try (ZipFile zip = open()) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        return null;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] bytes = in.readNBytes(MAX_TEXT + 1);
        if (bytes.length > MAX_TEXT) {
          throw new BadInputException(path + " has a " + name + " of more than 64 MiB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw broken(e);
    }
  }

  private ZipFile open() throws IOException {
    ZipFile zip = new ZipFile(path.toFile());
    try {
      check(Collections.list(zip.entries()));
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
    return zip;
  }

  private void check(List<? extends ZipEntry> entries) {
    if (entries.size() > MAX_ENTRIES) {
      throw new BadInputException(path + " has " + entries.size() + " files in it");
    }
    for (ZipEntry entry : entries) {
      String name = entry.getName();
      if (name.startsWith("/") || name.contains("\\") || ("/" + name + "/").contains("/../")) {
        throw new BadInputException(
            path + " has a file " + name + " in it, whose name leads out of the archive");
      }
    }
  }

  private BadInputException broken(Exception e) {
    return new BadInputException(path + " is not a whole zip archive", e);
  }
}
