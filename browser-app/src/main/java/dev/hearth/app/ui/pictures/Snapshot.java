package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.media.LiveVideo;
import org.teavm.jso.JSBody;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** A frame of a video with what lies over it, as a file. */
final class Snapshot {
  private Snapshot() {}

  /**
   * Saves the frame of now as a PNG file.
   *
   * @param left of what the model looks at, in pixels of the frame as it is shown
   */
  static void save(
      LiveVideo video,
      boolean mirrored,
      double left,
      double top,
      PictureAnswer answer,
      String name) {
    HTMLCanvasElement canvas = (HTMLCanvasElement) HTMLDocument.current().createElement("canvas");
    canvas.setWidth(video.width());
    canvas.setHeight(video.height());
    CanvasRenderingContext2D copy = (CanvasRenderingContext2D) canvas.getContext("2d");
    copy.save();
    if (mirrored) {
      copy.translate(video.width(), 0);
      copy.scale(-1, 1);
    }
    draw(copy, video.element());
    copy.restore();
    copy.translate(left, top);
    answer.paint(copy);
    Drawing.save(canvas, name);
  }

  @JSBody(
      params = {"copy", "video"},
      script = "copy.drawImage(video, 0, 0);")
  private static native void draw(CanvasRenderingContext2D copy, HTMLElement video);
}
