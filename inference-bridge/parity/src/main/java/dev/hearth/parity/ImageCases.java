package dev.hearth.parity;

import dev.hearth.image.Bitmap;
import dev.hearth.image.DigitNormalizer;
import dev.hearth.image.Filter;
import dev.hearth.image.Framing;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.ImagePreprocessor;
import dev.hearth.image.Orientation;
import dev.hearth.image.PerChannel;
import dev.hearth.image.ResizeMethod;
import dev.hearth.image.Sizing;
import dev.hearth.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Pictures on their way into models. */
final class ImageCases {
  static final List<String> NAMES =
      List.of(
          "pillow filters", "torch filters", "torchvision filters", "colours", "digit", "oriented");

  private static final PerChannel MEAN = PerChannel.of(.485, .456, .406);
  private static final PerChannel STD = PerChannel.of(.229, .224, .225);

  private ImageCases() {}

  /** Prepares a photo as a file of the parity set was made, and compares. */
  static String photo(Files files, List<JsonObject> photos, String file) {
    for (JsonObject photo : photos) {
      for (JsonObject output : photo.objects("outputs", one -> one)) {
        if (output.string("file").equals(file)) {
          Bitmap picture = bitmap(files.pixels(photo.string("image")));
          ImagePreprocessing config = config(output.string("id"));
          float[] found = new ImagePreprocessor(config).process(picture).orElseThrow();
          return new Hash().add(found)
              + " "
              + difference(files.bytes("parity/image/" + file), found);
        }
      }
    }
    throw new IllegalArgumentException("Expected a file of the parity set, found " + file);
  }

  private static Bitmap bitmap(byte[] data) {
    byte[] rgba = new byte[data.length - 8];
    System.arraycopy(data, 8, rgba, 0, rgba.length);
    return new Bitmap(int32(data, 0), int32(data, 4), rgba);
  }

  private static int int32(byte[] data, int at) {
    return (data[at] & 0xff)
        | (data[at + 1] & 0xff) << 8
        | (data[at + 2] & 0xff) << 16
        | data[at + 3] << 24;
  }

  private static int difference(byte[] expected, float[] found) {
    boolean floats = expected.length == 4 * found.length;
    if (!floats && expected.length != found.length) {
      return 256;
    }
    int most = 0;
    for (int i = 0; i < found.length; i++) {
      int apart =
          floats
              ? int32(expected, 4 * i) - Float.floatToIntBits(found[i])
              : (expected[i] & 0xff) - (int) found[i];
      most = Math.max(most, Math.abs(apart));
    }
    return most;
  }

  /** From a name such as {@code tv-tensor-bilinear-noaa-s256c224} or {@code normalised}. */
  private static ImagePreprocessing config(String id) {
    boolean normalised = id.startsWith("normalised");
    boolean pillow = id.startsWith("pil-") || normalised;
    Filter filter =
        normalised
            ? Filter.BILINEAR
            : Filter.valueOf(id.split("-", -1)[pillow ? 1 : 2].toUpperCase(Locale.ROOT));
    PerChannel background =
        id.endsWith("white") ? PerChannel.of(255) : id.endsWith("black") ? PerChannel.of(0) : null;
    return new ImagePreprocessing(
        id.endsWith("-L") ? Color.GREY : Color.RGB,
        Fit.FREE,
        id.contains("s256") || normalised ? Sizing.shortest(256, 0) : Sizing.exact(224, 224),
        pillow ? ResizeMethod.pillow(filter) : ResizeMethod.torchvision(filter, id.contains("-aa")),
        Framing.centre(224, 224),
        background,
        false,
        normalised ? 1 / 255.0 : 1,
        normalised ? MEAN : PerChannel.of(0),
        normalised ? STD : PerChannel.of(1),
        normalised ? Layout.NCHW : Layout.NHWC);
  }

  static Hash run(String name) {
    Hash hash = new Hash();
    Bitmap picture = noise(97, 61);
    switch (name) {
      case "pillow filters" -> {
        for (Filter filter : Filter.values()) {
          for (int size : new int[] {20, 61, 150}) {
            prepare(hash, picture, ResizeMethod.pillow(filter), size, Color.RGB);
          }
        }
      }
      case "torch filters", "torchvision filters" -> {
        for (Filter filter : new Filter[] {Filter.BILINEAR, Filter.BICUBIC}) {
          for (boolean antialias : new boolean[] {false, true}) {
            ResizeMethod method = ResizeMethod.torchvision(filter, antialias);
            for (int size : new int[] {20, 61, 150}) {
              prepare(
                  hash,
                  picture,
                  method,
                  size,
                  name.equals("torch filters") ? Color.BGR : Color.RGB);
            }
          }
        }
      }
      case "colours" -> {
        for (Color color : Color.values()) {
          prepare(hash, picture, ResizeMethod.pillow(Filter.BICUBIC), 40, color);
        }
      }
      case "digit" -> hash.add(DigitNormalizer.normalize(stroke()).orElseThrow());
      default -> {
        for (Orientation orientation : Orientation.values()) {
          hash.add(orientation.apply(picture).rgba());
        }
      }
    }
    return hash;
  }

  private static void prepare(
      Hash hash, Bitmap picture, ResizeMethod method, int size, Color color) {
    ImagePreprocessing config =
        new ImagePreprocessing(
            color,
            Fit.FREE,
            Sizing.shortest(size, 0),
            method,
            Framing.centre(size + 3, size),
            PerChannel.of(255),
            false,
            1 / 255.0,
            color.channels() == 1 ? PerChannel.of(.5) : MEAN,
            color.channels() == 1 ? PerChannel.of(.25) : STD,
            Layout.NCHW);
    hash.add(new ImagePreprocessor(config).process(picture).orElseThrow());
  }

  private static Bitmap noise(int width, int height) {
    Noise noise = new Noise(7);
    byte[] rgba = new byte[4 * width * height];
    for (int i = 0; i < rgba.length; i++) {
      rgba[i] = (byte) noise.next();
    }
    return new Bitmap(width, height, rgba);
  }

  /** A dark, slanting stroke on grey paper. */
  private static Bitmap stroke() {
    Noise noise = new Noise(3);
    byte[] rgba = new byte[4 * 120 * 90];
    for (int i = 0; i < rgba.length; i++) {
      int x = i / 4 % 120;
      int y = i / 4 / 120;
      boolean ink = Math.abs(3 * (x - 60) + (y - 45)) < 18 && y > 15 && y < 75;
      rgba[i] = (byte) (i % 4 == 3 ? 255 : (ink ? 30 : 200) + noise.next() % 12);
    }
    return new Bitmap(120, 90, rgba);
  }
}
