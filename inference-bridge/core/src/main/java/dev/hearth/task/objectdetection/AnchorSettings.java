package dev.hearth.task.objectdetection;

import dev.hearth.decode.Anchors;
import dev.hearth.json.JsonNumber;
import dev.hearth.json.JsonObject;
import java.util.List;

/** The {@code anchors} part of a detector's postprocessing. */
final class AnchorSettings {
  private enum Kind {
    GRID,
    PRIORS,
    SSD
  }

  private final Kind kind;
  private final double[] strides;
  private final double[][] sizes;
  private final double offset;
  private final double minScale;
  private final double maxScale;
  private final double[] aspectRatios;
  private final double interpolatedAspectRatio;
  private final boolean fixedSize;
  private final boolean reduceLowest;

  /** Factors of the regressions: of centre column, centre row, width and height. */
  final double[] variances;

  /** True if sizes are regressed as logarithms. */
  final boolean exponential;

  private AnchorSettings(JsonObject json) {
    kind = json.oneOf("kind", Kind.values());
    strides = json.numbers("strides");
    sizes = sizes(json);
    offset = json.number("offset", 0);
    minScale = json.number("minScale", 0.2);
    maxScale = json.number("maxScale", 0.95);
    aspectRatios = json.has("aspectRatios") ? json.numbers("aspectRatios") : new double[] {1};
    interpolatedAspectRatio = json.number("interpolatedAspectRatio", 0);
    fixedSize = json.bool("fixedSize", false);
    reduceLowest = json.bool("reduceLowest", false);
    double[] given = json.numbers("variances");
    exponential = json.bool("exponential", true);
    boolean positive = strides.length > 0;
    for (double stride : strides) {
      positive &= stride >= 1;
    }
    if (!positive) {
      throw json.wrong("strides", "pixels from cell to cell, at least 1, for each level");
    }
    boolean sized = kind == Kind.PRIORS || (kind == Kind.GRID && sizes.length > 0);
    if (sized && sizes.length != strides.length) {
      throw json.wrong("sizes", "an array for each of the strides");
    }
    variances =
        switch (given.length) {
          case 0 -> new double[] {1, 1, 1, 1};
          case 2 -> new double[] {given[0], given[0], given[1], given[1]};
          case 4 -> given;
          default -> throw json.wrong("variances", "2 or 4 numbers");
        };
  }

  static AnchorSettings read(JsonObject json) {
    AnchorSettings read = new AnchorSettings(json);
    json.end();
    return read;
  }

  /** Returns the anchors of a cell of the grid kinds. */
  int perCell() {
    return kind == Kind.GRID && sizes.length > 0 ? sizes[0].length / 2 : 1;
  }

  Anchors anchors(int inputWidth, int inputHeight) {
    return switch (kind) {
      case GRID -> Anchors.grid(inputWidth, inputHeight, strides, offset, sizes);
      case PRIORS -> Anchors.priors(inputWidth, inputHeight, strides, sizes);
      case SSD ->
          Anchors.ssd(
              inputWidth,
              inputHeight,
              strides,
              minScale,
              maxScale,
              aspectRatios,
              interpolatedAspectRatio,
              fixedSize,
              reduceLowest);
    };
  }

  /** Returns the pixels from cell to cell where an anchor lies; for YOLOv5's formula. */
  double stride(int inputWidth, int inputHeight, int row) {
    int first = 0;
    for (double stride : strides) {
      int columns = (int) Math.ceil(inputWidth / stride);
      first += perCell() * columns * (int) Math.ceil(inputHeight / stride);
      if (row < first) {
        return stride;
      }
    }
    return strides[strides.length - 1];
  }

  private static double[][] sizes(JsonObject json) {
    List<Object> levels = json.array("sizes");
    double[][] out = new double[levels.size()][];
    for (int i = 0; i < out.length; i++) {
      if (!(levels.get(i) instanceof List<?> numbers)) {
        throw json.wrong("sizes", "an array of arrays of numbers");
      }
      out[i] = new double[numbers.size()];
      for (int k = 0; k < out[i].length; k++) {
        if (!(numbers.get(k) instanceof JsonNumber number)) {
          throw json.wrong("sizes", "an array of arrays of numbers");
        }
        out[i][k] = number.value();
      }
    }
    return out;
  }
}
