package dev.hearth.manifest;

import dev.hearth.image.Filter;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.PerChannel;
import dev.hearth.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The {@code preprocessing.image} part of a manifest. */
final class ImagePreprocessingJson {
  private ImagePreprocessingJson() {}

  static ImagePreprocessing read(JsonObject json) {
    int width = json.integer("width");
    int height = json.integer("height");
    Fit fit = json.has("fit") ? json.oneOf("fit", Fit.values(), Fit::id) : Fit.STRETCH;
    ImagePreprocessing read =
        new ImagePreprocessing(
            width,
            height,
            json.oneOf("color", Color.values(), Color::id),
            fit,
            json.has("filter")
                ? json.oneOf("filter", Filter.values(), Filter::id)
                : Filter.BILINEAR,
            json.integer("shortestEdge", fit == Fit.CROP ? Math.max(width, height) : 0),
            json.bool("invert", false),
            json.number("scale"),
            values(json, "mean", 0),
            values(json, "std", 1),
            json.oneOf("layout", Layout.values(), Layout::name));
    json.end();
    return read;
  }

  static JsonObject write(ImagePreprocessing image) {
    return new JsonObject()
        .put("width", image.width())
        .put("height", image.height())
        .put("color", image.color().id())
        .put("fit", image.fit().id())
        .put("filter", image.filter().id())
        .put("shortestEdge", image.fit() == Fit.CROP ? image.shortestEdge() : null)
        .put("invert", image.invert() ? true : null)
        .put("scale", image.scale())
        .put("mean", list(image.mean()))
        .put("std", list(image.std()))
        .put("layout", image.layout().name());
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
