package dev.hearth.image;

/** A rectangle of whole pixels. */
record Window(int left, int top, int width, int height) {

  /** Returns the whole of a picture. */
  static Window all(int width, int height) {
    return new Window(0, 0, width, height);
  }
}
