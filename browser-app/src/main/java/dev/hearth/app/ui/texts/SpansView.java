package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.kit.Dom;
import org.teavm.jso.dom.html.HTMLElement;

/** An answer made of spans of the text, which are marked in it. */
abstract class SpansView implements TextView {
  final HTMLElement element;
  final MarkedText marked;
  String asked = "";
  Span[] spans = {};
  private int count;

  SpansView(String template, Palette palette) {
    element = Dom.template(template);
    marked = new MarkedText(palette);
  }

  @Override
  public final HTMLElement element() {
    return element;
  }

  @Override
  public final HTMLElement inText() {
    return marked.element();
  }

  @Override
  public final void asked(String text) {
    asked = text;
  }

  @Override
  public final String lines() {
    return Spans.lines(spans);
  }

  @Override
  public void clear() {
    spans = new Span[0];
    marked.clear();
    Dom.show(Dom.part(element, ".none-found"), false);
  }

  /** Tells whether there are spans, and counts the answers for whoever waits for one. */
  final void answered() {
    Dom.show(Dom.part(element, ".none-found"), spans.length == 0);
    Dom.set(element, "data-result-count", ++count);
  }
}
