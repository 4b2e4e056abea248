package dev.hearth.model;

import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * Finds the symbolic links of a zip, which java.util.zip takes for files of their target's name.
 */
final class ZipLinks {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int MAX_COMMENT = 65_535;
  private static final int MAX_DIRECTORY = 64 << 20;
  private static final int UNIX = 3;
  private static final int TYPE = 0170000;
  private static final int LINK = 0120000;

  private ZipLinks() {}

  /**
   * Does nothing for a zip without links.
   *
   * @throws BadInputException if there is one
   * @throws ZipException if there is no list of files at the end, or it is longer than 64 MiB
   */
  static void refuse(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      ByteBuffer list = directory(file);
      while (list.remaining() >= ENTRY_BYTES && list.getInt(list.position()) == ENTRY) {
        int at = list.position();
        int names = unsigned(list, at + 28);
        int length = ENTRY_BYTES + names + unsigned(list, at + 30) + unsigned(list, at + 32);
        if (length > list.remaining()) {
          throw new ZipException("a list of files that is cut short");
        }
        boolean unix = list.get(at + 5) == UNIX;
        if (unix && (unsigned(list, at + 40) & TYPE) == LINK) {
          byte[] name = new byte[names];
          list.get(at + ENTRY_BYTES, name);
          throw new BadInputException(
              path
                  + " is a zip archive with a symbolic link "
                  + new String(name, StandardCharsets.UTF_8)
                  + "; zip the files themselves");
        }
        list.position(at + length);
      }
    }
  }

  private static ByteBuffer directory(FileChannel file) throws IOException {
    long size = file.size();
    int tail = (int) Math.min(size, END_BYTES + MAX_COMMENT + LOCATOR_BYTES);
    ByteBuffer end = read(file, size - tail, tail);
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (end.getInt(at) == END && at + END_BYTES + unsigned(end, at + 20) == tail) {
        long bytes = end.getInt(at + 12) & 0xffffffffL;
        long from = end.getInt(at + 16) & 0xffffffffL;
        int locator = at - LOCATOR_BYTES;
        if (locator >= 0 && end.getInt(locator) == LOCATOR) {
          ByteBuffer large = read(file, end.getLong(locator + 8), 56);
          bytes = large.getLong(40);
          from = large.getLong(48);
        }
        if (bytes < 0 || bytes > MAX_DIRECTORY) {
          throw new ZipException("a list of files of " + bytes + " bytes");
        }
        return read(file, from, (int) bytes);
      }
    }
    throw new ZipException("no list of files");
  }

  private static ByteBuffer read(FileChannel file, long from, int bytes) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (out.hasRemaining()) {
      if (from < 0 || file.read(out, from + out.position()) < 0) {
        throw new ZipException("a list of files that is cut short");
      }
    }
    return out.flip();
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return bytes.getShort(at) & 0xffff;
  }
}
