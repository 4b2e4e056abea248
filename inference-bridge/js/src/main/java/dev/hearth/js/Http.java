package dev.hearth.js;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.function.IntConsumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.streams.ReadableStreamDefaultReader;
import org.teavm.jso.streams.ReadableStreamReadResult;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** Fetching from the page's own origin. */
public final class Http {
  private static final String HEX = "0123456789abcdef";

  private Http() {}

  /**
   * Returns the text at an address, as the server has it now.
   *
   * @throws InferenceException MODEL_NOT_FOUND for 404, NETWORK for any other failure
   */
  public static String text(String url) {
    Response response = get(url, "no-cache", Code.MODEL_NOT_FOUND);
    return Promises.await(response.text(), e -> broken(url, e)).stringValue();
  }

  /**
   * Returns the file at an address.
   *
   * @throws InferenceException NETWORK if it cannot be had
   */
  public static Blob blob(String url) {
    return Promises.await(get(url, "default", Code.NETWORK).blob(), e -> broken(url, e));
  }

  /**
   * Returns the bytes at an address.
   *
   * @param bytes how many there must be
   * @param fresh true to ask the server, not a cache on the way
   * @param onBytes told the number of each few bytes that arrive
   * @throws InferenceException NETWORK if they cannot be had; INTEGRITY if there are more or fewer
   */
  static byte[] bytes(String url, int bytes, boolean fresh, IntConsumer onBytes) {
    byte[] out = new byte[bytes];
    Int8Array target = Int8Array.fromJavaArray(out);
    ReadableStreamDefaultReader reader =
        get(url, fresh ? "reload" : "default", Code.NETWORK).getBody().getReader();
    int filled = 0;
    while (true) {
      ReadableStreamReadResult result = Promises.await(reader.read(), e -> broken(url, e));
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

  /**
   * Returns the SHA-256 of bytes as 64 lower-case hexadecimal digits.
   *
   * @throws InferenceException PROVIDER_UNAVAILABLE on a page that is not secure
   */
  static String sha256(byte[] bytes) {
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

  /**
   * Returns a good answer.
   *
   * @param cache the request's cache mode, such as {@code no-cache}
   * @param missing what it means if there is nothing at the address
   */
  static Response get(String url, String cache, Code missing) {
    Response response = Promises.await(fetch(url, cache), e -> unanswered(url, e));
    if (!response.isOk()) {
      throw new InferenceException(
          response.getStatus() == 404 ? missing : Code.NETWORK,
          "Expected " + url + ", found HTTP status " + response.getStatus());
    }
    return response;
  }

  private static InferenceException unanswered(String url, JsException cause) {
    return new InferenceException(
        Code.NETWORK,
        "Expected an answer from " + url + ", found none: " + cause.getMessage(),
        cause);
  }

  static InferenceException broken(String url, JsException cause) {
    return new InferenceException(
        Code.NETWORK, "The connection broke off within " + url + ": " + cause.getMessage(), cause);
  }

  @JSBody(
      params = {"url", "cache"},
      script = "return fetch(url, {cache: cache});")
  private static native JSPromise<Response> fetch(String url, String cache);
}
