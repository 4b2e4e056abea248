package dev.hearth.app.ui.sounds;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.LevelMeter;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.media.Camera;
import dev.hearth.app.ui.media.Microphone;
import dev.hearth.js.Tasks;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float32Array;

/** One clip of sound from the microphone. */
final class RecordPanel implements InputPanel {
  // Microphones often begin with a click or with silence.
  private static final double READY_SECONDS = 0.6;

  private final Bench bench;
  private final double clipSeconds;
  private final Waveform waveform;
  private final LevelMeter level;
  private final HTMLElement title;
  private final HTMLElement start;
  private @Nullable Microphone microphone;
  private float[] clip = new float[0];
  private int filled;
  private int toSkip;
  private int rateHz;
  private int attempt;
  private boolean recorded;

  RecordPanel(Bench bench, HTMLElement view, SoundInput sound) {
    this.bench = bench;
    clipSeconds = sound.clipSeconds();
    HTMLElement panel = Dom.part(view, "#panel-record");
    waveform = new Waveform((HTMLCanvasElement) Dom.part(panel, ".waveform"));
    level = new LevelMeter(panel);
    title = Dom.part(panel, ".status");
    start = Dom.part(panel, ".start");
    Dom.on(start, "click", event -> start());
    themeChanged();
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
    if (microphone != null || attempt > 0) {
      close();
      idle();
    }
  }

  @Override
  public void themeChanged() {
    waveform.draw(clip.length == 0 ? new float[480] : clip, filled);
  }

  private void start() {
    close();
    recorded = false;
    bench.forget(hint());
    if (!Camera.isAllowedHere()) {
      bench.report(Problems.insecurePage(), () -> {});
      return;
    }
    Dom.flag(start, "disabled", true);
    Dom.setText(title, Text.MIC_STARTING);
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
    microphone = opened;
    filled = 0;
    clip = new float[0];
    rateHz = opened.listen(samples -> hear(mine, samples));
    if (mine != attempt) {
      return;
    }
    clip = new float[(int) (clipSeconds * rateHz)];
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
      }
      return;
    }
    int more = Math.min(heard.length, clip.length - filled);
    System.arraycopy(heard, 0, clip, filled, more);
    filled += more;
    waveform.draw(clip, filled);
    if (filled == clip.length) {
      close();
      recorded = true;
      idle();
      predict();
    }
  }

  private void predict() {
    bench.predict(this::read);
  }

  private @Nullable Seen read() {
    return recorded ? bench.model().predict(clip.clone(), rateHz) : null;
  }

  private void idle() {
    Dom.flag(start, "disabled", false);
    Dom.setText(title, recorded ? Text.RECORDED : Text.RECORD_TITLE);
    Dom.setText(start, ".label", recorded ? Text.RECORD_AGAIN : Text.RECORD);
    level.show(0);
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
