package dev.hearth.js;

import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.ShardSource;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** Shards from a server. */
public final class HttpShardSource implements ShardSource {
  private final UnaryOperator<String> urls;

  private HttpShardSource(UnaryOperator<String> urls) {
    this.urls = urls;
  }

  /** Returns the shards of a site's models, in the folder of an address that ends with a slash. */
  public static HttpShardSource ofBlobs(String blobsUrl) {
    return new HttpShardSource(sha256 -> blobsUrl + sha256);
  }

  /** Returns shards of any addresses, which are told by their hashes. */
  public static HttpShardSource of(UnaryOperator<String> urls) {
    return new HttpShardSource(urls);
  }

  /** Returns the file at an address, whatever it is asked for. */
  static HttpShardSource ofFile(String url) {
    return new HttpShardSource(sha256 -> url);
  }

  @Override
  public void read(String sha256, ByteRange target, boolean fresh, IntConsumer onBytes) {
    Http.bytes(urls.apply(sha256), target, fresh, onBytes);
  }

  @Override
  public String sha256(ByteRange bytes) {
    return Http.sha256(bytes);
  }
}
