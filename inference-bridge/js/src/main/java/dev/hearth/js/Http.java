package dev.hearth.js;

import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.transfer.Retries;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.streams.ReadableStreamReadResult;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** Fetching from the page's own origin. */
public final class Http {
  private static final String HEX = "0123456789abcdef";
  private static final int STANDSTILL_MILLIS = 20_000;

  /** Four tries within five seconds and what they take. */
  static final Retries RETRIES = new Retries(4, 400, 3, Http::pause);

  private Http() {}

  /**
   * Returns the text at an address, as the server has it now; asked for again when that may help.
   *
   * @throws InferenceException MODEL_NOT_FOUND for 404, NETWORK for any other failure
   */
  public static String text(String url) {
    return text(url, () -> {});
  }

  /**
   * Returns the text at an address, as the server has it now; asked for again when that may help.
   *
   * @param onWaiting told every second while a busy server is left alone
   * @throws InferenceException MODEL_NOT_FOUND for 404, NETWORK for any other failure
   */
  public static String text(String url, Runnable onWaiting) {
    return text(url, "no-cache", onWaiting);
  }

  /**
   * Returns the text at an address as {@link #text(String)} does, for whoever knows what it must
   * be.
   *
   * @param fresh false to take what a cache has, true for past all caches, where that was wrong
   */
  public static String knownText(String url, boolean fresh) {
    return text(url, fresh ? "reload" : "default", () -> {});
  }

  private static String text(String url, String cache, Runnable onWaiting) {
    return RETRIES.call(
        () -> {
          Response response = get(url, cache, Code.MODEL_NOT_FOUND);
          return await(response.text(), url, e -> broken(url, e)).stringValue();
        },
        reason -> {},
        onWaiting);
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
   * Reads the bytes at an address.
   *
   * @param target of as many as there must be
   * @param fresh true to ask the server, not a cache on the way
   * @param onBytes told the number of each few bytes that arrive; what it throws ends the reading
   * @throws InferenceException NETWORK if they cannot be had; INTEGRITY if there are more or fewer
   */
  static void bytes(String url, ByteRange target, boolean fresh, IntConsumer onBytes) {
    AbortController connection = abortController();
    try {
      Response response =
          await(
              fetch(url, fresh ? "reload" : "default", connection.getSignal()),
              url,
              e -> unanswered(url, e));
      check(response, url, Code.NETWORK);
      int filled = fill(response, target, url, onBytes);
      if (filled > target.length()) {
        throw wrongLength(url, target.length(), "more");
      } else if (filled < target.length()) {
        throw wrongLength(url, target.length(), filled + " bytes");
      }
    } catch (RuntimeException e) {
      connection.abort();
      throw e;
    }
  }

  /**
   * Reads what an answer holds.
   *
   * @return how many bytes it holds; one more than the target if there are more than that
   */
  static int fill(Response response, ByteRange target, String url, IntConsumer onBytes) {
    Int8Array array = view(target);
    Chunks chunks = Chunks.of(response.getBody());
    int filled = 0;
    while (true) {
      ReadableStreamReadResult result = await(chunks.next(), url, e -> broken(url, e));
      if (result.isDone()) {
        chunks.end();
        return filled;
      }
      Int8Array chunk = result.getValue();
      if (chunk.getLength() > target.length() - filled) {
        chunks.cancel();
        return target.length() + 1;
      }
      ((ChunkTarget) (JSObject) array).set(chunk, filled);
      filled += chunk.getLength();
      onBytes.accept(chunk.getLength());
    }
  }

  /** Returns the bytes of a range, shared with it. */
  static Int8Array view(ByteRange range) {
    Int8Array array = Int8Array.fromJavaArray(range.array());
    return new Int8Array(array.getBuffer(), array.getByteOffset() + range.offset(), range.length());
  }

  // A connection that brings nothing is a lost one, though nobody says so.
  private static <T extends JSObject> T await(
      JSPromise<T> promise, String url, Function<JsException, InferenceException> translate) {
    try {
      return Promises.await(promise, STANDSTILL_MILLIS, "bytes of " + url, translate);
    } catch (InferenceException e) {
      throw e.code() == Code.TIMEOUT
          ? InferenceException.passing(Code.NETWORK, e.getMessage(), e)
          : e;
    }
  }

  /**
   * Returns the SHA-256 of bytes as 64 lower-case hexadecimal digits.
   *
   * @throws InferenceException PROVIDER_UNAVAILABLE on a page that is not secure
   */
  public static String sha256(ByteRange bytes) {
    if (!hasSubtle()) {
      throw new InferenceException(
          Code.PROVIDER_UNAVAILABLE,
          "Checking a model needs a secure page: open this site over https or at localhost.");
    }
    Int8Array digest = new Int8Array(Promises.await(digest(view(bytes))));
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
    Response response =
        await(fetch(url, cache, abortController().getSignal()), url, e -> unanswered(url, e));
    check(response, url, missing);
    return response;
  }

  private static void check(Response response, String url, Code missing) {
    int status = response.getStatus();
    if (!response.isOk()) {
      String message = "Expected " + url + ", found HTTP status " + status;
      throw status >= 500 || status == 429 || status == 408
          ? InferenceException.passing(Code.NETWORK, message, (long) retryAfterMillis(response))
          : new InferenceException(status == 404 ? missing : Code.NETWORK, message);
    }
  }

  // A date is by the server's clock, which is in the same answer: the device's may be wrong.
  @JSBody(
      params = "response",
      script =
          """
          const after = response.headers.get('Retry-After') || '';
          const now = response.headers.get('Date');
          const ms = /^\\d+$/.test(after) ? after * 1000
              : Date.parse(after) - (now ? Date.parse(now) : Date.now());
          return ms > 0 ? ms : 0;
          """)
  private static native double retryAfterMillis(Response response);

  private static InferenceException unanswered(String url, JsException cause) {
    return InferenceException.passing(
        Code.NETWORK,
        "Expected an answer from " + url + ", found none: " + cause.getMessage(),
        cause);
  }

  static InferenceException broken(String url, JsException cause) {
    return InferenceException.passing(
        Code.NETWORK, "The connection broke off within " + url + ": " + cause.getMessage(), cause);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new InferenceException(Code.CANCELLED, "Interrupted while waiting", e);
    }
  }

  /** Ends a request that nobody waits for. */
  private interface AbortController extends JSObject {
    @JSProperty
    JSObject getSignal();

    void abort();
  }

  @JSBody(script = "return new AbortController();")
  private static native AbortController abortController();

  @JSBody(
      params = {"url", "cache", "signal"},
      script = "return fetch(url, {cache: cache, signal: signal});")
  private static native JSPromise<Response> fetch(String url, String cache, JSObject signal);
}
