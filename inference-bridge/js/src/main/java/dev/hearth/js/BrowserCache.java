package dev.hearth.js;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;

/** Overlay of {@code Cache}. */
interface BrowserCache extends JSObject {
  /** Answers undefined where there is nothing. */
  JSPromise<Response> match(String url);

  JSPromise<JSObject> put(String url, Response response);

  JSPromise<JSBoolean> delete(String url);
}
