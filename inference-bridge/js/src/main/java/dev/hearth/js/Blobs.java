package dev.hearth.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** The browser's files and what it has of them. */
public final class Blobs {
  private Blobs() {}

  /** Returns all bytes of a Blob, or an ArrayBuffer's, blocking. */
  public static Int8Array bytes(JSObject blob) {
    return new Int8Array(Promises.await(arrayBuffer(blob)));
  }

  @JSBody(
      params = "blob",
      script = "return blob.arrayBuffer ? blob.arrayBuffer() : Promise.resolve(blob);")
  private static native JSPromise<ArrayBuffer> arrayBuffer(JSObject blob);
}
