package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.decode.Classification;
import org.teavm.jso.dom.html.HTMLElement;

/** The words heard, newest first; the newest large. */
final class WordList {
  private static final int MOST = 30;

  private final HTMLElement list;
  private final HTMLElement none;
  private int count;

  /**
   * Makes an empty list.
   *
   * @param panel holds the list, and what is said while it is empty
   */
  WordList(HTMLElement panel) {
    list = Dom.part(panel, ".words");
    none = Dom.part(panel, ".listening");
  }

  void clear() {
    list.clear();
    count = 0;
    Dom.show(none, true);
  }

  /** Adds a word. */
  void add(Classification word, String when) {
    HTMLElement item = Dom.template("t-word");
    item.setAttribute("data-label", word.label());
    Dom.set(item, "data-probability", word.probability());
    Dom.setText(item, ".word-label", word.label());
    Dom.setText(item, ".word-when", when);
    list.insertBefore(item, list.getFirstChild());
    Dom.show(none, false);
    count++;
    if (count > MOST) {
      list.removeChild(list.getLastChild());
    }
  }
}
