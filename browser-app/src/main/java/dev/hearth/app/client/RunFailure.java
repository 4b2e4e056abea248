package dev.hearth.app.client;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of why a run or one of its inputs failed. */
public interface RunFailure extends JSObject {
  /** Returns a code as hearth.d.ts has them. */
  @JSProperty
  String getCode();

  @JSProperty
  String getMessage();
}
