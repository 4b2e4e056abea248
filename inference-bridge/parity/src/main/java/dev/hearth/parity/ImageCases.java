package dev.hearth.parity;

import dev.hearth.image.Bitmap;
import dev.hearth.image.DigitNormalizer;
import dev.hearth.image.Filter;
import dev.hearth.image.Framing;
import dev.hearth.image.Framing.Align;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.Orientation;
import dev.hearth.image.PerChannel;
import dev.hearth.image.ResizeMethod;
import dev.hearth.image.Sizing;
import dev.hearth.image.Sizing.To;
import java.util.List;

/** Sizes, framing, normalising, orientation and drawn digits. */
final class ImageCases {
  private ImageCases() {}

  static void addTo(List<GoldenCase> all) {
    for (To to : To.values()) {
      all.add(new GoldenCase("image/sizing-" + to.id(), (in, out) -> sizing(to, out)));
    }
    for (Color color : Color.values()) {
      for (Fit fit : new Fit[] {Fit.STRETCH, Fit.CROP, Fit.PAD}) {
        all.add(
            new GoldenCase(
                "image/" + fit.id() + "-" + color.id(), (in, out) -> normalised(color, fit, out)));
      }
    }
    for (Align align : Align.values()) {
      all.add(new GoldenCase("image/framing-" + align.id(), (in, out) -> framed(align, out)));
    }
    all.add(new GoldenCase("image/orientation", (in, out) -> turned(out)));
    all.add(new GoldenCase("image/digit-drawn", (in, out) -> digit(drawing(), out)));
    all.add(
        new GoldenCase(
            "image/digit-mnist", (in, out) -> digit(in.picture("images/mnist/7_60000.png"), out)));
  }

  private static void sizing(To to, Golden out) {
    for (boolean rounded : new boolean[] {false, true}) {
      int multiple = to == To.PIXELS ? 28 : 1;
      int least = to == To.PIXELS ? 56 * 56 : 256;
      int most = to == To.PIXELS ? 28 * 28 * 1280 : 640;
      Sizing sizing = new Sizing(to, 320, 240, least, most, multiple, rounded);
      for (int width = 1; width < 3000; width += 37) {
        for (int height = 1; height < 3000; height += 53) {
          // Qwen's smart_resize and ours refuse pictures of more than 200 to 1.
          if (width < 200 * height && height < 200 * width) {
            out.add(sizing.of(width, height));
          }
        }
      }
    }
  }

  private static Bitmap noise(int width, int height) {
    return new Bitmap(width, height, new Noise(width).bytes(4 * width * height));
  }

  private static void normalised(Color color, Fit fit, Golden out) {
    PerChannel means =
        color.channels() == 1 ? PerChannel.of(.1307) : PerChannel.of(.485, .456, .406);
    PerChannel stds =
        color.channels() == 1 ? PerChannel.of(.3081) : PerChannel.of(.229, .224, .225);
    for (Layout layout : Layout.values()) {
      for (boolean invert : new boolean[] {false, true}) {
        ImagePreprocessing config =
            new ImagePreprocessing(
                61, 47, color, fit, Filter.BICUBIC, 64, invert, 1 / 255.0, means, stds, layout);
        out.add(PhotoCases.process(config, noise(97, 131)));
        out.add(PhotoCases.process(config, noise(33, 20)));
      }
    }
  }

  private static void framed(Align align, Golden out) {
    for (boolean after : new boolean[] {false, true}) {
      ImagePreprocessing config =
          new ImagePreprocessing(
              Color.RGB,
              Fit.FREE,
              Sizing.none(),
              ResizeMethod.tensorflow(Filter.BILINEAR, true),
              new Framing(0, 50, 32, align, PerChannel.of(114), after),
              null,
              false,
              1 / 127.5,
              PerChannel.of(1),
              PerChannel.of(1),
              Layout.NHWC);
      out.add(PhotoCases.process(config, noise(71, 33)));
      out.add(PhotoCases.process(config, noise(40, 81)));
    }
  }

  private static void turned(Golden out) {
    Bitmap picture = noise(17, 29);
    for (int exif = 1; exif <= 8; exif++) {
      Orientation orientation = Orientation.of(exif);
      Bitmap upright = orientation.apply(picture);
      out.add(upright.rgba());
      out.compare(picture.rgba(), orientation.undo(upright).rgba());
    }
  }

  /** Dark strokes on a light ground that falls off to one side. */
  private static Bitmap drawing() {
    int size = 200;
    byte[] rgba = new byte[4 * size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double top = Math.abs(y - 50) + Math.max(0, Math.abs(x - 100) - 40);
        double slant = Math.abs(2 * x + y - 330) / 2.0 + Math.max(0, Math.abs(y - 110) - 60);
        boolean ink = Math.min(top, slant) < 8;
        for (int band = 0; band < 4; band++) {
          rgba[4 * (y * size + x) + band] = (byte) (band == 3 ? 255 : ink ? 40 : 230 - x / 4);
        }
      }
    }
    return new Bitmap(size, size, rgba);
  }

  private static void digit(Bitmap picture, Golden out) {
    out.add(DigitNormalizer.normalize(picture).orElseThrow());
  }
}
