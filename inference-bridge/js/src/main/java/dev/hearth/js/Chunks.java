package dev.hearth.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.streams.ReadableStream;
import org.teavm.jso.streams.ReadableStreamReadResult;

/**
 * What a stream of bytes brings, piece by piece, in memory that is used again where the browser
 * can: pieces of their own would pile up as garbage.
 */
abstract class Chunks implements JSObject {
  private static final JSArray<JSObject> SPARE = new JSArray<>();
  private static final int BYTES = 256 << 10;

  static Chunks of(ReadableStream body) {
    return of(body, SPARE, BYTES);
  }

  /** Answers the next piece, whose bytes are there until this is called again. */
  abstract JSPromise<ReadableStreamReadResult> next();

  /** Gives the memory back, after the last piece. */
  abstract void end();

  /** Ends the stream before its end. */
  abstract void cancel();

  @JSBody(
      params = {"body", "spare", "bytes"},
      script =
          """
          let reader, buffer;
          try {
            reader = body.getReader({mode: 'byob'});
            buffer = spare.pop() || new ArrayBuffer(bytes);
          } catch (e) {
            reader = body.getReader();
          }
          return {
            next: () => buffer ? reader.read(new Int8Array(buffer)).then(result => {
              buffer = result.value.buffer;
              return result;
            }) : reader.read(),
            end: () => { if (buffer) spare.push(buffer); },
            cancel: () => { reader.cancel().catch(() => {}); },
          };
          """)
  private static native Chunks of(ReadableStream body, JSArray<JSObject> spare, int bytes);
}
