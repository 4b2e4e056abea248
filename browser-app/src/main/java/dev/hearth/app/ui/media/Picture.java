package dev.hearth.app.ui.media;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of {@code ImageBitmap}. */
public interface Picture extends JSObject {
  @JSProperty
  int getWidth();

  @JSProperty
  int getHeight();

  void close();
}
