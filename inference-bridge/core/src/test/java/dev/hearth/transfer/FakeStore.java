package dev.hearth.transfer;

import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.Gate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store in memory, for so many bytes. */
final class FakeStore implements ShardStore {
  final Map<String, byte[]> kept = new HashMap<>();
  final List<String> deleted = new ArrayList<>();
  int room = 100;

  /** Runs when a lock is entered: another tab. */
  Runnable onLock = () -> {};

  int locked;

  @Override
  public boolean read(String sha256, ByteRange target) {
    byte[] found = kept.get(sha256);
    if (found != null) {
      System.arraycopy(
          found, 0, target.array(), target.offset(), Math.min(found.length, target.length()));
    }
    return found != null;
  }

  @Override
  public String write(String sha256, ByteRange bytes) {
    if (bytes.length() > room) {
      return "Expected room for " + bytes.length() + " bytes, found " + room;
    }
    room -= bytes.length();
    kept.put(
        sha256, Arrays.copyOfRange(bytes.array(), bytes.offset(), bytes.offset() + bytes.length()));
    return "";
  }

  @Override
  public void delete(String sha256) {
    kept.remove(sha256);
    deleted.add(sha256);
  }

  @Override
  public Gate lock(String sha256) {
    return new Gate() {
      @Override
      public void enter() {
        locked++;
        onLock.run();
      }

      @Override
      public void leave() {
        locked--;
      }
    };
  }
}
