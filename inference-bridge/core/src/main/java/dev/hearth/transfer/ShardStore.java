package dev.hearth.transfer;

import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.Gate;

/**
 * Where a device keeps shards, by their hash. What it holds is not trusted: whoever reads checks
 * it. No method throws: a store that cannot be used holds nothing and says why it keeps nothing.
 */
public interface ShardStore {
  /** Keeps nothing. */
  ShardStore NONE =
      new ShardStore() {
        @Override
        public boolean read(String sha256, ByteRange target) {
          return false;
        }

        @Override
        public String write(String sha256, ByteRange bytes) {
          return "";
        }

        @Override
        public void delete(String sha256) {}

        @Override
        public Gate lock(String sha256) {
          return Gate.OPEN;
        }
      };

  /**
   * Reads what is kept under a name, blocking.
   *
   * @param target filled with it; with anything where it is of another size
   * @return whether there is anything
   */
  boolean read(String sha256, ByteRange target);

  /**
   * Keeps a shard, whole or not at all, blocking.
   *
   * @return why it is not kept, a sentence; empty if it is
   */
  String write(String sha256, ByteRange bytes);

  /** Forgets what is kept under a name, blocking. */
  void delete(String sha256);

  /**
   * Returns the gate that only one of all who share the store goes through at a time, so that a
   * shard is downloaded once; an open one where they cannot hear of each other.
   */
  Gate lock(String sha256);
}
