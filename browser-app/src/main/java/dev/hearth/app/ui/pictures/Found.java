package dev.hearth.app.ui.pictures;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of {@code Detection} of hearth.d.ts. */
interface Found extends JSObject {
  @JSProperty
  String getLabel();

  @JSProperty
  double getScore();

  @JSProperty
  Box getBox();

  /** Left, top and size, in pixels. */
  interface Box extends JSObject {
    @JSProperty
    double getX();

    @JSProperty
    double getY();

    @JSProperty
    double getWidth();

    @JSProperty
    double getHeight();
  }

  /** Overlay of {@code Keypoint}. */
  interface Point extends JSObject {
    @JSProperty
    String getName();

    @JSProperty
    double getX();

    @JSProperty
    double getY();

    @JSProperty
    double getScore();
  }
}
