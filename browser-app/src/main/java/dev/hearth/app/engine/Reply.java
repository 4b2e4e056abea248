package dev.hearth.app.engine;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What the engine answers to a request; which properties are set depends on its kind. */
abstract class Reply implements JSObject {

  @JSBody(params = "request", script = "return {id: request.id, model: request.model};")
  static native Reply to(Request request);

  @JSBody(
      params = {"code", "message", "restart"},
      script = "return {code: code, message: message, restart: restart};")
  static native JSObject error(String code, String message, boolean restart);

  @JSProperty
  abstract void setError(JSObject error);

  /** The address of the manifest that was loaded; null for a model of files. */
  @JSProperty
  abstract void setUrl(@Nullable String url);

  @JSProperty
  abstract void setManifest(@Nullable String manifest);

  @JSProperty
  abstract void setInputs(JSObject inputs);

  @JSProperty
  abstract void setOutputs(JSObject outputs);

  @JSProperty
  abstract void setPlan(JSObject plan);

  /** Where its bytes came from; null for a model of files. */
  @JSProperty
  abstract void setTransfer(@Nullable JSObject transfer);

  /** The size of the weights in use. */
  @JSProperty
  abstract void setBytes(double bytes);

  @JSProperty
  abstract void setResult(JSObject result);

  @JSProperty
  abstract void setTimings(JSObject timings);

  @JSProperty
  abstract void setFeeds(JSObject feeds);

  @JSProperty
  abstract void setFetches(JSObject fetches);

  /**
   * Gives the large arrays of a run's feeds back, but for memory that is a fetch's now: small ones
   * are sooner made anew than sent.
   */
  @JSBody(
      params = {"reply", "request"},
      script =
          """
          const taken = new Set(Object.values(reply.fetches).map(fetch => fetch.data.buffer));
          reply.returned = {};
          Object.keys(request.feeds).forEach(name => {
            const data = request.feeds[name].data;
            if (data.byteLength > 65536 && !taken.has(data.buffer)) reply.returned[name] = data;
          });
          """)
  static native void giveBack(Reply reply, Request request);

  @JSProperty
  abstract void setTensor(JSObject tensor);

  @JSProperty
  abstract void setWords(JSObject words);

  @JSProperty
  abstract void setSeconds(double seconds);

  @JSProperty
  abstract void setDeviceTensors(int deviceTensors);

  @JSProperty
  abstract void setTensors(int tensors);

  @JSProperty
  abstract void setTensorBytes(double tensorBytes);
}
