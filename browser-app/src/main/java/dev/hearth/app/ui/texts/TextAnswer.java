package dev.hearth.app.ui.texts;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.AnswerView;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Promises;
import dev.hearth.js.Tasks;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;

/** An answer with a button that copies it. */
final class TextAnswer implements AnswerView {
  private final HTMLElement element = Dom.template("t-text-answer");
  private final HTMLElement copy = Dom.part(element, ".copy");
  private final TextView view;
  private final @Nullable TokenCount tokens;

  /**
   * Makes an empty one.
   *
   * @param view shows the answer itself
   * @param tokens counts what the model read for it; null where that was several texts
   */
  TextAnswer(TextView view, @Nullable TokenCount tokens) {
    this.view = view;
    this.tokens = tokens;
    element.insertBefore(view.element(), element.getFirstChild());
    Dom.on(copy, "click", event -> copy());
    ready(false);
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public @Nullable HTMLElement controls() {
    return view.controls();
  }

  @Override
  public void show(Seen seen) {
    view.show(seen);
    if (tokens != null) {
      tokens.show(seen);
    }
    ready(true);
  }

  @Override
  public void clear() {
    view.clear();
    if (tokens != null) {
      tokens.clear();
    }
    ready(false);
  }

  private void ready(boolean answered) {
    Dom.flag(copy, "disabled", !answered);
    say("Copy");
  }

  private void copy() {
    Tasks.start(
        () -> {
          Promises.await(write(view.lines()));
          say("Copied");
          Announcer.say(Words.say("Copied"));
        },
        // Without a permission, or where the page has not the focus.
        failure -> say("Not allowed here"));
  }

  private void say(String english) {
    Dom.setText(copy, ".label", Words.say(english));
  }

  @JSBody(params = "text", script = "return navigator.clipboard.writeText(text);")
  private static native JSPromise<JSObject> write(String text);
}
