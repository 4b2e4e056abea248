package dev.hearth.model;

import dev.hearth.source.BadInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip of a model's files, as it was downloaded. The folder around all of them, if there is one,
 * is left out.
 */
public final class Archive {
  private static final int MAX_ENTRIES = 10_000;
  private static final int MAX_DEPTH = 20;

  /** What a model's files may shrink to in a zip, where they are not small anyway. */
  private static final int MAX_RATIO = 64;

  private static final long ALWAYS_BYTES = 64L << 20;
  private static final long MAX_BYTES = 16L << 30;
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private long left;

  private Archive(Path path) throws IOException {
    this.path = path;
    left = Math.min(MAX_BYTES, Math.max(ALWAYS_BYTES, MAX_RATIO * Files.size(path)));
  }

  /** Returns true for a file that begins as a zip does. */
  public static boolean is(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] < 8 && head[3] < 8;
    }
  }

  /**
   * Unpacks a zip.
   *
   * @param folder an empty one
   * @throws BadInputException if it is not whole, if a name in it leads out of it or it holds a
   *     link, or it holds more than 10,000 files, 16 GiB, or 64 times its size
   */
  public static void unpack(Path path, Path folder) throws IOException {
    try {
      ZipLinks.refuse(path);
      new Archive(path).unpackInto(folder);
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new BadInputException(
          path + " is a zip archive that cannot be read: it is cut short, broken or encrypted", e);
    }
  }

  private void unpackInto(Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      if (zip.size() > MAX_ENTRIES) {
        throw refused("with " + zip.size() + " files, and at most " + MAX_ENTRIES + " are read");
      }
      List<ZipEntry> files = new ArrayList<>();
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        check(entry.getName());
        if (!entry.isDirectory() && !isOfTheDesktop(entry.getName())) {
          files.add(entry);
        }
      }
      int outer = outer(files);
      for (ZipEntry entry : files) {
        write(zip, entry, folder.resolve(entry.getName().substring(outer)));
      }
    }
  }

  private void check(String name) {
    boolean inside =
        !name.isEmpty()
            && !name.startsWith("/")
            && !name.contains("\\")
            && !name.contains(":")
            && name.indexOf('\0') < 0;
    String[] steps = name.split("/", -1);
    for (int i = 0; i < steps.length; i++) {
      boolean last = i == steps.length - 1;
      inside &= !steps[i].equals("..") && !steps[i].equals(".") && (last || !steps[i].isEmpty());
    }
    if (!inside || steps.length > MAX_DEPTH) {
      throw refused("with a file " + name + ", whose name leads out of it");
    }
  }

  /** Returns whether a file is what macOS adds. */
  private static boolean isOfTheDesktop(String name) {
    return name.startsWith("__MACOSX/") || ("/" + name).endsWith("/.DS_Store");
  }

  /** Returns the length of the folders that all names begin with. */
  private static int outer(List<ZipEntry> files) {
    int outer = 0;
    while (!files.isEmpty()) {
      String first = files.get(0).getName();
      int end = first.indexOf('/', outer) + 1;
      if (end == 0) {
        return outer;
      }
      String folder = first.substring(0, end);
      for (ZipEntry file : files) {
        if (!file.getName().startsWith(folder)) {
          return outer;
        }
      }
      outer = end;
    }
    return outer;
  }

  private void write(ZipFile zip, ZipEntry entry, Path file) throws IOException {
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = create(entry, file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        left -= n;
        if (left < 0) {
          throw refused("that unpacks to more than a model of its size can have");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  private OutputStream create(ZipEntry entry, Path file) throws IOException {
    try {
      Files.createDirectories(file.resolveSibling(""));
      return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileSystemException | InvalidPathException e) {
      throw new BadInputException(
          path
              + " is a zip archive with a file "
              + entry.getName()
              + " that is there twice, or that this computer cannot name",
          e);
    }
  }

  private BadInputException refused(String why) {
    return new BadInputException(path + " is a zip archive " + why);
  }
}
