package dev.hearth.app.ui;

import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.file.Blob;

/** The stage of an opened model with its ways to give an input. */
final class TaskView {
  private final InputTabs tabs;
  private final FileDrop drop;
  private final Dom.Listener hidden = event -> stopWhenHidden();

  /**
   * Begins to watch the page; {@link #enter} shows the first way.
   *
   * @param onFile takes a file that was dropped or pasted, once the upload panel is shown
   */
  TaskView(InputTabs tabs, Consumer<Blob> onFile) {
    this.tabs = tabs;
    drop =
        new FileDrop(
            file -> {
              tabs.select("upload");
              onFile.accept(file);
            });
    Dom.on(HTMLDocument.current(), "visibilitychange", hidden);
    Theme.whenChanged(() -> tabs.panel().themeChanged());
  }

  /** Shows the first way, once it is in the page. */
  void enter() {
    tabs.select(0);
  }

  void leave() {
    drop.detach();
    Dom.off(HTMLDocument.current(), "visibilitychange", hidden);
    Theme.whenChanged(null);
    tabs.panel().leave();
  }

  private void stopWhenHidden() {
    if (isHidden()) {
      tabs.panel().leave();
    }
  }

  @JSBody(script = "return document.hidden;")
  private static native boolean isHidden();
}
