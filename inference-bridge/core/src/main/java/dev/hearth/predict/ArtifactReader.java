package dev.hearth.predict;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Shard;
import dev.hearth.manifest.Variant;
import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.transfer.CheckedShards;
import dev.hearth.transfer.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Puts files together from shards, each written to where it belongs as it arrives. */
public final class ArtifactReader {
  private final CheckedShards shards;
  private final Lanes lanes;
  private final LongConsumer onBytes;
  private long bytesRead;
  private long bytesTold;

  /**
   * Makes a reader.
   *
   * @param shards where the bytes come from
   * @param lanes brings several shards at a time
   * @param onBytes told the bytes read so far whenever some arrive, never fewer than before: as
   *     many while those come again that came in vain
   */
  public ArtifactReader(CheckedShards shards, Lanes lanes, LongConsumer onBytes) {
    this.shards = shards;
    this.lanes = lanes;
    this.onBytes = onBytes;
  }

  /**
   * Returns all files of a variant.
   *
   * @throws InferenceException as {@link #read(Artifact)} does
   */
  public ModelFiles read(Variant variant) {
    ModelFiles files = new ModelFiles();
    Batch batch = new Batch();
    for (Artifact artifact : variant.artifacts()) {
      files.add(artifact.path(), batch.add(artifact));
    }
    batch.run();
    return files;
  }

  /**
   * Returns the bytes of one file.
   *
   * @throws InferenceException OUT_OF_MEMORY if it is larger than arrays are; NETWORK or INTEGRITY
   *     if a shard cannot be had or is not the one the manifest names
   */
  public byte[] read(Artifact artifact) {
    Batch batch = new Batch();
    byte[] file = batch.add(artifact);
    batch.run();
    return file;
  }

  /**
   * Brings shards onto the device, a few in memory at a time.
   *
   * @throws InferenceException QUOTA if it does not keep them; as {@link #read(Artifact)} does
   */
  public void store(List<Shard> wanted) {
    Batch batch = new Batch();
    for (Shard shard : wanted) {
      batch.store(shard);
    }
    batch.run();
  }

  /** Shards that are read together, or given up together. */
  private final class Batch {
    private final List<Runnable> tasks = new ArrayList<>();
    private long counted;
    private boolean failed;

    byte[] add(Artifact artifact) {
      if (artifact.bytes() > Integer.MAX_VALUE) {
        throw new InferenceException(
            Code.OUT_OF_MEMORY,
            "Expected files of at most 2 GiB, found "
                + artifact.path()
                + " of "
                + artifact.bytes()
                + " bytes");
      }
      byte[] file = new byte[(int) artifact.bytes()];
      int offset = 0;
      for (Shard shard : artifact.shards()) {
        ByteRange target = new ByteRange(file, offset, shard.bytes());
        tasks.add(() -> shards.read(shard, target, this::count));
        offset += shard.bytes();
      }
      return file;
    }

    void store(Shard shard) {
      tasks.add(
          () -> {
            shards.read(shard, ByteRange.of(new byte[shard.bytes()]), this::count);
            String refusal = shards.transfer().refusal();
            if (!refusal.isEmpty()) {
              throw new InferenceException(Code.QUOTA, refusal);
            }
          });
    }

    void run() {
      try {
        lanes.run(tasks);
      } catch (RuntimeException e) {
        failed = true;
        bytesRead -= counted;
        throw e;
      }
    }

    private void count(int more) {
      if (failed) {
        throw new InferenceException(Code.CANCELLED, "Another shard of the model failed.");
      }
      counted += more;
      bytesRead += more;
      bytesTold = Math.max(bytesTold, bytesRead);
      onBytes.accept(bytesTold);
    }
  }
}
