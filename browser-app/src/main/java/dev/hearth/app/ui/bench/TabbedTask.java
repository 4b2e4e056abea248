package dev.hearth.app.ui.bench;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.FileDrop;
import dev.hearth.app.ui.kit.Theme;
import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** The stage of an opened model with its ways to give an input. */
public final class TabbedTask implements TaskView {
  private final HTMLElement element;
  private final InputTabs tabs;
  private final FileDrop drop;
  private final Dom.Listener hidden = event -> stopWhenHidden();

  /**
   * Begins to watch the page; {@link #enter} shows the first way.
   *
   * @param element holds stage and tabs
   * @param onFile takes a file that was dropped or pasted, once the upload panel is shown
   */
  public TabbedTask(HTMLElement element, InputTabs tabs, Consumer<Blob> onFile) {
    this(element, tabs, onFile, several -> onFile.accept(several.get(0)));
  }

  /**
   * Begins to watch the page, as the other does.
   *
   * @param onSeveral takes files that came at once
   */
  public TabbedTask(
      HTMLElement element,
      InputTabs tabs,
      Consumer<Blob> onFile,
      Consumer<JSArrayReader<Blob>> onSeveral) {
    this.element = element;
    this.tabs = tabs;
    drop =
        new FileDrop(
            file -> {
              tabs.select("upload");
              onFile.accept(file);
            },
            several -> {
              tabs.select("upload");
              onSeveral.accept(several);
            });
    Dom.on(HTMLDocument.current(), "visibilitychange", hidden);
    Theme.whenChanged(() -> tabs.panel().themeChanged());
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void enter() {
    tabs.select(0);
  }

  @Override
  public void leave() {
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
