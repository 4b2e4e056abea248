package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.kit.Dom;
import org.teavm.jso.dom.html.HTMLElement;

/** The part of a picture's box that the picture fills, for what is laid over it. */
final class Layer {
  /** Colours that colour-blind people can tell apart, of Okabe and Ito; CSS has them as well. */
  static final int COLOURS = 7;

  private final HTMLElement element = Dom.template("t-over");
  private final HTMLElement fitted = Dom.part(element, ".over-fit");
  private int width = 1;
  private int height = 1;
  private boolean mirrored;

  /** Returns what a picture's box takes. */
  HTMLElement element() {
    return element;
  }

  /** Returns the element as large as the picture is shown. */
  HTMLElement fitted() {
    return fitted;
  }

  /** Fits it to a picture of that many columns and rows. */
  void size(int columns, int rows) {
    width = columns;
    height = rows;
    Dom.style(element, "--ratio", (double) columns / rows);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Follows a picture that is shown as a mirror shows it; looks do the rest. */
  void mirrored(boolean on) {
    mirrored = on;
    Dom.flag(element, "data-mirrored", on);
  }

  /** Returns the column at which one of the picture is shown, in its pixels. */
  double shown(double x) {
    return mirrored ? width - x : x;
  }

  boolean isMirrored() {
    return mirrored;
  }

  /** Puts an element at a place of the picture, in its pixels. */
  void place(HTMLElement part, double x, double y) {
    Dom.style(part, "--x", x / width);
    Dom.style(part, "--y", y / height);
  }
}
