package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** A text with spans of it marked, each with its label and score in words; spans may overlap. */
final class MarkedText {
  private final HTMLElement element = Dom.template("t-marked");
  private final HTMLElement text = Dom.part(element, ".marked-text");
  private final Palette palette;
  private @Nullable HTMLElement[] places = {};

  /**
   * Makes an empty one.
   *
   * @param palette gives each label its colour
   */
  MarkedText(Palette palette) {
    this.palette = palette;
    clear();
  }

  HTMLElement element() {
    return element;
  }

  /** Shows no text. */
  void clear() {
    places = new HTMLElement[0];
    text.clear();
    Dom.flag(element, "data-empty", true);
  }

  /**
   * Shows a text.
   *
   * @param spans of it, in any order
   */
  void show(String whole, Span[] spans) {
    Dom.flag(element, "data-empty", false);
    text.clear();
    places = new HTMLElement[spans.length];
    int[] order = outermostFirst(spans);
    int at = 0;
    while (at < whole.length()) {
      int next = whole.length();
      for (Span span : spans) {
        next = sooner(sooner(next, span.getStart(), at), span.getEnd(), at);
      }
      piece(whole.substring(at, next), at, next, spans, order);
      at = next;
    }
  }

  private static int sooner(int next, int border, int after) {
    return border > after && border < next ? border : next;
  }

  /** Adds the text between two borders, inside a mark for each span that covers it. */
  private void piece(String part, int start, int end, Span[] spans, int[] order) {
    HTMLElement inner = text;
    HTMLElement[] marks = new HTMLElement[spans.length];
    for (int i : order) {
      if (spans[i].getStart() <= start && spans[i].getEnd() >= end) {
        HTMLElement mark = HTMLDocument.current().createElement("mark");
        Dom.set(mark, "data-colour", palette.colour(spans[i].getLabel()));
        inner.appendChild(mark);
        marks[i] = mark;
        inner = mark;
        if (places[i] == null) {
          places[i] = mark;
        }
      }
    }
    inner.appendChild(HTMLDocument.current().createTextNode(part));
    for (int k = order.length - 1; k >= 0; k--) {
      HTMLElement mark = marks[order[k]];
      if (mark != null && spans[order[k]].getEnd() == end) {
        mark.appendChild(tag(spans[order[k]]));
      }
    }
  }

  private static HTMLElement tag(Span span) {
    HTMLElement tag = HTMLDocument.current().createElement("span");
    tag.setClassName("tag");
    String score = Format.percent(span.getScore());
    Dom.setText(tag, span.getLabel().isEmpty() ? score : span.getLabel() + " " + score);
    return tag;
  }

  /** Scrolls to a span and shows which it is. */
  void reveal(int index) {
    for (HTMLElement other : places) {
      if (other != null) {
        Dom.flag(other, "data-current", false);
      }
    }
    HTMLElement place = places[index];
    if (place != null) {
      Dom.flag(place, "data-current", true);
      scrollTo(text, place);
    }
  }

  private static int[] outermostFirst(Span[] spans) {
    int[] order = new int[spans.length];
    for (int i = 0; i < order.length; i++) {
      int at = i;
      while (at > 0 && isInside(spans[order[at - 1]], spans[i])) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = i;
    }
    return order;
  }

  private static boolean isInside(Span one, Span other) {
    return one.getStart() > other.getStart()
        || (one.getStart() == other.getStart() && one.getEnd() < other.getEnd());
  }

  // Of the pane alone: the page itself stays where it is.
  @JSBody(
      params = {"pane", "place"},
      script =
          "pane.scrollTop += place.getBoundingClientRect().top - pane.getBoundingClientRect().top"
              + " - pane.clientHeight / 3;")
  private static native void scrollTo(HTMLElement pane, HTMLElement place);
}
