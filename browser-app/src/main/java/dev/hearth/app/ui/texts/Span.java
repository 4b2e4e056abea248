package dev.hearth.app.ui.texts;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of a span as hearth.d.ts has it; its places are of the text as it was given. */
interface Span extends JSObject {
  @JSProperty
  String getLabel();

  @JSProperty
  String getText();

  @JSProperty
  double getScore();

  @JSProperty
  int getStart();

  @JSProperty
  int getEnd();
}
