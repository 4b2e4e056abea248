package dev.hearth.app.ui.kit;

import dev.hearth.app.ui.media.Files;
import java.util.function.Consumer;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.file.Blob;

/** Takes files dropped anywhere on the page or pasted into it. */
public final class FileDrop {
  private final Consumer<JSArrayReader<Blob>> onFiles;
  private final HTMLDocument document = HTMLDocument.current();
  private final Dom.Listener over = this::over;
  private final Dom.Listener out = this::out;
  private final Dom.Listener drop = this::drop;
  private final Dom.Listener paste = this::paste;

  /** Begins to take files; the first of several. */
  public FileDrop(Consumer<Blob> onFile) {
    this(onFile, several -> onFile.accept(several.get(0)));
  }

  /** Begins to take files, one or several at once. */
  public FileDrop(Consumer<Blob> onFile, Consumer<JSArrayReader<Blob>> onSeveral) {
    onFiles =
        files -> {
          if (files.getLength() == 1) {
            onFile.accept(files.get(0));
          } else {
            onSeveral.accept(files);
          }
        };
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
    JSArrayReader<Blob> files = Files.allOf(event);
    if (files.getLength() > 0) {
      Dom.preventDefault(event);
      onFiles.accept(files);
    }
  }

  private static void marked(boolean on) {
    Dom.flag(Dom.root(), "data-dropping", on);
  }
}
