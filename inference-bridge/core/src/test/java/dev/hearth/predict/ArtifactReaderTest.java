package dev.hearth.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Shard;
import dev.hearth.manifest.Variant;
import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.Gate;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.transfer.CheckedShards;
import dev.hearth.transfer.FakeSource;
import dev.hearth.transfer.Lanes;
import dev.hearth.transfer.Retries;
import dev.hearth.transfer.ShardStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ArtifactReaderTest {
  private final FakeSource source = new FakeSource();
  private final List<Long> progress = new ArrayList<>();

  private ArtifactReader reader(Lanes lanes) {
    return new ArtifactReader(new CheckedShards(source), lanes, progress::add);
  }

  private static Artifact artifact(String path, Shard... shards) {
    return new Artifact(path, List.of(shards));
  }

  @Test
  void read_joinsShardsInOrderAndCountsEveryByte() {
    Artifact model = artifact("m", source.add(1, 2, 3), source.add(4, 5));
    Artifact weights = artifact("w", source.add(6));

    ModelFiles files =
        reader(Lanes.ONE).read(new Variant("fp32", List.of(model, weights), List.of()));

    assertEquals("m", files.mainPath());
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, files.bytes("m"));
    assertArrayEquals(new byte[] {6}, files.bytes("w"));
    assertEquals(List.of(1L, 3L, 4L, 5L, 5L, 6L), progress);
  }

  @Test
  void read_refusesFlippedBits() {
    Shard shard = source.add(1, 2, 3);
    source.blobs.get(shard.sha256())[1] ^= 1;

    assertRefused(shard);
  }

  @Test
  void read_staysWhereItWasWhileBytesComeAgain() {
    Shard shard = source.add(1, 2, 3, 4);
    source.cached.put(shard.sha256(), new byte[] {1, 2, 3, 5});

    assertArrayEquals(new byte[] {1, 2, 3, 4}, reader(Lanes.ONE).read(artifact("m", shard)));
    assertEquals(List.of(2L, 4L, 4L, 4L, 4L), progress);
  }

  @Test
  void read_refusesSwappedShards() {
    Shard first = source.add(1, 2, 3);
    Shard second = source.add(4, 5, 6);
    byte[] swapped = source.blobs.get(first.sha256());
    source.blobs.put(first.sha256(), source.blobs.get(second.sha256()));
    source.blobs.put(second.sha256(), swapped);

    assertRefused(first, second);
  }

  /** Each shard is begun in the middle of the one before, and ends before it. */
  private final class Nested implements Lanes {
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    Nested() {
      source.halfway = this::next;
    }

    private void next() {
      Runnable task = waiting.poll();
      if (task != null) {
        task.run();
      }
    }

    @Override
    public void run(List<Runnable> tasks) {
      waiting.addAll(tasks);
      next();
    }
  }

  @Test
  void read_severalAtATime_putsEachWhereItBelongs() {
    Artifact model = artifact("m", source.add(1, 2), source.add(3, 4, 5, 6), source.add(7, 8));

    assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, reader(new Nested()).read(model));
    assertEquals(List.of(1L, 3L, 4L, 5L, 7L, 8L), progress);
  }

  @Test
  void read_severalAtATime_neverFallsBehindWhatItTold() {
    Shard first = source.add(1, 2);
    Shard second = source.add(3, 4, 5, 6);
    source.cached.put(second.sha256(), new byte[4]);

    assertArrayEquals(
        new byte[] {1, 2, 3, 4, 5, 6}, reader(new Nested()).read(artifact("m", first, second)));
    // 1, 3, 5, then four bytes came in vain: 1, 3, 5, 6.
    assertEquals(List.of(1L, 3L, 5L, 5L, 5L, 5L, 6L), progress);
  }

  /** The first fails while the second is half there; that one goes on, as a thread would. */
  @Test
  void read_severalAtATime_givesUpTheOthersOfAFailedFile() {
    Shard wrong = source.add(1, 2);
    Shard other = source.add(3, 4, 5, 6);
    source.blobs.put(wrong.sha256(), new byte[2]);
    List<Runnable> left = new ArrayList<>();
    ArtifactReader reader =
        reader(
            tasks -> {
              left.add(tasks.get(tasks.size() - 1));
              tasks.get(0).run();
            });

    assertThrows(InferenceException.class, () -> reader.read(artifact("m", wrong, other)));
    InferenceException e = assertThrows(InferenceException.class, left.get(0)::run);
    assertEquals(Code.CANCELLED, e.code());
    int told = progress.size();
    assertArrayEquals(new byte[] {3, 4, 5, 6}, reader.read(artifact("again", other)));
    assertEquals(List.of(2L, 4L), progress.subList(told, progress.size()));
  }

  @Test
  void read_refusesFilesLargerThanArraysAre() {
    Shard half = new Shard("0".repeat(64), 1 << 30);

    InferenceException e =
        assertThrows(
            InferenceException.class, () -> reader(Lanes.ONE).read(artifact("m", half, half)));
    assertEquals(Code.OUT_OF_MEMORY, e.code());
  }

  private void assertRefused(Shard... shards) {
    InferenceException e =
        assertThrows(InferenceException.class, () -> reader(Lanes.ONE).read(artifact("m", shards)));
    assertEquals(Code.INTEGRITY, e.code());
  }

  @Test
  void store_keepsNothingInMemoryAndCounts() {
    Shard one = source.add(1, 2, 3, 4);
    Shard other = source.add(5, 6);

    reader(Lanes.ONE).store(List.of(one, other));

    assertEquals(List.of(2L, 4L, 5L, 6L), progress);
  }

  @Test
  void store_failsWhereTheDeviceKeepsNothing() {
    ShardStore full =
        new ShardStore() {
          @Override
          public boolean read(String sha256, ByteRange target) {
            return false;
          }

          @Override
          public String write(String sha256, ByteRange bytes) {
            return "no room";
          }

          @Override
          public void delete(String sha256) {}

          @Override
          public Gate lock(String sha256) {
            return Gate.OPEN;
          }
        };
    ArtifactReader reader =
        new ArtifactReader(
            new CheckedShards(source, full, Retries.NONE, event -> {}), Lanes.ONE, progress::add);

    InferenceException e =
        assertThrows(
            InferenceException.class,
            () -> reader.store(List.of(source.add(1, 2), source.add(3, 4))));

    assertEquals(Code.QUOTA, e.code());
    assertEquals("no room", e.getMessage());
    assertEquals(1, source.attempts.size());
  }
}
