package dev.hearth.site;

import dev.hearth.model.Sha256;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ShardSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/** Shards of a models folder on this machine. */
public final class FolderShardSource implements ShardSource {
  private final Path blobs;

  /** Reads from a site's models folder. */
  public FolderShardSource(Path models) {
    blobs = models.resolve("blobs");
  }

  @Override
  public byte[] read(String sha256, int bytes, boolean fresh, IntConsumer onBytes) {
    Path file = blobs.resolve(sha256);
    byte[] read;
    try {
      read = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InferenceException(Code.NETWORK, "Could not read " + file, e);
    }
    if (read.length != bytes) {
      throw new InferenceException(
          Code.INTEGRITY, "Expected " + file + " of " + bytes + " bytes, found " + read.length);
    }
    onBytes.accept(read.length);
    return read;
  }

  @Override
  public String sha256(byte[] bytes) {
    return Sha256.of(bytes);
  }
}
