package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.decode.Classification;
import dev.hearth.tensor.Numbers;
import org.teavm.jso.dom.html.HTMLElement;

/** The sounds that were named, newest first; the newest large. */
final class WordList {
  private static final int MOST = 30;

  private final HTMLElement list;
  private final HTMLElement none;
  private final Found found;
  private int count;

  /**
   * Makes an empty list.
   *
   * @param panel holds the list, what is said while it is empty, and the button that saves it
   */
  WordList(HTMLElement panel) {
    list = Dom.part(panel, ".words");
    none = Dom.part(panel, ".listening");
    found =
        new Found(Dom.part(panel, ".export"), "sounds.csv", "time_seconds", "label", "probability");
  }

  void clear() {
    list.clear();
    found.clear();
    count = 0;
    Dom.show(none, true);
  }

  /** Adds one that was heard that long after the beginning. */
  void add(Classification word, double seconds, String when) {
    HTMLElement item = Dom.template("t-word");
    item.setAttribute("data-label", word.label());
    Dom.set(item, "data-probability", word.probability());
    Dom.setText(item, ".word-label", word.label());
    Dom.setText(item, ".word-when", when);
    list.insertBefore(item, list.getFirstChild());
    Dom.show(none, false);
    found.add(Found.seconds(seconds), word.label(), Numbers.text(word.probability()));
    count++;
    if (count > MOST) {
      list.removeChild(list.getLastChild());
    }
  }
}
