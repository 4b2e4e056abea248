package dev.hearth.source;

import java.util.Arrays;

/** A file that is nowhere but in memory. */
public final class MemoryFile implements ModelFile {
  private final String path;
  private final byte[] content;

  /** Makes a file of bytes, shared. */
  public MemoryFile(String path, byte[] content) {
    this.path = path;
    this.content = content;
  }

  @Override
  public String path() {
    return path;
  }

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
