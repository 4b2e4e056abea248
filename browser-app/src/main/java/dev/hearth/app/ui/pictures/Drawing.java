package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.media.Files;
import dev.hearth.app.ui.pictures.Found.Point;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** What is drawn over pictures pixel by pixel, and results that are read where they are drawn. */
final class Drawing {
  private Drawing() {}

  @JSBody(params = "found", script = "return found.landmarks || [];")
  static native JSArrayReader<Point> landmarks(Found found);

  @JSBody(script = "return [];")
  static native JSArrayReader<Point> noPoints();

  /** Makes an SVG path of lines between points: x, y, x, y of each, side by side. */
  @JSBody(
      params = {"path", "lines"},
      script =
          "let d = '';"
              + "for (let i = 0; i < lines.length; i += 4)"
              + " d += 'M' + lines[i] + ' ' + lines[i + 1] + 'L' + lines[i + 2] + ' ' + lines[i + 3];"
              + "path.setAttribute('d', d);")
  static native void lines(HTMLElement path, double[] lines);

  @JSBody(
      params = {"svg", "width", "height"},
      script = "svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);")
  static native void viewBox(HTMLElement svg, int width, int height);

  /** Returns an element's colour {@code --c}, six hexadecimal digits, as 0xBBGGRR. */
  @JSBody(
      params = "element",
      script =
          "const hex = getComputedStyle(element).getPropertyValue('--c').trim();"
              + "const n = parseInt(hex.slice(1), 16);"
              + "return (n & 255) << 16 | n & 0xff00 | n >> 16 & 255;")
  static native int colour(HTMLElement element);

  /**
   * Paints a mask.
   *
   * @param result of image-segmentation
   * @param colours 0xAABBGGRR of each class
   */
  @JSBody(
      params = {"canvas", "result", "colours"},
      script =
          "const size = result.width * result.height;"
              + "const pixels = new Uint32Array(size);"
              + "for (let i = 0; i < size; i++) pixels[i] = colours[result.classes[i]];"
              + "canvas.width = result.width;"
              + "canvas.height = result.height;"
              + "const data = new Uint8ClampedArray(pixels.buffer);"
              + "canvas.getContext('2d').putImageData("
              + "new ImageData(data, result.width, result.height), 0, 0);")
  static native void mask(HTMLCanvasElement canvas, JSObject result, int[] colours);

  /** Paints a result of image-to-image, which stays as it is. */
  @JSBody(
      params = {"canvas", "result"},
      script =
          "canvas.width = result.width;"
              + "canvas.height = result.height;"
              + "canvas.getContext('2d').putImageData("
              + "new ImageData(result.data, result.width, result.height), 0, 0);")
  static native void picture(HTMLCanvasElement canvas, JSObject result);

  /** Saves a canvas as a PNG file. */
  static void save(HTMLCanvasElement canvas, String name) {
    toPng(canvas, png -> Files.save(png, name));
  }

  @JSFunctor
  private interface OnBlob extends JSObject {
    void take(Blob png);
  }

  @JSBody(
      params = {"canvas", "done"},
      script = "canvas.toBlob(done, 'image/png');")
  private static native void toPng(HTMLCanvasElement canvas, OnBlob done);

  /** Paints a canvas over a whole copy of a picture, mirrored where asked. */
  @JSBody(
      params = {"copy", "canvas", "opacity", "mirrored"},
      script =
          "copy.save();"
              + "copy.globalAlpha = opacity;"
              + "if (mirrored) copy.setTransform(-1, 0, 0, 1, copy.canvas.width, 0);"
              + "copy.drawImage(canvas, 0, 0, copy.canvas.width, copy.canvas.height);"
              + "copy.restore();")
  static native void over(
      CanvasRenderingContext2D copy, HTMLCanvasElement canvas, double opacity, boolean mirrored);

  /** Paints a box with its name into a copy of a picture. */
  @JSBody(
      params = {"copy", "x", "y", "width", "height", "text", "element"},
      script =
          "const unit = Math.max(1, Math.min(copy.canvas.width, copy.canvas.height) / 240);"
              + "const style = getComputedStyle(element);"
              + "copy.lineWidth = unit;"
              + "copy.strokeStyle = copy.fillStyle = style.getPropertyValue('--c');"
              + "copy.strokeRect(x, y, width, height);"
              + "copy.font = 7 * unit + 'px system-ui, sans-serif';"
              + "const top = Math.max(0, y - 10 * unit);"
              + "copy.fillRect(x, top, copy.measureText(text).width + 4 * unit, 10 * unit);"
              + "copy.fillStyle = style.getPropertyValue('--on-c');"
              + "copy.textBaseline = 'middle';"
              + "copy.fillText(text, x + 2 * unit, top + 5 * unit);")
  static native void box(
      CanvasRenderingContext2D copy,
      double x,
      double y,
      double width,
      double height,
      String text,
      HTMLElement element);

  /** Paints a point into a copy of a picture. */
  @JSBody(
      params = {"copy", "x", "y", "element"},
      script =
          "const unit = Math.max(1, Math.min(copy.canvas.width, copy.canvas.height) / 240);"
              + "copy.beginPath();"
              + "copy.arc(x, y, 1.5 * unit, 0, 7);"
              + "copy.fillStyle = getComputedStyle(element).getPropertyValue('--c');"
              + "copy.fill();")
  static native void point(CanvasRenderingContext2D copy, double x, double y, HTMLElement element);

  /** Paints a line into a copy of a picture. */
  @JSBody(
      params = {"copy", "fromX", "fromY", "toX", "toY", "element"},
      script =
          "copy.beginPath();"
              + "copy.moveTo(fromX, fromY);"
              + "copy.lineTo(toX, toY);"
              + "copy.lineWidth = Math.max(1, Math.min(copy.canvas.width, copy.canvas.height) / 240);"
              + "copy.strokeStyle = getComputedStyle(element).getPropertyValue('--c');"
              + "copy.stroke();")
  static native void line(
      CanvasRenderingContext2D copy,
      double fromX,
      double fromY,
      double toX,
      double toY,
      HTMLElement element);
}
