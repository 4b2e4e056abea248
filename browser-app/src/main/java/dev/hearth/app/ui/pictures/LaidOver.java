package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.kit.Dom;
import org.teavm.jso.dom.html.HTMLElement;

/** An answer that is drawn over the picture and listed beside it. */
abstract class LaidOver implements PictureAnswer {
  final Layer layer = new Layer();
  final HTMLElement element;
  private int count;

  /**
   * Makes an empty one.
   *
   * @param template of what stands beside the picture
   */
  LaidOver(String template) {
    element = Dom.template(template);
  }

  @Override
  public final HTMLElement element() {
    return element;
  }

  @Override
  public final HTMLElement over() {
    return layer.element();
  }

  @Override
  public void sourceSize(int width, int height) {
    layer.size(width, height);
    clear();
  }

  @Override
  public final void mirrored(boolean on) {
    layer.mirrored(on);
  }

  /** Counts the answers, for whoever waits for one. */
  final void answered() {
    Dom.set(element, "data-result-count", ++count);
  }
}
