package dev.hearth.js;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ShardSource;
import java.util.function.IntConsumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.streams.ReadableStreamDefaultReader;
import org.teavm.jso.streams.ReadableStreamReadResult;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** Shards from the {@code blobs} folder of a site's models. */
public final class HttpShardSource implements ShardSource {
  private static final String HEX = "0123456789abcdef";

  private final String blobsUrl;

  /** Makes a source over a folder whose address ends with a slash. */
  public HttpShardSource(String blobsUrl) {
    this.blobsUrl = blobsUrl;
  }

  @Override
  public byte[] read(String sha256, int bytes, boolean fresh, IntConsumer onBytes) {
    String url = blobsUrl + sha256;
    byte[] out = new byte[bytes];
    Int8Array target = Int8Array.fromJavaArray(out);
    ReadableStreamDefaultReader reader =
        Http.get(url, fresh ? "reload" : "default", Code.NETWORK).getBody().getReader();
    int filled = 0;
    while (true) {
      ReadableStreamReadResult result = Promises.await(reader.read(), e -> Http.broken(url, e));
      if (result.isDone()) {
        break;
      }
      Int8Array chunk = result.getValue();
      if (chunk.getLength() > bytes - filled) {
        reader.cancel(result);
        throw wrongLength(url, bytes, "more");
      }
      ((ChunkTarget) (JSObject) target).set(chunk, filled);
      filled += chunk.getLength();
      onBytes.accept(chunk.getLength());
    }
    if (filled < bytes) {
      throw wrongLength(url, bytes, filled + " bytes");
    }
    return out;
  }

  @Override
  public String sha256(byte[] bytes) {
    if (!hasSubtle()) {
      throw new InferenceException(
          Code.PROVIDER_UNAVAILABLE,
          "Checking a model needs a secure page: open this site over https or at localhost.");
    }
    Int8Array digest = new Int8Array(Promises.await(digest(Int8Array.fromJavaArray(bytes))));
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < digest.getLength(); i++) {
      int value = digest.get(i) & 0xff;
      hex.append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 15));
    }
    return hex.toString();
  }

  private static InferenceException wrongLength(String url, int bytes, String found) {
    return new InferenceException(
        Code.INTEGRITY, "Expected " + bytes + " bytes at " + url + ", found " + found);
  }

  private interface ChunkTarget extends JSObject {
    @JSMethod
    void set(Int8Array chunk, int offset);
  }

  @JSBody(script = "return !!(self.crypto && crypto.subtle);")
  private static native boolean hasSubtle();

  @JSBody(params = "bytes", script = "return crypto.subtle.digest('SHA-256', bytes);")
  private static native JSPromise<ArrayBuffer> digest(Int8Array bytes);
}
