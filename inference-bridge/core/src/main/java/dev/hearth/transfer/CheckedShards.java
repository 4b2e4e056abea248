package dev.hearth.transfer;

import dev.hearth.manifest.Shard;
import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.Gate;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ShardSource;
import dev.hearth.transfer.TransferEvent.State;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Shards by their hash, from the device if it kept them, else from where models come from. None is
 * kept or used before its hash was checked.
 */
public final class CheckedShards {
  private final ShardSource source;
  private final ShardStore store;
  private final Retries retries;
  private final Consumer<TransferEvent> events;
  private long networkBytes;
  private long deviceBytes;
  private long discardedBytes;
  private long repairedBytes;
  private String refusal = "";

  /** Makes shards that are kept nowhere, of a source that is asked once. */
  public CheckedShards(ShardSource source) {
    this(source, ShardStore.NONE, Retries.NONE, event -> {});
  }

  /**
   * Makes shards.
   *
   * @param source where they come from
   * @param store where they are kept
   * @param retries how often the source is asked
   * @param events told what does not go smoothly; must not block
   */
  public CheckedShards(
      ShardSource source, ShardStore store, Retries retries, Consumer<TransferEvent> events) {
    this.source = source;
    this.store = store;
    this.retries = retries;
    this.events = events;
  }

  /** Returns where what was read came from. */
  public Transfer transfer() {
    return new Transfer(networkBytes, deviceBytes, discardedBytes, repairedBytes, refusal);
  }

  /**
   * Reads a shard, blocking the calling thread.
   *
   * @param target of the shard's size
   * @param onBytes told the number of each few bytes that arrive, less than 0 for those that were
   *     in vain, and 0 now and then while none come: in the end the sum is the shard's size. What
   *     it throws ends the reading
   * @throws InferenceException NETWORK if it cannot be had; INTEGRITY if what is had is not the
   *     shard, not even asked for past all caches
   */
  public void read(Shard shard, ByteRange target, IntConsumer onBytes) {
    if (!readKept(shard, target)) {
      Gate lock = store.lock(shard.sha256());
      lock.enter();
      try {
        // Whoever had the lock may have brought it.
        if (!readKept(shard, target)) {
          download(shard, target, onBytes);
          return;
        }
      } finally {
        lock.leave();
      }
    }
    deviceBytes += shard.bytes();
    onBytes.accept(shard.bytes());
  }

  private boolean readKept(Shard shard, ByteRange target) {
    if (!store.read(shard.sha256(), target)) {
      return false;
    }
    String found = source.sha256(target);
    if (found.equals(shard.sha256())) {
      return true;
    }
    store.delete(shard.sha256());
    repairedBytes += shard.bytes();
    events.accept(
        new TransferEvent(
            State.REPAIRING,
            "Expected bytes with SHA-256 " + shard.sha256() + " on this device, found " + found));
    return false;
  }

  private void download(Shard shard, ByteRange target, IntConsumer onBytes) {
    Download download = new Download(shard, target, onBytes);
    retries.call(
        download::orFresh, reason -> tell(State.RETRYING, reason), () -> onBytes.accept(0));
    networkBytes += shard.bytes();
    keep(shard, target);
  }

  /** Bytes on their way. */
  private final class Download implements IntConsumer {
    private final Shard shard;
    private final ByteRange target;
    private final IntConsumer onBytes;
    private int arrived;
    private boolean fresh;

    Download(Shard shard, ByteRange target, IntConsumer onBytes) {
      this.shard = shard;
      this.target = target;
      this.onBytes = onBytes;
    }

    @Override
    public void accept(int more) {
      arrived += more;
      onBytes.accept(more);
    }

    // Caches between here and the server may keep wrong bytes, and errors, for a year.
    Shard orFresh() {
      try {
        return once();
      } catch (InferenceException e) {
        boolean helps = e.code() == Code.INTEGRITY || e.code() == Code.NETWORK;
        if (fresh || e.isPassing() || !helps) {
          fresh |= arrived == 0;
          throw e;
        }
        fresh = true;
        tell(State.RETRYING, e.getMessage());
        return once();
      }
    }

    private Shard once() {
      arrived = 0;
      try {
        source.read(shard.sha256(), target, fresh, this);
        String found = source.sha256(target);
        if (!found.equals(shard.sha256())) {
          throw new InferenceException(
              Code.INTEGRITY, "Expected bytes with SHA-256 " + shard.sha256() + ", found " + found);
        }
        return shard;
      } catch (InferenceException e) {
        discardedBytes += arrived;
        onBytes.accept(-arrived);
        throw e;
      }
    }
  }

  private void keep(Shard shard, ByteRange target) {
    if (refusal.isEmpty()) {
      String why = store.write(shard.sha256(), target);
      // Another one may have been refused while this one was.
      if (refusal.isEmpty() && !why.isEmpty()) {
        refusal = why;
        tell(State.NOT_KEPT, why);
      }
    }
  }

  private void tell(State state, String reason) {
    events.accept(new TransferEvent(state, reason));
  }
}
