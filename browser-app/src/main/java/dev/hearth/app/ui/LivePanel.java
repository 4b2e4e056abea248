package dev.hearth.app.ui;

import dev.hearth.app.client.LiveListener;
import dev.hearth.app.ui.media.Camera;
import dev.hearth.app.ui.media.Microphone;
import dev.hearth.decode.Classification;
import dev.hearth.decode.Classifications;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.AudioPreprocessing;
import dev.hearth.predict.Prediction;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float32Array;

/** The microphone, listened to all the time. */
final class LivePanel implements InputPanel, LiveListener {
  private static final int SECONDS_SEEN = 3;

  private final Bench bench;
  private final HTMLElement start =
      Dom.button("button primary", "mic", Text.MIC_START, this::start);
  private final HTMLElement prompt =
      Dom.el(
          "div",
          "prompt",
          Dom.icon("mic"),
          Dom.text("h2", "", Text.MIC_TITLE),
          Dom.text("p", "", Text.MIC_HELP),
          start);
  private final HTMLElement waiting = Dom.text("p", "listening", Text.LISTENING);
  private final WordList words = new WordList();
  private final LevelMeter level = new LevelMeter();
  private final Spectrogram spectrogram;
  private final HTMLElement live;
  private final HTMLElement element;
  private @Nullable Microphone microphone;
  private int attempt;
  private double heardSeconds;

  LivePanel(Bench bench, AudioPreprocessing audio) {
    this.bench = bench;
    spectrogram =
        new Spectrogram(
            SECONDS_SEEN * audio.logMel().sampleRateHz() / audio.logMel().hopLength(),
            audio.logMel().melBands(),
            Math.log(audio.logMel().logOffset()));
    HTMLElement stop = Dom.named(Dom.button("button", "stop", Text.STOP, this::stop), "mic-stop");
    live =
        Dom.el(
            "div",
            "live",
            Dom.el("div", "heard", waiting, words.element()),
            spectrogram.canvas(),
            Dom.el("div", "stage-bar", level.element(), stop));
    element = Dom.el("div", "panel sound", prompt, live);
    Dom.named(start, "mic-start");
    showState(false);
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public String hint() {
    return Text.LIVE_HINT;
  }

  @Override
  public void enter() {}

  @Override
  public void leave() {
    close();
    showState(false);
  }

  @Override
  public void themeChanged() {
    spectrogram.redraw();
  }

  @Override
  public void onHeard(double rms, float[] frames, int bands) {
    level.show(rms);
    spectrogram.add(frames);
  }

  @Override
  public void onWindow(Prediction<Classifications> prediction) {
    if (microphone != null) {
      bench.results().showQuietly(prediction);
    }
  }

  @Override
  public void onEvent(Classification word) {
    Dom.show(waiting, false);
    words.add(word, Format.clock(heardSeconds, false));
    Announcer.say(Text.spoken(word.label(), word.probability()));
  }

  @Override
  public void onFailure(RuntimeException failure) {
    leave();
    bench.report(Problems.ofPrediction(failure), this::start);
  }

  private void stop() {
    leave();
    bench.forget(hint());
    start.focus();
  }

  private void start() {
    close();
    bench.clearProblem();
    if (!Camera.isAllowedHere()) {
      bench.report(Problems.insecurePage(), () -> {});
      return;
    }
    Dom.disable(start, true);
    Dom.setText(start.querySelector(".label"), Text.MIC_STARTING);
    int mine = attempt;
    Tasks.start(
        () -> opened(mine, Microphone.open(samples -> hear(mine, samples))),
        failure -> {
          if (mine == attempt) {
            leave();
            bench.report(Problems.ofMicrophone(failure), this::start);
          }
        });
  }

  // Called in a thread.
  private void opened(int mine, Microphone opened) {
    if (mine != attempt) {
      opened.close();
      return;
    }
    words.clear();
    spectrogram.clear();
    heardSeconds = 0;
    try {
      bench.model().listen(opened.sampleRateHz(), this);
    } catch (RuntimeException e) {
      opened.close();
      onFailure(e);
      return;
    }
    if (mine != attempt) {
      opened.close();
      return;
    }
    microphone = opened;
    Dom.show(waiting, true);
    showState(true);
  }

  private void hear(int mine, Float32Array samples) {
    Microphone running = microphone;
    if (mine == attempt && running != null) {
      heardSeconds += (double) samples.getLength() / running.sampleRateHz();
      bench.model().hear(samples);
    }
  }

  private void close() {
    attempt++;
    Microphone old = microphone;
    microphone = null;
    if (old != null) {
      old.close();
      bench.model().stopListening();
    }
  }

  private void showState(boolean listening) {
    Dom.disable(start, false);
    Dom.setText(start.querySelector(".label"), Text.MIC_START);
    Dom.show(prompt, !listening);
    Dom.show(live, listening);
    level.show(0);
  }
}
