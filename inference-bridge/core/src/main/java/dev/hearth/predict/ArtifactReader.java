package dev.hearth.predict;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Shard;
import dev.hearth.manifest.Variant;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.ShardSource;
import java.util.function.LongConsumer;

/** Puts files together from shards, none of which is used before its hash was checked. */
public final class ArtifactReader {
  private final ShardSource source;
  private final LongConsumer onBytes;
  private long bytesRead;
  private long bytesTold;

  /**
   * Makes a reader.
   *
   * @param onBytes told the bytes read so far, which only ever grow
   */
  public ArtifactReader(ShardSource source, LongConsumer onBytes) {
    this.source = source;
    this.onBytes = onBytes;
  }

  /** Returns all files of a variant. */
  public ModelFiles read(Variant variant) {
    ModelFiles files = new ModelFiles();
    for (Artifact artifact : variant.artifacts()) {
      files.add(artifact.path(), read(artifact));
    }
    return files;
  }

  /**
   * Returns the bytes of one file.
   *
   * @throws InferenceException INTEGRITY if a shard is not the one the manifest names; what the
   *     source throws
   */
  public byte[] read(Artifact artifact) {
    if (artifact.bytes() > Integer.MAX_VALUE) {
      throw new InferenceException(
          Code.OUT_OF_MEMORY,
          "Expected files of at most 2 GiB, found "
              + artifact.path()
              + " of "
              + artifact.bytes()
              + " bytes");
    }
    if (artifact.shards().size() == 1) {
      return read(artifact.shards().get(0));
    }
    byte[] file = new byte[(int) artifact.bytes()];
    int offset = 0;
    for (Shard shard : artifact.shards()) {
      byte[] bytes = read(shard);
      System.arraycopy(bytes, 0, file, offset, bytes.length);
      offset += bytes.length;
    }
    return file;
  }

  // A cache between here and the server may keep wrong bytes for a year: they are asked for anew.
  private byte[] read(Shard shard) {
    long before = bytesRead;
    byte[] bytes;
    try {
      bytes = read(shard, false);
    } catch (InferenceException e) {
      if (e.code() != Code.INTEGRITY) {
        throw e;
      }
      bytesRead = before;
      bytes = read(shard, true);
    }
    return bytes;
  }

  private byte[] read(Shard shard, boolean fresh) {
    byte[] bytes = source.read(shard.sha256(), shard.bytes(), fresh, this::count);
    String found = source.sha256(bytes);
    if (!found.equals(shard.sha256())) {
      throw new InferenceException(
          Code.INTEGRITY, "Expected bytes with SHA-256 " + shard.sha256() + ", found " + found);
    }
    return bytes;
  }

  private void count(int more) {
    bytesRead += more;
    if (bytesRead > bytesTold) {
      bytesTold = bytesRead;
      onBytes.accept(bytesRead);
    }
  }
}
