package dev.hearth.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.manifest.Shard;
import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckedShardsTest {
  private final FakeSource source = new FakeSource();
  private final FakeStore store = new FakeStore();
  private final List<TransferEvent.State> events = new ArrayList<>();
  private final List<Integer> counted = new ArrayList<>();
  private final CheckedShards shards =
      new CheckedShards(
          source, store, new Retries(3, 1, 1, ms -> {}), event -> events.add(event.state()));
  private final Shard shard = source.add(1, 2, 3, 4);

  private byte[] read(Shard wanted) {
    byte[] file = new byte[wanted.bytes() + 2];
    shards.read(wanted, new ByteRange(file, 1, wanted.bytes()), counted::add);
    assertEquals(0, file[0] | file[file.length - 1], "the neighbours of the range");
    return Arrays.copyOfRange(file, 1, file.length - 1);
  }

  private InferenceException refusal() {
    return assertThrows(InferenceException.class, () -> read(shard));
  }

  @AfterEach
  void nothingWrongIsKeptAndNoLockHeld() {
    store.kept.forEach((hash, bytes) -> assertEquals(hash, source.sha256(ByteRange.of(bytes))));
    assertEquals(0, store.locked);
  }

  @Test
  void read_keepsWhatItChecked() {
    assertArrayEquals(new byte[] {1, 2, 3, 4}, read(shard));

    assertArrayEquals(new byte[] {1, 2, 3, 4}, store.kept.get(shard.sha256()));
    assertEquals(List.of(2, 2), counted);
    assertEquals(new Transfer(4, 0, 0, 0, ""), shards.transfer());
  }

  @Test
  void read_asksNoSourceForWhatIsKept() {
    read(shard);

    assertArrayEquals(new byte[] {1, 2, 3, 4}, read(shard));
    assertEquals(List.of("4"), source.attempts);
    assertEquals(List.of(2, 2, 4), counted);
    assertEquals(new Transfer(4, 4, 0, 0, ""), shards.transfer());
  }

  @Test
  void read_replacesWhatIsWrongOnTheDevice() {
    for (byte[] wrong : List.of(new byte[] {1, 2, 3, 5}, new byte[] {1}, new byte[9])) {
      store.kept.put(shard.sha256(), wrong);

      assertArrayEquals(new byte[] {1, 2, 3, 4}, read(shard));
      assertArrayEquals(new byte[] {1, 2, 3, 4}, store.kept.get(shard.sha256()));
    }
    assertEquals(3, store.deleted.size());
    assertEquals(Set.of(TransferEvent.State.REPAIRING), Set.copyOf(events));
    assertEquals(new Transfer(12, 0, 0, 12, ""), shards.transfer());
  }

  @Test
  void read_deletesWhatIsWrongThoughNothingElseCanBeHad() {
    store.kept.put(shard.sha256(), new byte[] {1, 2, 3, 5});
    source.failures.add(missing());
    source.failures.add(missing());

    assertEquals(Code.NETWORK, refusal().code());
    assertEquals(List.of("4", "4 fresh"), source.attempts);
    assertEquals(Set.of(), store.kept.keySet());
  }

  @Test
  void read_asksOncePastCachesThatHaveWrongBytes() {
    source.cached.put(shard.sha256(), new byte[] {1, 2, 4, 4});

    assertArrayEquals(new byte[] {1, 2, 3, 4}, read(shard));
    assertEquals(List.of("4", "4 fresh"), source.attempts);
    assertEquals(List.of(2, 2, -4, 2, 2), counted);
    assertEquals(new Transfer(4, 0, 4, 0, ""), shards.transfer());
  }

  @Test
  void read_refusesWrongBytesAndKeepsNone() {
    source.blobs.put(shard.sha256(), new byte[] {1, 2, 4, 4});

    assertEquals(Code.INTEGRITY, refusal().code());
    assertEquals(List.of("4", "4 fresh"), source.attempts);
    assertEquals(Set.of(), store.kept.keySet());
    assertEquals(new Transfer(0, 0, 8, 0, ""), shards.transfer());
  }

  private static InferenceException missing() {
    return new InferenceException(Code.NETWORK, "HTTP status 404");
  }

  @Test
  void read_asksOncePastCachesThatHaveAnError() {
    source.failures.add(missing());

    assertArrayEquals(new byte[] {1, 2, 3, 4}, read(shard));
    assertEquals(List.of("4", "4 fresh"), source.attempts);
  }

  /** What a cache on the way has of a shard that broke off need not come again. */
  @Test
  void read_asksPastCachesWhereNothingCame() {
    source.failures.add(FakeSource.lost());
    source.failures.add(FakeSource.lost());
    source.breaksAtOnce = 1;

    assertArrayEquals(new byte[] {1, 2, 3, 4}, read(shard));
    assertEquals(List.of("4", "4 fresh", "4 fresh"), source.attempts);

    source.attempts.clear();
    store.kept.clear();
    source.failures.add(FakeSource.lost());
    read(shard);
    assertEquals(List.of("4", "4"), source.attempts);
  }

  @Test
  void read_doesNotTryAgainWhatWasCancelled() {
    source.failures.add(new InferenceException(Code.CANCELLED, "Enough."));

    assertEquals(Code.CANCELLED, refusal().code());
    assertEquals(List.of("4"), source.attempts);
  }

  @Test
  void read_triesAgainAfterALostConnection() {
    source.failures.add(FakeSource.lost());
    source.failures.add(FakeSource.lost());

    assertArrayEquals(new byte[] {1, 2, 3, 4}, read(shard));
    assertEquals(List.of(2, -2, 0, 2, -2, 0, 2, 2), counted);
    assertEquals(new Transfer(4, 0, 4, 0, ""), shards.transfer());
    assertEquals(List.of(TransferEvent.State.RETRYING, TransferEvent.State.RETRYING), events);
  }

  @Test
  void read_givesUpAfterSoManyLostConnections() {
    for (int i = 0; i < 3; i++) {
      source.failures.add(FakeSource.lost());
    }

    assertEquals("The connection broke off (tried 3 times)", refusal().getMessage());
    assertEquals(3, source.attempts.size());
    assertEquals(Set.of(), store.kept.keySet());
  }

  @Test
  void read_runsFromMemoryWhereTheDeviceIsFullAndSaysSoOnce() {
    store.room = 5;
    Shard second = source.add(5, 6);
    Shard third = source.add(7);

    read(shard);
    assertArrayEquals(new byte[] {5, 6}, read(second));
    assertArrayEquals(new byte[] {7}, read(third));

    assertEquals(Set.of(shard.sha256()), store.kept.keySet());
    assertEquals(List.of(TransferEvent.State.NOT_KEPT), events);
    assertEquals(new Transfer(7, 0, 0, 0, "Expected room for 2 bytes, found 1"), shards.transfer());
  }

  @Test
  void read_waitsAsLongAsTheServerAsksAndGivesUpMeanwhileIfNobodyWants() {
    source.failures.add(InferenceException.passing(Code.NETWORK, "Busy", 2500));
    List<Long> waits = new ArrayList<>();
    CheckedShards patient =
        new CheckedShards(source, store, new Retries(2, 1, 1, waits::add), event -> {});

    patient.read(shard, ByteRange.of(new byte[4]), counted::add);

    assertEquals(List.of(1000L, 1000L, 500L), waits);
    assertEquals(List.of(2, -2, 0, 0, 0, 2, 2), counted);

    store.kept.clear();
    source.failures.add(InferenceException.passing(Code.NETWORK, "Busy", 2500));
    InferenceException enough = new InferenceException(Code.CANCELLED, "Enough.");
    IntConsumer unwanted =
        count -> {
          if (count == 0) {
            throw enough;
          }
        };
    assertSame(
        enough,
        assertThrows(
            InferenceException.class,
            () -> patient.read(shard, ByteRange.of(new byte[4]), unwanted)));
    assertEquals(4, waits.size());
  }

  @Test
  void read_takesWhatAnotherTabBroughtMeanwhile() {
    store.onLock = () -> store.kept.put(shard.sha256(), new byte[] {1, 2, 3, 4});

    assertArrayEquals(new byte[] {1, 2, 3, 4}, read(shard));
    assertEquals(List.of(), source.attempts);
    assertEquals(new Transfer(0, 4, 0, 0, ""), shards.transfer());
  }

  @Test
  void read_withoutAStore_checksAllTheSame() {
    source.blobs.put(shard.sha256(), new byte[] {1, 2, 4, 4});

    assertThrows(
        InferenceException.class,
        () -> new CheckedShards(source).read(shard, ByteRange.of(new byte[4]), count -> {}));
  }
}
