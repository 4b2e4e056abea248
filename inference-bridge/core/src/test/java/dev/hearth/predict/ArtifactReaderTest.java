package dev.hearth.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Shard;
import dev.hearth.manifest.Variant;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.ShardSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class ArtifactReaderTest {
  private final MapSource source = new MapSource();
  private final List<Long> progress = new ArrayList<>();

  @Test
  void read_joinsShardsInOrderAndCountsEveryByte() {
    Artifact model = new Artifact("m", List.of(source.add(1, 2, 3), source.add(4, 5)));
    Artifact weights = new Artifact("w", List.of(source.add(6)));

    ModelFiles files =
        new ArtifactReader(source, progress::add)
            .read(new Variant("fp32", List.of(model, weights), List.of()));

    assertEquals("m", files.mainPath());
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, files.bytes("m"));
    assertArrayEquals(new byte[] {6}, files.bytes("w"));
    assertEquals(List.of(3L, 5L, 6L), progress);
  }

  @Test
  void read_refusesFlippedBits() {
    Shard shard = source.add(1, 2, 3);
    source.blobs.get(shard.sha256())[1] ^= 1;

    assertRefused(shard);
  }

  @Test
  void read_asksAnewWhenACacheHasWrongBytes() {
    Shard shard = source.add(1, 2, 3);
    source.cached.put(shard.sha256(), new byte[] {1, 2, 4});

    assertArrayEquals(
        new byte[] {1, 2, 3},
        new ArtifactReader(source, progress::add).read(new Artifact("m", List.of(shard))));
    assertEquals(List.of(3L), progress);
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

  private void assertRefused(Shard... shards) {
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () ->
                new ArtifactReader(source, progress::add).read(new Artifact("m", List.of(shards))));
    assertEquals(Code.INTEGRITY, e.code());
  }

  private static final class MapSource implements ShardSource {
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Map<String, byte[]> cached = new HashMap<>();

    private Shard add(int... values) {
      byte[] bytes = new byte[values.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) values[i];
      }
      String hash = sha256(bytes);
      blobs.put(hash, bytes);
      return new Shard(hash, bytes.length);
    }

    @Override
    public byte[] read(String sha256, int bytes, boolean fresh, IntConsumer onBytes) {
      onBytes.accept(bytes);
      return (fresh ? blobs : cached.isEmpty() ? blobs : cached).get(sha256).clone();
    }

    @Override
    public String sha256(byte[] bytes) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }
  }
}
