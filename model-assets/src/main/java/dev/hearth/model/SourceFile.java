package dev.hearth.model;

import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import dev.hearth.source.SourceModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file of a model, on a disk.
 *
 * @param path its path inside the model, with {@code /}
 * @param file where it lies
 * @param bytes its size
 */
public record SourceFile(String path, Path file, long bytes) implements ModelFile {

  /**
   * Returns a file that a model names.
   *
   * @param who what names it, for messages
   * @throws BadInputException if the path leaves the folder, or there is no such file, or it is
   *     empty
   */
  public static SourceFile beside(Path folder, String path, String who) throws IOException {
    return on(new DiskFolder(folder).named(path, who));
  }

  /** Returns a file by its path inside the model and its place. */
  public static SourceFile of(String path, Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes == 0) {
      throw new BadInputException(file + " is empty (0 bytes)");
    }
    return new SourceFile(path, file, bytes);
  }

  /** Returns a file that was read from a disk. */
  public static SourceFile on(ModelFile file) {
    if (file instanceof SourceFile known) {
      return known;
    }
    throw new IllegalArgumentException("Expected a file on a disk, found " + file.place());
  }

  /** Returns the files of a model that was read from a disk. */
  public static List<SourceFile> all(SourceModel model) {
    List<SourceFile> out = new ArrayList<>();
    model.files().forEach(file -> out.add(on(file)));
    return out;
  }

  /** Returns the file that is the model itself. */
  public static Path main(SourceModel model) {
    return on(model.main()).file();
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public byte[] read(long offset, int length) throws IOException {
    byte[] read = new byte[(int) Math.max(0, Math.min(length, bytes - offset))];
    ByteBuffer into = ByteBuffer.wrap(read);
    try (FileChannel channel = FileChannel.open(file)) {
      int more = 0;
      while (into.hasRemaining() && more >= 0) {
        more = channel.read(into, offset + into.position());
      }
    }
    return into.hasRemaining() ? Arrays.copyOf(read, into.position()) : read;
  }

  /** Returns the folder a model's file lies in, also where the path has none. */
  public static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    if (parent == null || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException("Expected a file, found " + file);
    }
    return parent;
  }
}
