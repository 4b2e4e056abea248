package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.RemoteModel;
import dev.hearth.app.client.Seen;
import dev.hearth.app.client.VideoListener;
import dev.hearth.app.client.VideoStream;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problem;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Camera;
import dev.hearth.app.ui.media.LiveVideo;
import dev.hearth.app.ui.media.Pictures;
import dev.hearth.js.Tasks;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/** Live video, predicted frame by frame as fast as the model can: the latest frame wins. */
final class VideoPanel implements InputPanel, VideoListener {
  private final Bench bench;
  private final PictureAnswer answer;
  private final VideoSource source;
  private final Area area;
  private final HTMLElement panel;
  private final HTMLElement start;
  private final HTMLElement video;
  private final VideoControls controls;
  private final LiveFigures figures;
  private final Region region;
  private @Nullable LiveVideo running;
  private @Nullable VideoStream stream;
  private @Nullable Seen latest;
  private boolean drawing;
  private boolean refused;
  private int attempt;
  private int width;
  private int height;
  private int partWidth;
  private int partHeight;

  /**
   * Makes a stopped panel.
   *
   * @param view holds the panel, with its prompt
   * @param answer is laid over the video
   * @param area the part to look at; of size 1 and no square for whole frames
   * @param mirrors true if a camera that faces the person is shown as a mirror at first
   */
  VideoPanel(
      Bench bench,
      HTMLElement view,
      PictureAnswer answer,
      VideoSource source,
      Area area,
      boolean mirrors) {
    this.bench = bench;
    this.answer = answer;
    this.source = source;
    this.area = area;
    panel = Dom.part(view, "#panel-" + source.id);
    panel.appendChild(Dom.template("t-video"));
    start = Dom.part(panel, ".start");
    video = Dom.part(panel, "video");
    controls = new VideoControls(this, panel, source, mirrors);
    figures = new LiveFigures(Dom.part(panel, ".video-figures"));
    region = new Region(panel, area, this::partMoved);
    boolean whole = source == VideoSource.CAMERA && area.isWhole();
    Dom.show(Dom.part(panel, ".region"), !whole);
    Dom.show(Dom.part(panel, ".size-label"), !whole);
    Dom.on(start, "click", event -> start(""));
    showState("stopped");
  }

  @Override
  public String hint() {
    return source.hint();
  }

  @Override
  public void enter() {}

  @Override
  public void leave() {
    close();
    showState("stopped");
  }

  @Override
  public JSObject part(int columns, int rows) {
    if (columns != width || rows != height) {
      width = columns;
      height = rows;
      area.fit(columns, rows);
      Dom.style(Dom.part(panel, ".frame"), "--ratio", area.ratio());
      region.place();
    }
    double[] part = area.pixels(columns, rows, controls.isMirrored());
    if ((int) part[2] != partWidth || (int) part[3] != partHeight) {
      partWidth = (int) part[2];
      partHeight = (int) part[3];
      answer.sourceSize(partWidth, partHeight);
    }
    return RemoteModel.part(part[0], part[1], part[2], part[3]);
  }

  @Override
  public @Nullable JSObject options() {
    return answer.options();
  }

  @Override
  public boolean wantsFeeds() {
    return bench.wantsFeeds();
  }

  @Override
  public void onSeen(Seen seen) {
    VideoStream told = stream;
    if (told == null) {
      return;
    }
    figures.add(told);
    latest = seen;
    refused = false;
    drawSoon();
  }

  @Override
  public void onRefused() {
    if (stream != null && !refused) {
      latest = null;
      refused = true;
      drawSoon();
    }
  }

  private void drawSoon() {
    // However fast the model is, the page changes once a frame of the screen.
    if (!drawing) {
      drawing = true;
      Window.requestAnimationFrame(time -> draw());
    }
  }

  private void draw() {
    drawing = false;
    Seen seen = latest;
    latest = null;
    if (seen != null) {
      bench.showLive(seen);
    } else if (refused && stream != null) {
      bench.answer().empty(Words.say("There is nothing here that the model can read."));
    }
  }

  @Override
  public void onFailure(RuntimeException failure) {
    leave();
    bench.report(Problems.ofPrediction(failure), () -> start(""));
  }

  /** Ends the video at the person's wish. */
  void stop() {
    leave();
    bench.forget(hint());
    start.focus();
  }

  /** Starts, or starts anew with another camera, "" for any. */
  void start(String deviceId) {
    close();
    bench.clearProblem();
    if (!Camera.isAllowedHere()) {
      bench.report(Problems.insecurePage(), () -> {});
      return;
    }
    showState("starting");
    int mine = attempt;
    Tasks.start(
        () -> opened(mine, source.open(video, deviceId)),
        failure -> {
          if (mine == attempt) {
            leave();
            bench.report(Problems.ofDevice(failure, source.name()), () -> start(deviceId));
          }
        });
  }

  // Called in a thread.
  private void opened(int mine, LiveVideo opened) {
    if (mine != attempt) {
      opened.close();
      return;
    }
    running = opened;
    opened.onEnded(
        () -> {
          if (opened == running) {
            stop();
            bench.report(new Problem(source.name() + "_ENDED", ""), () -> start(""));
          }
        });
    controls.show(opened);
    HTMLElement over = answer.over();
    Dom.part(panel, ".video-part").appendChild(over);
    answer.mirrored(controls.isMirrored());
    part(opened.width(), opened.height());
    refused = false;
    figures.clear();
    showState("live");
    stream = bench.model().watch(video, this);
    if (source == VideoSource.SCREEN) {
      predictStill();
    }
    controls.list(opened);
  }

  /** Stops the video at the frame of now, which is predicted, or lets it go on. */
  void pause(boolean on) {
    LiveVideo shown = running;
    if (shown == null) {
      return;
    }
    showState(on ? "paused" : "live");
    if (on) {
      shown.pause();
      predictStill();
    } else {
      figures.clear();
      shown.resume();
    }
  }

  /** The person wants it mirrored, or not. */
  void mirror(boolean on) {
    answer.mirrored(on);
    partMoved();
  }

  /** Saves the frame of now with what lies over it, as a PNG file. */
  void save() {
    LiveVideo shown = running;
    if (shown != null) {
      boolean mirrored = controls.isMirrored();
      double[] part = area.pixels(shown.width(), shown.height(), mirrored);
      double left = mirrored ? shown.width() - part[0] - part[2] : part[0];
      Snapshot.save(
          shown, mirrored, left, part[1], answer, bench.model().manifest().name() + ".png");
    }
  }

  private void partMoved() {
    if (running != null && (source == VideoSource.SCREEN || controls.isPaused())) {
      predictStill();
    }
  }

  private void predictStill() {
    bench.predict(this::readStill);
  }

  private @Nullable Seen readStill() {
    LiveVideo shown = running;
    if (shown == null || shown.width() == 0) {
      return null;
    }
    JSObject part = part(shown.width(), shown.height());
    return bench.model().predict(Pictures.part(video, part), answer.options());
  }

  private void close() {
    attempt++;
    VideoStream oldStream = stream;
    stream = null;
    latest = null;
    if (oldStream != null) {
      oldStream.stop();
    }
    LiveVideo old = running;
    running = null;
    width = 0;
    partWidth = 0;
    if (old != null) {
      old.close();
      // What is shown next is no mirror.
      answer.mirrored(false);
    }
  }

  private void showState(String state) {
    panel.setAttribute("data-video", state);
    boolean live = !state.equals("stopped") && !state.equals("starting");
    Dom.show(Dom.part(panel, ".prompt"), !live);
    Dom.show(Dom.part(panel, ".video"), live);
    controls.showState(state);
  }
}
