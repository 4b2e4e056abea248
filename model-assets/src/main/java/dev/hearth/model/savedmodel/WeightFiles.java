package dev.hearth.model.savedmodel;

import dev.hearth.source.BadInputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the weights one after another into files of one size, as TF.js's converter names them. */
final class WeightFiles {
  private static final int SHARD = 4 << 20;

  private WeightFiles() {}

  /**
   * Writes the files and returns their names, none if there is nothing to write.
   *
   * @throws BadInputException if there are more than {@code most} bytes to write
   */
  static List<String> write(Path folder, List<Weights> all, long most) throws IOException {
    long bytes = 0;
    for (Weights weights : all) {
      bytes = Math.addExact(bytes, weights.bytes());
    }
    if (bytes > most) {
      throw new BadInputException(
          "Its constants would take " + bytes + " bytes, many times those of its files");
    }
    long count = (bytes + SHARD - 1) / SHARD;
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add("group1-shard" + i + "of" + count + ".bin");
    }
    try (Shards out = new Shards(folder, names)) {
      for (Weights weights : all) {
        weights.writeTo(out);
      }
    }
    return names;
  }

  private static final class Shards extends OutputStream {
    private final Path folder;
    private final List<String> names;
    private OutputStream out = OutputStream.nullOutputStream();
    private int next;
    private int left;

    Shards(Path folder, List<String> names) {
      this.folder = folder;
      this.names = names;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        if (left == 0) {
          out.close();
          out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(names.get(next++))));
          left = SHARD;
        }
        int now = Math.min(left, length - done);
        out.write(bytes, offset + done, now);
        done += now;
        left -= now;
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
