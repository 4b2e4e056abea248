package dev.hearth.manifest;

import dev.hearth.image.Filter;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
                ? json.oneOf("filter", Filter.values(), ImagePreprocessingJson::id)
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
        .put("filter", id(image.filter()))
        .put("shortestEdge", image.fit() == Fit.CROP ? image.shortestEdge() : null)
        .put("invert", image.invert() ? true : null)
        .put("scale", image.scale())
        .put("mean", image.mean())
        .put("std", image.std())
        .put("layout", image.layout().name());
  }

  private static List<Double> values(JsonObject json, String key, double otherwise) {
    if (!json.has(key)) {
      return List.of(otherwise);
    }
    List<Double> out = new ArrayList<>();
    for (double value : json.numbers(key)) {
      out.add(value);
    }
    return out;
  }

  private static String id(Filter filter) {
    return filter.name().toLowerCase(Locale.ROOT);
  }
}
