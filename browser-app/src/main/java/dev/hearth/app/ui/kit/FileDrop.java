package dev.hearth.app.ui.kit;

import dev.hearth.app.ui.media.Files;
import java.util.function.Consumer;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.file.Blob;

/** Takes files dropped anywhere on the page or pasted into it. */
public final class FileDrop {
  private final Consumer<Blob> onFile;
  private final HTMLDocument document = HTMLDocument.current();
  private final Dom.Listener over = this::over;
  private final Dom.Listener out = this::out;
  private final Dom.Listener drop = this::drop;
  private final Dom.Listener paste = this::paste;

  /** Begins to take files. */
  public FileDrop(Consumer<Blob> onFile) {
    this.onFile = onFile;
    Dom.on(document, "dragover", over);
    Dom.on(document, "dragleave", out);
    Dom.on(document, "drop", drop);
    Dom.on(document, "paste", paste);
  }

  /** Ends it. */
  public void detach() {
    Dom.off(document, "dragover", over);
    Dom.off(document, "dragleave", out);
    Dom.off(document, "drop", drop);
    Dom.off(document, "paste", paste);
    marked(false);
  }

  private void over(JSObject event) {
    if (Files.brings(event)) {
      Dom.preventDefault(event);
      marked(true);
    }
  }

  private void out(JSObject event) {
    marked(false);
  }

  private void drop(JSObject event) {
    marked(false);
    take(event);
  }

  private void paste(JSObject event) {
    take(event);
  }

  private void take(JSObject event) {
    Blob file = Files.of(event);
    if (file != null) {
      Dom.preventDefault(event);
      onFile.accept(file);
    }
  }

  private static void marked(boolean on) {
    Dom.flag(Dom.root(), "data-dropping", on);
  }
}
