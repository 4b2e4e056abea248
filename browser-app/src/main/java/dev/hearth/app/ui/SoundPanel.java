package dev.hearth.app.ui;

import dev.hearth.app.client.HeardClip;
import dev.hearth.app.client.HeardWord;
import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.media.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A sound file, and the words in it. */
final class SoundPanel implements InputPanel {
  private static final double MOST_BYTES = 100e6;

  private final Bench bench;
  private final HTMLElement prompt =
      Dom.el(
          "div",
          "prompt",
          Dom.icon("wave"),
          Dom.text("h2", "", Text.DROP_SOUND),
          Dom.text("p", "", Text.DROP_SOUND_HELP));
  private final HTMLElement choose =
      FileButton.of("button primary", Text.CHOOSE_SOUND, ".wav,audio/wav,audio/x-wav", this::take);
  private final HTMLElement name = Dom.named(Dom.el("h2", "file-name"), "file-name");
  private final HTMLElement about = Dom.el("p", "file-about");
  private final HTMLElement none = Dom.text("p", "listening", Text.NO_WORDS);
  private final WordList words = new WordList();
  private final HTMLElement heard =
      Dom.el(
          "div",
          "clip",
          Dom.el("div", "file-head", name, about),
          Dom.el("div", "heard", none, words.element()));
  private final HTMLElement element = Dom.el("div", "panel sound", prompt, heard);
  private @Nullable Blob file;

  SoundPanel(Bench bench) {
    this.bench = bench;
    prompt.appendChild(choose);
    words.element().setAttribute("data-testid", "file-words");
    Dom.show(heard, false);
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public String hint() {
    return Text.SOUND_HINT;
  }

  @Override
  public void enter() {
    Blob held = file;
    if (held != null) {
      take(held);
    }
  }

  @Override
  public void leave() {}

  /** Finds the words in a file. */
  void take(Blob taken) {
    bench.predict(() -> read(taken), Problems::ofSoundFile);
  }

  private Seen read(Blob taken) {
    if (Files.size(taken) > MOST_BYTES) {
      throw new ProblemException(Problems.fileTooLarge());
    }
    HeardClip clip = bench.model().classifyWav(Files.bytes(taken));
    file = taken;
    show(taken, clip);
    return clip.seen();
  }

  private void show(Blob taken, HeardClip clip) {
    Dom.setText(name, Files.name(taken));
    Dom.setText(about, Text.seconds(clip.durationSeconds()));
    words.clear();
    List<HeardWord> found = clip.words();
    for (int i = found.size() - 1; i >= 0; i--) {
      words.add(found.get(i).word(), Text.at(found.get(i).atSeconds()));
    }
    Dom.show(none, found.isEmpty());
    Dom.show(prompt, false);
    Dom.show(heard, true);
    choose.setClassName("button float");
    Dom.setText(choose.querySelector(".label"), Text.CHOOSE_ANOTHER);
    heard.appendChild(choose);
  }
}
