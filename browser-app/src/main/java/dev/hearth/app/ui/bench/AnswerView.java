package dev.hearth.app.ui.bench;

import dev.hearth.app.client.Seen;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** Shows what models of one kind answer; fills the place of the answer. */
public interface AnswerView {
  /** Returns the view's element, always the same. */
  HTMLElement element();

  /** Returns what the answer is adjusted by, such as a threshold; null for nothing. Asked once. */
  default @Nullable HTMLElement controls() {
    return null;
  }

  /** Shows a prediction. Must not block. */
  void show(Seen seen);

  /** Shows one of many that follow each other: screen readers hear of it once a second at most. */
  default void showLive(Seen seen) {
    show(seen);
  }

  /** Forgets the prediction. */
  void clear();
}
