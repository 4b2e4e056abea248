package dev.hearth.app.ui.kit;

import dev.hearth.app.ui.media.Files;
import java.util.function.Consumer;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A prompt with a button that opens the file chooser; the button stays when a file is shown. */
public final class FileChooser {
  private final HTMLElement prompt;
  private final HTMLElement button;

  /** Takes files one at a time. */
  public FileChooser(HTMLElement panel, Consumer<Blob> onFile) {
    this(panel, onFile, several -> onFile.accept(several.get(0)));
  }

  /** Takes one or several files at once, where the panel's input lets a person choose several. */
  public FileChooser(
      HTMLElement panel, Consumer<Blob> onFile, Consumer<JSArrayReader<Blob>> onSeveral) {
    prompt = Dom.part(panel, ".prompt");
    button = Dom.part(panel, ".choose");
    Dom.on(
        button,
        "change",
        event -> {
          JSArrayReader<Blob> files = Files.allOf(event);
          if (files.getLength() == 1) {
            onFile.accept(files.get(0));
          } else if (files.getLength() > 1) {
            onSeveral.accept(files);
          }
          Files.forget(event);
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
