package dev.hearth.app.ui.sounds;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.LevelMeter;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.media.Spectrum;
import dev.hearth.decode.Classification;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;

/** The sounds that a model names while they come in, over a spectrogram. */
final class WordsEar extends Ear {
  private static final int SECONDS_SEEN = 3;

  private final Bench bench;
  private final WordList words;
  private final LevelMeter level;
  private final HTMLCanvasElement canvas;
  private Spectrogram spectrogram;
  private @Nullable JSObject stream;
  private @Nullable Spectrum spectrum;

  WordsEar(Bench bench, HTMLElement panel, SoundInput sound) {
    this.bench = bench;
    words = new WordList(panel);
    level = new LevelMeter(panel);
    canvas = (HTMLCanvasElement) Dom.part(panel, ".spectrogram");
    spectrogram = spectrogram(sound.stepSeconds(), sound.silence());
  }

  private Spectrogram spectrogram(double stepSeconds, double silence) {
    return new Spectrogram(canvas, SECONDS_SEEN / stepSeconds, silence);
  }

  @Override
  void begin(JSObject microphone) {
    stream = microphone;
    words.clear();
    spectrogram.clear();
  }

  @Override
  void end() {
    stream = null;
    Spectrum old = spectrum;
    spectrum = null;
    if (old != null) {
      old.close();
    }
    level.show(0);
  }

  @Override
  void themeChanged() {
    spectrogram.redraw();
  }

  @Override
  public void onHeard(double rms, float[] frames, int bands) {
    JSObject heard = stream;
    level.show(rms);
    if (bands > 0) {
      spectrogram.add(frames, bands);
    } else if (spectrum == null && heard != null) {
      // A model of plain samples sees no bands: those of the browser's own analyser stand for them.
      spectrogram = spectrogram(Spectrum.STEP_SECONDS, Spectrum.SILENCE);
      spectrum = new Spectrum(heard, row -> spectrogram.add(row.toJavaArray(), row.getLength()));
    }
  }

  @Override
  public void onWindow(Seen seen) {
    if (stream != null) {
      bench.answer().showLive(seen);
    }
  }

  @Override
  public void onEvent(Classification word, double timeSeconds) {
    words.add(word, timeSeconds, Format.clock(timeSeconds, false));
    Announcer.say(Text.spoken(word.label(), word.probability()));
  }
}
