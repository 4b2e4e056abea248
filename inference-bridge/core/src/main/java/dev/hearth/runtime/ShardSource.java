package dev.hearth.runtime;

import java.util.function.IntConsumer;

/** Where the bytes of models come from. */
public interface ShardSource {
  /**
   * Reads a shard, blocking the calling thread. The caller checks the hash.
   *
   * @param sha256 its name: 64 lower-case hexadecimal digits
   * @param bytes its size
   * @param fresh true to ask where the bytes come from, not a cache on the way: they were wrong
   * @param onBytes told the number of each few bytes that arrive
   * @return exactly {@code bytes} bytes, the caller's own
   * @throws InferenceException NETWORK if they cannot be had; INTEGRITY if there are more or fewer
   */
  byte[] read(String sha256, int bytes, boolean fresh, IntConsumer onBytes);

  /** Returns the SHA-256 of bytes as 64 lower-case hexadecimal digits. */
  String sha256(byte[] bytes);
}
