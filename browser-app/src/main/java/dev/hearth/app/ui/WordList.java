package dev.hearth.app.ui;

import dev.hearth.decode.Classification;
import dev.hearth.tensor.Numbers;
import org.teavm.jso.dom.html.HTMLElement;

/** The words heard, newest first; the newest large. */
final class WordList {
  private static final int MOST = 30;

  private final HTMLElement list = Dom.named(Dom.el("ol", "words"), "words");
  private int count;

  WordList() {
    list.setAttribute("aria-label", Text.WORDS);
  }

  HTMLElement element() {
    return list;
  }

  void clear() {
    list.clear();
    count = 0;
  }

  int count() {
    return count;
  }

  /** Adds a word. */
  void add(Classification word, String when) {
    HTMLElement item =
        Dom.el(
            "li",
            "word-heard",
            Dom.text("span", "word-label", word.label()),
            Dom.text("span", "word-when", when));
    item.setAttribute("data-label", word.label());
    item.setAttribute("data-probability", Numbers.text(word.probability()));
    list.insertBefore(item, list.getFirstChild());
    count++;
    if (count > MOST) {
      list.removeChild(list.getLastChild());
    }
  }
}
