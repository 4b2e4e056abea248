package dev.hearth.source;

import java.io.IOException;

/**
 * A file by its path inside a folder.
 *
 * @param file the file, by a longer path
 * @param path its path inside the folder
 */
record Inside(ModelFile file, String path) implements ModelFile {
  @Override
  public String place() {
    return file.place();
  }

  @Override
  public long bytes() {
    return file.bytes();
  }

  @Override
  public byte[] read(long offset, int length) throws IOException {
    return file.read(offset, length);
  }
}
