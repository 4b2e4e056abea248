package dev.hearth.transfer;

import dev.hearth.manifest.Shard;
import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ShardSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.IntConsumer;

/** Shards in memory, two halves each, that fail as they are told. */
public final class FakeSource implements ShardSource {
  /** What the source has. */
  public final Map<String, byte[]> blobs = new HashMap<>();

  /** What a cache on the way has instead. */
  public final Map<String, byte[]> cached = new HashMap<>();

  /** What the next attempts throw after the first half; null for none. */
  final Queue<InferenceException> failures = new ArrayDeque<>();

  /** How many of the next attempts throw before anything came. */
  int breaksAtOnce;

  /** Every attempt: the size, and whether it was fresh. */
  public final List<String> attempts = new ArrayList<>();

  /** Runs between the two halves. */
  public Runnable halfway = () -> {};

  /** Adds a shard. */
  public Shard add(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    String hash = sha256(ByteRange.of(bytes));
    blobs.put(hash, bytes);
    return new Shard(hash, bytes.length);
  }

  static InferenceException lost() {
    return InferenceException.passing(Code.NETWORK, "The connection broke off", null);
  }

  @Override
  public void read(String sha256, ByteRange target, boolean fresh, IntConsumer onBytes) {
    attempts.add(target.length() + (fresh ? " fresh" : ""));
    byte[] found = !fresh && cached.containsKey(sha256) ? cached.get(sha256) : blobs.get(sha256);
    if (breaksAtOnce-- > 0) {
      throw failures.remove();
    }
    int half = target.length() / 2;
    System.arraycopy(found, 0, target.array(), target.offset(), half);
    onBytes.accept(half);
    halfway.run();
    InferenceException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    System.arraycopy(found, half, target.array(), target.offset() + half, found.length - half);
    onBytes.accept(target.length() - half);
  }

  @Override
  public String sha256(ByteRange bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes.array(), bytes.offset(), bytes.length());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
