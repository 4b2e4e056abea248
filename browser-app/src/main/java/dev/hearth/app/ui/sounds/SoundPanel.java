package dev.hearth.app.ui.sounds;

import dev.hearth.app.client.HeardClip;
import dev.hearth.app.client.HeardWord;
import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.FileChooser;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Problem;
import dev.hearth.app.ui.kit.ProblemException;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Files;
import dev.hearth.app.ui.media.Sounds;
import dev.hearth.js.JsException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A sound file, and what is found in it. */
final class SoundPanel implements InputPanel {
  private static final double MOST_BYTES = 100e6;
  // An hour of sound decoded is a hundred times its file.
  private static final double MOST_PACKED_BYTES = 20e6;

  private final Bench bench;
  private final HTMLElement heard;
  private final FileChooser chooser;
  private final Clip clip;
  private final SoundInput sound;
  private final @Nullable WordList words;
  private @Nullable Blob file;
  private int attempt;

  SoundPanel(Bench bench, HTMLElement view, SoundInput sound) {
    this.bench = bench;
    this.sound = sound;
    HTMLElement panel = Dom.part(view, ".file-panel");
    heard = Dom.part(panel, ".clip");
    clip = new Clip(panel);
    chooser = new FileChooser(panel, this::take, bench::predictBatch);
    words = panel.querySelector(".words") == null ? null : new WordList(panel);
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
  public void leave() {
    clip.pause();
  }

  @Override
  public void themeChanged() {
    clip.draw();
  }

  /** Finds what is in a file. */
  void take(Blob taken) {
    Dom.setText(heard, ".file-name", Files.name(taken));
    Dom.setText(heard, ".file-about", Words.say("Listening to it\u2026"));
    // What was found in an older sound is none of this one's.
    clip.outline(new float[Waveform.BARS], 1);
    clip.play(null);
    if (words != null) {
      words.clear();
    }
    Dom.show(heard, true);
    chooser.moveOver(heard);
    bench.forget(Words.say("Listening to it\u2026"));
    int mine = ++attempt;
    bench.predict(() -> read(mine, taken), this::explain);
  }

  private Problem explain(RuntimeException failure) {
    Dom.setText(heard, ".file-about", Words.say("Not read"));
    return Problems.ofSoundFile(failure);
  }

  // Null where another sound was taken meanwhile.
  private @Nullable Seen read(int mine, Blob taken) {
    boolean exact = Sounds.isWav(taken);
    if (Files.size(taken) > (exact ? MOST_BYTES : MOST_PACKED_BYTES)) {
      throw new ProblemException("FILE_TOO_LARGE", "");
    }
    JSObject decoded = exact ? null : decode(taken);
    HeardClip found = bench.model().detect(decoded == null ? taken : decoded);
    float[] outline = outline(taken, decoded);
    if (mine != attempt) {
      return null;
    }
    file = taken;
    show(found, exact);
    clip.outline(outline, found.durationSeconds());
    clip.mark(Spans.of(found), found.durationSeconds());
    clip.play(taken);
    return found.seen();
  }

  private JSObject decode(Blob taken) {
    try {
      return Sounds.decode(taken, sound.sampleRateHz());
    } catch (JsException e) {
      throw new ProblemException("NOT_A_WAV", String.valueOf(e.getMessage()));
    }
  }

  // A WAV file that only core can read is heard all the same, and has no outline.
  private float[] outline(Blob taken, @Nullable JSObject decoded) {
    try {
      return Sounds.peaks(
          decoded == null ? Sounds.decode(taken, sound.sampleRateHz()) : decoded, Waveform.BARS);
    } catch (JsException e) {
      return new float[Waveform.BARS];
    }
  }

  private void show(HeardClip found, boolean exact) {
    String seconds = Format.fixed(found.durationSeconds(), 1);
    Dom.setText(
        heard,
        ".file-about",
        exact
            ? Words.say("{0} seconds, read exactly", seconds)
            : Words.say("{0} seconds, decoded by this browser", seconds));
    WordList list = words;
    if (list != null) {
      List<HeardWord> all = found.words();
      for (int i = all.size() - 1; i >= 0; i--) {
        double at = all.get(i).atSeconds();
        list.add(all.get(i).word(), at, Text.at(at));
      }
    }
  }
}
