package dev.hearth.app.ui;

import dev.hearth.app.ui.media.Files;
import java.util.function.Consumer;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A button that opens the file chooser: a label around a file input, as keyboards expect. */
final class FileButton {
  private FileButton() {}

  static HTMLElement of(String className, String label, String accept, Consumer<Blob> onFile) {
    HTMLElement input = Dom.named(Dom.el("input", "file-input"), "file");
    input.setAttribute("type", "file");
    input.setAttribute("accept", accept);
    Dom.on(
        input,
        "change",
        event -> {
          Blob file = Files.of(event);
          if (file != null) {
            onFile.accept(file);
            Files.forget(event);
          }
        });
    HTMLElement button = Dom.el("label", className);
    Dom.label(button, "upload", label);
    button.appendChild(input);
    return button;
  }
}
