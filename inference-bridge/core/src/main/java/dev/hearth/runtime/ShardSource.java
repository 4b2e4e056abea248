package dev.hearth.runtime;

import java.util.function.IntConsumer;

/** Where the bytes of models come from. */
public interface ShardSource {
  /**
   * Reads a shard, blocking the calling thread. The caller checks the hash.
   *
   * @param sha256 its name: 64 lower-case hexadecimal digits
   * @param target of the shard's size: filled with its bytes; with anything if this throws
   * @param fresh true to ask where the bytes come from, not a cache on the way: they were wrong
   * @param onBytes told the number of each few bytes that arrive; what it throws ends the reading
   * @throws InferenceException NETWORK if they cannot be had; INTEGRITY if there are more or fewer
   */
  void read(String sha256, ByteRange target, boolean fresh, IntConsumer onBytes);

  /** Returns the SHA-256 of bytes as 64 lower-case hexadecimal digits. */
  String sha256(ByteRange bytes);
}
