package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.bench.AnswerView;

/** Shows an answer that can be said in lines of text. */
interface TextView extends AnswerView {
  /** Returns the answer in lines, with tabs between the parts of one; "" for none. */
  String lines();
}
