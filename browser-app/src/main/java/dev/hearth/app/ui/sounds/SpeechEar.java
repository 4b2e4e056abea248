package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;

/** Whether someone speaks: a light, and the probability over the last seconds. */
final class SpeechEar extends Ear {
  private static final double SECONDS_SEEN = 8;

  private final Bench bench;
  private final SpeechView view;
  private final HTMLElement light;
  private final HTMLElement words;
  private final HTMLElement percent;
  private final SpeechCurve curve;
  private boolean listening;
  private double begun;

  SpeechEar(Bench bench, HTMLElement panel, SoundInput sound, double threshold, SpeechView view) {
    this.bench = bench;
    this.view = view;
    light = Dom.part(panel, ".light");
    words = Dom.part(panel, ".light-words");
    percent = Dom.part(panel, ".speech-percent");
    curve =
        new SpeechCurve(
            (HTMLCanvasElement) Dom.part(panel, ".curve"),
            (int) (SECONDS_SEEN / sound.stepSeconds()),
            threshold);
  }

  @Override
  void begin(JSObject stream) {
    listening = true;
    view.clear();
    curve.clear();
    show(0, false);
    bench.answer().begin();
  }

  @Override
  void end() {
    listening = false;
    show(0, false);
  }

  @Override
  void themeChanged() {
    curve.draw();
  }

  @Override
  public void onSpeech(double probability, boolean speaking, String change, double timeSeconds) {
    if (!listening) {
      return;
    }
    curve.add(probability, speaking);
    show(probability, speaking);
    if (change.equals("start")) {
      begun = timeSeconds;
    } else if (change.equals("end")) {
      view.add(new Span(begun, timeSeconds));
    }
  }

  private void show(double probability, boolean speaking) {
    light.setAttribute("data-on", speaking ? "true" : "false");
    Dom.setText(words, speaking ? Words.say("Someone is speaking") : Words.say("No speech"));
    Dom.setText(percent, Format.percent(probability));
  }
}
