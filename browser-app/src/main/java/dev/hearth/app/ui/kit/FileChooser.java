package dev.hearth.app.ui.kit;

import dev.hearth.app.ui.media.Files;
import java.util.function.Consumer;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A prompt with a button that opens the file chooser; the button stays when a file is shown. */
public final class FileChooser {
  private final HTMLElement prompt;
  private final HTMLElement button;

  public FileChooser(HTMLElement panel, Consumer<Blob> onFile) {
    prompt = Dom.part(panel, ".prompt");
    button = Dom.part(panel, ".choose");
    Dom.on(
        button,
        "change",
        event -> {
          Blob file = Files.of(event);
          if (file != null) {
            onFile.accept(file);
            Files.forget(event);
          }
        });
  }

  /** Takes the prompt away and lets the button float over what is shown instead. */
  public void moveOver(HTMLElement shown) {
    Dom.show(prompt, false);
    button.setClassName("button float choose");
    Dom.setText(button, ".label", Text.CHOOSE_ANOTHER);
    shown.appendChild(button);
  }
}
