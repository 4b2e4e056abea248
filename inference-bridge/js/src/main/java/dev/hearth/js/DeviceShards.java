package dev.hearth.js;

import dev.hearth.transfer.CheckedShards;
import dev.hearth.transfer.TransferEvent;
import java.util.function.Consumer;

/** Shards as a browser brings them: kept on the device, and asked for again when that may help. */
public final class DeviceShards {
  private DeviceShards() {}

  /**
   * Returns the shards of a source.
   *
   * @param events told what does not go smoothly; must not block
   */
  public static CheckedShards of(HttpShardSource source, Consumer<TransferEvent> events) {
    return new CheckedShards(source, new CacheShardStore(events), Http.RETRIES, events);
  }
}
