package dev.hearth.numpy;

import dev.hearth.source.BadInputException;
import dev.hearth.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads several arrays by name: an {@code .npz} archive, or a folder of {@code .npy} files. */
public final class Npz {
  private static final int MAX_ARRAYS = 1000;
  private static final int MAX_BYTES = 1 << 28;
  private static final String EXTENSION = ".npy";

  private Npz() {}

  /**
   * Returns the arrays of an archive as {@code numpy.savez} writes it, in the order of their names,
   * which are never taken for paths.
   *
   * @throws BadInputException if it is no such archive, or holds more than 1000 arrays or 256 MiB
   */
  public static Map<String, Tensor> read(Path file) throws IOException {
    Map<String, Tensor> out = new TreeMap<>();
    long left = MAX_BYTES;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MAX_ARRAYS) {
        throw tooMany(file, zip.size());
      }
      List<ZipEntry> entries = new ArrayList<>(zip.stream().map(ZipEntry.class::cast).toList());
      for (ZipEntry entry : entries) {
        if (!entry.getName().endsWith(EXTENSION)) {
          continue;
        }
        String name = bare(entry.getName());
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
          // What the archive says of sizes may be a lie.
          bytes = in.readNBytes((int) left + 1);
        }
        left -= bytes.length;
        put(out, name, bytes, left, file);
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new BadInputException(
          file + " is not an archive as numpy.savez writes it, or is cut short", e);
    }
    return checked(out, file);
  }

  /**
   * Returns the arrays of the {@code .npy} files of a folder, in the order of their names.
   *
   * @throws BadInputException if there are none, one is no array, or there are more than 1000 or of
   *     more than 256 MiB
   */
  public static Map<String, Tensor> readFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> listing = Files.list(folder)) {
      files =
          listing
              .filter(file -> file.getFileName().toString().endsWith(EXTENSION))
              .filter(Files::isRegularFile)
              .limit(MAX_ARRAYS + 1L)
              .sorted()
              .toList();
    }
    if (files.size() > MAX_ARRAYS) {
      throw tooMany(folder, files.size());
    }
    Map<String, Tensor> out = new TreeMap<>();
    long left = MAX_BYTES;
    for (Path file : files) {
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes((int) left + 1);
      }
      left -= bytes.length;
      put(out, bare(file.getFileName().toString()), bytes, left, folder);
    }
    return checked(out, folder);
  }

  private static void put(
      Map<String, Tensor> out, String name, byte[] bytes, long left, Path where) {
    if (left < 0) {
      throw new BadInputException(
          where + " holds more than " + (MAX_BYTES >> 20) + " MiB of arrays; give fewer cases");
    }
    if (out.put(name, Npy.read(bytes, name + " of " + where)) != null) {
      throw new BadInputException(where + " holds two arrays named " + name);
    }
  }

  private static Map<String, Tensor> checked(Map<String, Tensor> arrays, Path where) {
    if (arrays.isEmpty()) {
      throw new BadInputException(where + " holds no .npy arrays");
    }
    return arrays;
  }

  private static BadInputException tooMany(Path where, int count) {
    return new BadInputException(
        where + " holds " + count + " files, and at most " + MAX_ARRAYS + " are read");
  }

  private static String bare(String name) {
    return name.substring(0, name.length() - EXTENSION.length());
  }
}
