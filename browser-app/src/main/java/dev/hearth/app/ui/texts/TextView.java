package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.bench.AnswerView;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** Shows an answer that can be said in lines of text. */
interface TextView extends AnswerView {
  /** Returns the answer in lines, with tabs between the parts of one; "" for none. */
  String lines();

  /** Told of the text that the next answer is of. */
  default void asked(String text) {}

  /** Returns what shows the answer in the text itself, below where it is written; null for none. */
  default @Nullable HTMLElement inText() {
    return null;
  }
}
