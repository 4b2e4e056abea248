package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.kit.Dom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A sound that can be seen and played again, with what was found in it. */
final class Clip {
  private final Waveform waveform;
  private final HTMLElement canvas;
  private final HTMLElement player;
  private float[] peaks = new float[Waveform.BARS];
  private double seconds = 1;
  private List<Span> found = List.of();

  /**
   * Makes an empty one.
   *
   * @param panel holds a waveform and a player
   */
  Clip(HTMLElement panel) {
    canvas = Dom.part(panel, ".waveform");
    player = Dom.part(panel, ".player");
    waveform = new Waveform((HTMLCanvasElement) canvas);
    draw();
  }

  /** Shows the outline of a sound, and forgets what was found in another. */
  void outline(float[] shown, double length) {
    peaks = shown;
    seconds = length;
    found = List.of();
    draw();
  }

  /** Marks what was found. */
  void mark(List<Span> spans, double length) {
    found = spans;
    seconds = length;
    canvas.setAttribute("data-spans", Integer.toString(spans.size()));
    draw();
  }

  /** Lets a sound be played; null takes the player away. */
  void play(@Nullable Blob sound) {
    source(player, sound);
    Dom.show(player, sound != null);
  }

  void pause() {
    pause(player);
  }

  void draw() {
    waveform.draw(peaks, seconds, found);
  }

  @JSBody(
      params = {"player", "sound"},
      script =
          "if (player.src) URL.revokeObjectURL(player.src);"
              + "if (sound) player.src = URL.createObjectURL(sound);"
              + "else player.removeAttribute('src');")
  private static native void source(HTMLElement player, @Nullable Blob sound);

  @JSBody(params = "player", script = "player.pause();")
  private static native void pause(HTMLElement player);
}
