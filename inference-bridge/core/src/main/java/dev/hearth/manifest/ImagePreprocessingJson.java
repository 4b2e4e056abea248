package dev.hearth.manifest;

import dev.hearth.image.Filter;
import dev.hearth.image.Framing;
import dev.hearth.image.Framing.Align;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.PerChannel;
import dev.hearth.image.ResizeMethod;
import dev.hearth.image.ResizeMethod.Library;
import dev.hearth.image.Sizing;
import dev.hearth.image.Sizing.To;
import dev.hearth.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code preprocessing.image} part of a manifest. */
final class ImagePreprocessingJson {
  private ImagePreprocessingJson() {}

  static ImagePreprocessing read(JsonObject json) {
    Fit fit = json.has("fit") ? json.oneOf("fit", Fit.values()) : Fit.STRETCH;
    boolean free = fit == Fit.FREE;
    int width = free ? json.integer("width", 0) : json.integer("width");
    int height = free ? json.integer("height", 0) : json.integer("height");
    int edge = json.integer("shortestEdge", fit == Fit.CROP ? Math.max(width, height) : 0);
    boolean transparent = json.bool("dropAlpha", false);
    ImagePreprocessing read =
        new ImagePreprocessing(
            json.oneOf("color", Color.values()),
            fit,
            json.has("sizing") ? sizing(json.object("sizing")) : fit.sizing(width, height, edge),
            method(json),
            json.has("framing")
                ? framing(json.object("framing"), width, height)
                : Framing.centre(width, height),
            transparent ? null : values(json, "background", 255),
            json.bool("invert", false),
            json.number("scale"),
            values(json, "mean", 0),
            values(json, "std", 1),
            json.oneOf("layout", Layout.values(), Layout::name),
            json.bool("asStored", false),
            json.bool("browserResize", false));
    json.end();
    return read;
  }

  private static Sizing sizing(JsonObject json) {
    Sizing read =
        new Sizing(
            json.oneOf("to", To.values()),
            json.integer("width", 0),
            json.integer("height", 0),
            json.integer("least", 0),
            json.integer("most", 0),
            json.integer("multiple", 1),
            json.bool("rounded", false));
    json.end();
    return read;
  }

  private static ResizeMethod method(JsonObject json) {
    Library library =
        json.has("library") ? json.oneOf("library", Library.values()) : Library.PILLOW;
    return new ResizeMethod(
        library,
        json.has("filter") ? json.oneOf("filter", Filter.values()) : Filter.BILINEAR,
        json.bool("antialias", false),
        json.bool("alignCorners", false),
        json.bool("halfPixelCenters", false));
  }

  private static Framing framing(JsonObject json, int width, int height) {
    Framing read =
        new Framing(
            width,
            height,
            json.integer("multiple", 1),
            json.has("align") ? json.oneOf("align", Align.values()) : Align.CENTRE,
            values(json, "color", 0),
            json.bool("zeroAfterNormalization", false));
    json.end();
    return read;
  }

  static JsonObject write(ImagePreprocessing image) {
    Fit fit = image.fit();
    Sizing sizing = image.sizing();
    ResizeMethod method = image.method();
    int width = image.width();
    int height = image.height();
    boolean crop = fit == Fit.CROP && sizing.equals(Sizing.shortest(sizing.least(), 0));
    boolean usual = crop || (fit != Fit.CROP && sizing.equals(fit.sizing(width, height, 0)));
    PerChannel background = image.background();
    return new JsonObject()
        .put("width", width == 0 ? null : width)
        .put("height", height == 0 ? null : height)
        .put("color", image.color().id())
        .put("fit", fit.id())
        .put("library", method.library() == Library.PILLOW ? null : method.library().id())
        .put("filter", method.filter().id())
        .put("antialias", method.antialias() ? true : null)
        .put("alignCorners", method.alignCorners() ? true : null)
        .put("halfPixelCenters", method.halfPixelCenters() ? true : null)
        .put("shortestEdge", crop ? sizing.least() : null)
        .put("sizing", usual ? null : write(sizing))
        .put(
            "framing",
            image.framing().equals(Framing.centre(width, height)) ? null : write(image.framing()))
        .put("dropAlpha", background == null ? true : null)
        .put(
            "background",
            background == null || background.equals(PerChannel.of(255)) ? null : list(background))
        .put("invert", image.invert() ? true : null)
        .put("scale", image.scale())
        .put("mean", list(image.mean()))
        .put("std", list(image.std()))
        .put("layout", image.layout().name())
        .put("asStored", image.asStored() ? true : null)
        .put("browserResize", image.browserResize() ? true : null);
  }

  private static JsonObject write(Sizing sizing) {
    return new JsonObject()
        .put("to", sizing.to().id())
        .put("width", positive(sizing.width()))
        .put("height", positive(sizing.height()))
        .put("least", positive(sizing.least()))
        .put("most", positive(sizing.most()))
        .put("multiple", sizing.multiple() == 1 ? null : sizing.multiple())
        .put("rounded", sizing.rounded() ? true : null);
  }

  private static JsonObject write(Framing framing) {
    return new JsonObject()
        .put("multiple", framing.multiple() == 1 ? null : framing.multiple())
        .put("align", framing.align().id())
        .put("color", list(framing.color()))
        .put("zeroAfterNormalization", framing.after() ? true : null);
  }

  private static @Nullable Integer positive(int value) {
    return value == 0 ? null : value;
  }

  private static PerChannel values(JsonObject json, String key, double otherwise) {
    return json.has(key) ? PerChannel.of(json.numbers(key)) : PerChannel.of(otherwise);
  }

  private static List<Number> list(PerChannel values) {
    List<Number> out = new ArrayList<>();
    for (double value : values.values()) {
      out.add(value);
    }
    return out;
  }
}
