package dev.hearth.js;

import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.Gate;
import dev.hearth.runtime.InferenceException;
import dev.hearth.transfer.ShardStore;
import dev.hearth.transfer.TransferEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Shards in the Cache API of the page's origin, whatever site or model they came from: {@code
 * hearth-blobs}, by {@code /.hearth/blobs/<sha256>}.
 */
final class CacheShardStore implements ShardStore {
  private static final String NAME = "hearth-blobs";
  private static final String FOLDER = "/.hearth/blobs/";

  /** For what an entry takes beside its bytes, and for what the page keeps beside models. */
  private static final int SPARE_BYTES = 1 << 20;

  private final Consumer<TransferEvent> events;
  private @Nullable BrowserCache cache;
  private String unusable = "";
  private double roomBytes = Double.NaN;

  /**
   * Makes a store.
   *
   * @param events told when another tab is waited for
   */
  CacheShardStore(Consumer<TransferEvent> events) {
    this.events = events;
  }

  @Override
  public boolean read(String sha256, ByteRange target) {
    BrowserCache opened = cache();
    if (opened == null) {
      return false;
    }
    String url = url(sha256);
    try {
      Response kept = Promises.await(opened.match(url));
      if (isMissing(kept)) {
        return false;
      }
      Http.fill(kept, target, url, count -> {});
      return true;
    } catch (JsException | InferenceException e) {
      // What cannot be read is not there.
      return false;
    }
  }

  @Override
  public String write(String sha256, ByteRange bytes) {
    BrowserCache opened = cache();
    if (opened == null) {
      return unusable;
    }
    if (Double.isNaN(roomBytes)) {
      roomBytes = room();
    }
    if (bytes.length() + SPARE_BYTES > roomBytes) {
      return "Expected room for "
          + bytes.length()
          + " bytes more on this device, found "
          + (long) Math.max(0, roomBytes - SPARE_BYTES);
    }
    roomBytes -= bytes.length();
    try {
      Promises.await(opened.put(url(sha256), response(Http.view(bytes))));
      return "";
    } catch (JsException e) {
      return "This device did not keep " + bytes.length() + " bytes: " + e.getMessage();
    }
  }

  @Override
  public void delete(String sha256) {
    BrowserCache opened = cache();
    if (opened != null) {
      try {
        Promises.await(opened.delete(url(sha256)));
      } catch (JsException e) {
        // It is checked again whenever it is read.
      }
    }
  }

  @Override
  public Gate lock(String sha256) {
    return WebLock.isThere() ? new WebLock(NAME + "/" + sha256, events) : Gate.OPEN;
  }

  private @Nullable BrowserCache cache() {
    if (cache == null && unusable.isEmpty()) {
      try {
        cache = Promises.await(open(NAME));
      } catch (JsException e) {
        unusable = "This browser keeps nothing for this page: " + e.getMessage();
      }
    }
    return cache;
  }

  private static double room() {
    try {
      return Promises.await(estimate()).doubleValue();
    } catch (JsException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  private static String url(String sha256) {
    return Platform.resolve(FOLDER + sha256, "");
  }

  /** Rejected where the page may keep nothing, or is not secure. */
  @JSBody(params = "name", script = "return new Promise(fulfil => fulfil(self.caches.open(name)));")
  private static native JSPromise<BrowserCache> open(String name);

  @JSBody(params = "response", script = "return response === undefined;")
  private static native boolean isMissing(Response response);

  // Its size is for whoever lists what is kept, without reading it.
  @JSBody(
      params = "bytes",
      script =
          """
          return new Response(bytes, {headers: {
            'Content-Type': 'application/octet-stream', 'Content-Length': '' + bytes.byteLength}});
          """)
  private static native Response response(Int8Array bytes);

  /** The bytes that the page may still keep. */
  @JSBody(
      script =
          """
          return new Promise(fulfil => fulfil(navigator.storage.estimate()))
              .then(found => found.quota - found.usage);
          """)
  private static native JSPromise<JSNumber> estimate();
}
