package dev.hearth.app.ui.tensors;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** Overlay of what {@code app/tensors.js} exports, but for what makes tensors. */
interface TensorKit extends JSObject {
  boolean hasNpy(JSObject tensor);

  Blob npy(JSObject tensor);

  String json(JSObject tensor);

  String first(JSObject tensor);

  JSArrayReader<JSString> summary(JSObject tensor);

  boolean isPicture(JSObject tensor);

  void draw(JSObject tensor, HTMLElement canvas);
}
