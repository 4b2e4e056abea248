package dev.hearth.app.ui.own;

import dev.hearth.app.ui.kit.Go;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** What a person brought, once it is read. */
interface Own {
  /** Returns the model's name, for its address. */
  String name();

  /** Returns it as hearth.js opens it. */
  JSObject source();

  /**
   * Returns what is to be told instead of why it could not be loaded; the same where that says it
   * already.
   */
  RuntimeException explained(RuntimeException failure);

  /**
   * Shows what it is and how it is used.
   *
   * @return what labels can be given to; null where they are settled
   */
  @Nullable LabelTaker show(HTMLElement slot, Go go);

  /** Takes a file of labels. */
  interface LabelTaker {
    /** Takes it, blocking; where it does not fit, that is said and the labels stay as they were. */
    void take(OwnFile file);
  }
}
