package dev.hearth.js;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.file.Blob;
import org.teavm.jso.streams.ReadableStream;

/** Overlay of {@code Response}. */
interface Response extends JSObject {
  @JSProperty
  boolean isOk();

  @JSProperty
  int getStatus();

  @JSProperty
  ReadableStream getBody();

  JSPromise<JSString> text();

  JSPromise<Blob> blob();
}
