package dev.hearth.app.ui.own;

import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Go;
import dev.hearth.app.ui.kit.View;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Promises;
import dev.hearth.js.Tasks;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** A person's own model, dropped and run. */
final class OwnView implements View {
  private final HTMLElement element = Dom.template("t-own");
  private final HTMLElement slot = Dom.part(element, ".own-found");
  private final Go go;
  private final Dom.Listener over = this::over;
  private final Dom.Listener drop = this::drop;
  private int reading;

  /**
   * Begins to show it.
   *
   * @param known the model that was looked at before; null for none
   */
  OwnView(Go go, @Nullable OwnModel known) {
    this.go = go;
    Dom.root().setAttribute("data-state", "own");
    Dom.on(Dom.part(element, ".own-files"), "change", event -> take(OwnFiles.of(event)));
    Dom.on(Dom.part(element, ".own-folder"), "change", event -> take(OwnFiles.of(event)));
    Dom.on(HTMLDocument.current(), "dragover", over);
    Dom.on(HTMLDocument.current(), "drop", drop);
    JSObject brought = OwnFiles.brought();
    if (OwnFiles.count(brought) > 0) {
      take(brought);
    } else if (known != null) {
      found(known);
    }
  }

  /** Says that a model's files have to be given again. */
  void forgotten(String name) {
    say(
        Words.say("Give the files of {0} again", name),
        Words.say(
            "They never left this device, and no copy was kept: a page that is loaded anew knows"
                + " nothing of them."));
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    reading++;
    Dom.off(HTMLDocument.current(), "dragover", over);
    Dom.off(HTMLDocument.current(), "drop", drop);
  }

  private void over(JSObject event) {
    Dom.preventDefault(event);
  }

  private void drop(JSObject event) {
    Dom.preventDefault(event);
    take(OwnFiles.of(event));
  }

  // What was found before stays until the next is read.
  private void take(JSObject list) {
    if (OwnFiles.count(list) == 0) {
      return;
    }
    int mine = ++reading;
    Dom.root().setAttribute("data-state", "reading");
    say(Words.say("Reading the files"), "");
    Tasks.start(
        () -> {
          OwnModel model = read(list);
          if (mine == reading) {
            found(model);
          }
        },
        failure -> {
          if (mine == reading) {
            refused(failure);
          }
        });
  }

  private static OwnModel read(JSObject list) {
    try {
      return OwnModel.read(Promises.await(OwnFiles.collect(list)));
    } catch (IOException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private void found(OwnModel model) {
    OwnMain.keep(model);
    Dom.show(Dom.part(element, ".own-said"), false);
    slot.clear();
    slot.appendChild(new FactsCard(model).element());
    slot.appendChild(new OwnForm(model, go).element());
    Dom.root().setAttribute("data-state", "inspected");
    Announcer.say(Words.say("{0} is read", model.name()));
  }

  private void refused(RuntimeException failure) {
    String message = failure.getMessage();
    say(Words.say("This cannot be run here"), message == null ? "" : message);
    Dom.root().setAttribute("data-state", "refused");
  }

  private void say(String title, String text) {
    HTMLElement said = Dom.part(element, ".own-said");
    Dom.show(said, true);
    Dom.setText(said, "h2", title);
    Dom.setText(said, "p", text);
  }
}
