package dev.hearth.js;

import dev.hearth.runtime.ShardSource;
import java.util.function.IntConsumer;

/** Shards from the {@code blobs} folder of a site's models. */
public final class HttpShardSource implements ShardSource {
  private final String blobsUrl;

  /** Makes a source over a folder whose address ends with a slash. */
  public HttpShardSource(String blobsUrl) {
    this.blobsUrl = blobsUrl;
  }

  @Override
  public byte[] read(String sha256, int bytes, boolean fresh, IntConsumer onBytes) {
    return Http.bytes(blobsUrl + sha256, bytes, fresh, onBytes);
  }

  @Override
  public String sha256(byte[] bytes) {
    return Http.sha256(bytes);
  }
}
