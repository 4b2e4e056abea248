package dev.hearth.app.ui.sounds;

import dev.hearth.app.client.HeardClip;
import dev.hearth.app.client.HeardWord;
import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.FileChooser;
import dev.hearth.app.ui.kit.ProblemException;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.media.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A sound file, and the words in it. */
final class SoundPanel implements InputPanel {
  private static final double MOST_BYTES = 100e6;

  private final Bench bench;
  private final HTMLElement heard;
  private final FileChooser chooser;
  private final WordList words;
  private @Nullable Blob file;

  SoundPanel(Bench bench, HTMLElement view) {
    this.bench = bench;
    HTMLElement panel = Dom.part(view, ".file-panel");
    heard = Dom.part(panel, ".clip");
    chooser = new FileChooser(panel, this::take);
    words = new WordList(panel);
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
      throw new ProblemException("FILE_TOO_LARGE", "");
    }
    HeardClip clip = bench.model().classifyWav(taken);
    file = taken;
    show(taken, clip);
    return clip.seen();
  }

  private void show(Blob taken, HeardClip clip) {
    Dom.setText(heard, ".file-name", Files.name(taken));
    Dom.setText(heard, ".file-about", Text.seconds(clip.durationSeconds()));
    words.clear();
    List<HeardWord> found = clip.words();
    for (int i = found.size() - 1; i >= 0; i--) {
      words.add(found.get(i).word(), Text.at(found.get(i).atSeconds()));
    }
    Dom.show(heard, true);
    chooser.moveOver(heard);
  }
}
