package dev.hearth.guess;

import dev.hearth.source.ModelFile;
import java.util.Arrays;

/**
 * A file that is nowhere but in memory.
 *
 * @param path its path among the others
 * @param content its bytes, shared
 */
record MemoryFile(String path, byte[] content) implements ModelFile {
  @Override
  public String place() {
    return path;
  }

  @Override
  public long bytes() {
    return content.length;
  }

  @Override
  public byte[] read(long offset, int length) {
    int from = (int) Math.min(offset, content.length);
    return Arrays.copyOfRange(content, from, (int) Math.min(content.length, (long) from + length));
  }
}
