package dev.hearth.app.ui.sounds;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.LevelMeter;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Camera;
import dev.hearth.app.ui.media.Microphone;
import dev.hearth.app.ui.media.Sounds;
import dev.hearth.js.Tasks;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float32Array;

/** One clip of sound from the microphone, which can be played again. */
final class RecordPanel implements InputPanel {
  // Microphones often begin with a click or with silence.
  private static final double READY_SECONDS = 0.6;

  private final Bench bench;
  private final SoundInput sound;
  private final Clip shown;
  private final LevelMeter level;
  private final HTMLElement title;
  private final HTMLElement start;
  private final HTMLElement length;
  private @Nullable Microphone microphone;
  private float[] clip = new float[0];
  private int filled;
  private int toSkip;
  private int rateHz = 1;
  private int attempt;
  private boolean recorded;

  RecordPanel(Bench bench, HTMLElement view, SoundInput sound) {
    this.bench = bench;
    this.sound = sound;
    HTMLElement panel = Dom.part(view, "#panel-record");
    shown = new Clip(panel);
    level = new LevelMeter(panel);
    title = Dom.part(panel, ".status");
    start = Dom.part(panel, ".start");
    length = Dom.part(panel, "select");
    Dom.show(Dom.part(panel, ".length"), sound.clipSeconds() == 0);
    Dom.on(start, "click", event -> startOrStop());
    Dom.on(length, "change", event -> idle());
    idle();
  }

  @Override
  public String hint() {
    return Text.RECORD_HINT;
  }

  @Override
  public void enter() {
    if (recorded) {
      predict();
    }
  }

  @Override
  public void leave() {
    shown.pause();
    if (microphone != null || attempt > 0) {
      close();
      idle();
    }
  }

  @Override
  public void themeChanged() {
    shown.draw();
  }

  private double seconds() {
    return sound.clipSeconds() > 0 ? sound.clipSeconds() : Dom.number(length);
  }

  private void startOrStop() {
    if (microphone == null) {
      start();
    } else if (filled > 0) {
      float[] heard = new float[filled];
      System.arraycopy(clip, 0, heard, 0, filled);
      clip = heard;
      finish();
    }
  }

  private void start() {
    close();
    recorded = false;
    shown.play(null);
    bench.forget(hint());
    if (!Camera.isAllowedHere()) {
      bench.report(Problems.insecurePage(), () -> {});
      return;
    }
    Dom.flag(start, "disabled", true);
    Dom.setText(title, Text.MIC_STARTING);
    int mine = attempt;
    Tasks.start(
        () -> opened(mine, Microphone.open("")),
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
    microphone = opened;
    filled = 0;
    clip = new float[0];
    rateHz = opened.listen(samples -> hear(mine, samples));
    if (mine != attempt) {
      return;
    }
    clip = new float[(int) (seconds() * rateHz)];
    toSkip = (int) (READY_SECONDS * rateHz);
    Dom.setText(title, Text.GET_READY);
  }

  private void hear(int mine, Float32Array samples) {
    if (mine != attempt || microphone == null || clip.length == 0) {
      return;
    }
    float[] heard = samples.toJavaArray();
    level.show(rms(heard));
    if (toSkip > 0) {
      toSkip -= heard.length;
      if (toSkip <= 0) {
        Dom.setText(title, Text.SPEAK_NOW);
        // A clip of a model's own length is only whole.
        Dom.flag(start, "disabled", sound.clipSeconds() > 0);
        Dom.setText(start, ".label", Words.say("Stop"));
      }
      return;
    }
    int more = Math.min(heard.length, clip.length - filled);
    System.arraycopy(heard, 0, clip, filled, more);
    filled += more;
    shown.outline(Waveform.peaks(clip, filled), seconds());
    if (filled == clip.length) {
      finish();
    }
  }

  private void finish() {
    close();
    recorded = true;
    shown.outline(Waveform.peaks(clip, filled), (double) filled / rateHz);
    shown.play(Sounds.wav(clip, rateHz));
    idle();
    predict();
  }

  private void predict() {
    bench.predict(this::read);
  }

  private @Nullable Seen read() {
    if (!recorded) {
      return null;
    }
    Seen seen = bench.model().predict(clip.clone(), rateHz);
    shown.mark(Spans.ofSpeech(seen), (double) clip.length / rateHz);
    return seen;
  }

  private void idle() {
    Dom.flag(start, "disabled", false);
    Dom.flag(length, "disabled", false);
    Dom.setText(title, recorded ? Text.RECORDED : prompt());
    Dom.setText(start, ".label", recorded ? Text.RECORD_AGAIN : Text.RECORD);
    level.show(0);
  }

  private String prompt() {
    double seconds = seconds();
    int whole = (int) seconds;
    return seconds == 1
        ? Text.RECORD_TITLE
        : Words.say(
            "Record {0} seconds",
            whole == seconds ? Integer.toString(whole) : Format.fixed(seconds, 1));
  }

  private void close() {
    attempt++;
    Microphone old = microphone;
    microphone = null;
    if (old != null) {
      old.close();
    }
  }

  private static double rms(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
  }
}
