package dev.hearth.app.ui.sounds;

import dev.hearth.app.client.LiveListener;
import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.LevelMeter;
import dev.hearth.app.ui.kit.Problem;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.media.Camera;
import dev.hearth.app.ui.media.Microphone;
import dev.hearth.decode.Classification;
import dev.hearth.js.Tasks;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;

/** The microphone, listened to all the time. */
final class LivePanel implements InputPanel, LiveListener {
  private static final int SECONDS_SEEN = 3;

  private final Bench bench;
  private final HTMLElement panel;
  private final HTMLElement start;
  private final WordList words;
  private final LevelMeter level;
  private final Spectrogram spectrogram;
  private @Nullable Microphone microphone;
  private int attempt;

  LivePanel(Bench bench, HTMLElement view, SoundInput sound) {
    this.bench = bench;
    panel = Dom.part(view, "#panel-live");
    start = Dom.part(panel, ".start");
    words = new WordList(panel);
    level = new LevelMeter(panel);
    spectrogram =
        new Spectrogram(
            (HTMLCanvasElement) Dom.part(panel, ".spectrogram"),
            SECONDS_SEEN / sound.stepSeconds(),
            sound.silence());
    Dom.on(start, "click", event -> start());
    Dom.on(Dom.part(panel, ".stop"), "click", event -> stop());
    showState(false);
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
    spectrogram.add(frames, bands);
  }

  @Override
  public void onWindow(Seen seen) {
    if (microphone != null) {
      bench.answer().showLive(seen);
    }
  }

  @Override
  public void onEvent(Classification word, double timeSeconds) {
    words.add(word, Format.clock(timeSeconds, false));
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
    Dom.flag(start, "disabled", true);
    Dom.setText(start, ".label", Text.MIC_STARTING);
    int mine = attempt;
    Tasks.start(
        () -> opened(mine, Microphone.open()),
        failure -> {
          if (mine == attempt) {
            leave();
            bench.report(Problems.ofDevice(failure, "MICROPHONE"), this::start);
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
    microphone = opened;
    bench.model().listen(opened.stream(), this);
    opened.onEnded(
        () -> {
          if (opened == microphone) {
            stop();
            bench.report(new Problem("MICROPHONE_ENDED", ""), this::start);
          }
        });
    showState(true);
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
    Dom.flag(start, "disabled", false);
    Dom.setText(start, ".label", Text.MIC_START);
    Dom.show(Dom.part(panel, ".prompt"), !listening);
    Dom.show(Dom.part(panel, ".live"), listening);
    level.show(0);
  }
}
