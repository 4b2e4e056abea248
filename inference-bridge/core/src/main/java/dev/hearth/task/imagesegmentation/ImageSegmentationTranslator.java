package dev.hearth.task.imagesegmentation;

import dev.hearth.decode.SegmentationMask;
import dev.hearth.image.PreparedImage;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.PictureInput;
import dev.hearth.predict.PictureTranslator;
import dev.hearth.runtime.Fetches;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Pictures in, the class of every pixel out. Scores are interpolated bilinearly to the picture's
 * size before the best class is taken, as Hugging Face's post_process_semantic_segmentation does.
 *
 * <p>{@code postprocessing}: {@code output}; {@code layout} NCHW (the default) or NHWC; {@code
 * kind} {@code scores} (a map for each label), {@code binary} (one map, of which what reaches
 * {@code threshold} is the second of two labels) or {@code classes} (the classes themselves).
 */
public final class ImageSegmentationTranslator implements PictureTranslator<SegmentationMask> {
  private enum Kind {
    SCORES,
    BINARY,
    CLASSES
  }

  private enum Layout {
    NCHW,
    NHWC
  }

  private final PictureInput input;
  private final String output;
  private final Kind kind;
  private final boolean planar;
  private final double threshold;
  private final List<String> labels;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of a segmenter
   */
  public ImageSegmentationTranslator(ModelManifest manifest) {
    input = new PictureInput(manifest);
    JsonObject json = manifest.postprocessing();
    output = json.string("output");
    kind = json.has("kind") ? json.oneOf("kind", Kind.values()) : Kind.SCORES;
    planar =
        !json.has("layout") || json.oneOf("layout", Layout.values(), Layout::name) == Layout.NCHW;
    threshold = json.number("threshold", 0);
    json.end();
    labels = manifest.labels();
    if (labels.isEmpty() || labels.size() > 256 || (kind == Kind.BINARY && labels.size() != 2)) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "Expected "
              + (kind == Kind.BINARY ? "2" : "1 to 256")
              + " labels, found "
              + labels.size());
    }
  }

  @Override
  public PictureInput input() {
    return input;
  }

  @Override
  public SegmentationMask decode(Map<String, Tensor> fetches, PreparedImage prepared) {
    Tensor found = Fetches.get(fetches, output);
    int rank = found.shape().rank();
    int maps = kind == Kind.SCORES ? labels.size() : 1;
    boolean channels = rank == 4 || (rank == 3 && kind == Kind.SCORES);
    int last = rank - 1 - (channels && !planar ? 1 : 0);
    int channelAxis = planar ? last - 2 : rank - 1;
    if (last < 1 || (channels && found.shape().size(channelAxis) != maps)) {
      throw new InferenceException(
          Code.MANIFEST_INVALID, "Expected an output of " + maps + " maps, found " + found.shape());
    }
    Maps scores =
        new Maps(found, found.shape().size(last), found.shape().size(last - 1), maps, planar);
    byte[] classes = new byte[prepared.pictureWidth() * prepared.pictureHeight()];
    double[] columns =
        positions(prepared.pictureWidth(), scores.width, prepared.width(), prepared::inputX);
    double[] rows =
        positions(prepared.pictureHeight(), scores.height, prepared.height(), prepared::inputY);
    double[] pixel = new double[maps];
    for (int y = 0, at = 0; y < prepared.pictureHeight(); y++) {
      for (int x = 0; x < prepared.pictureWidth(); x++, at++) {
        classes[at] = (byte) best(scores, columns[x], rows[y], pixel);
      }
    }
    return new SegmentationMask(prepared.pictureWidth(), prepared.pictureHeight(), classes, labels);
  }

  private int best(Maps scores, double x, double y, double[] pixel) {
    if (kind == Kind.CLASSES) {
      int found = (int) scores.nearest(x, y);
      if (found < 0 || found >= labels.size()) {
        throw new InferenceException(
            Code.MANIFEST_INVALID,
            "Expected classes under " + labels.size() + ", the labels, found " + found);
      }
      return found;
    }
    scores.sample(x, y, pixel);
    if (kind == Kind.BINARY) {
      return pixel[0] >= threshold ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < pixel.length; i++) {
      best = pixel[i] > pixel[best] ? i : best;
    }
    return best;
  }

  /** Returns where in the maps the middle of each column or row of the picture lies. */
  private static double[] positions(
      int size, int mapSize, int inputSize, DoubleUnaryOperator toInput) {
    double[] out = new double[size];
    for (int i = 0; i < size; i++) {
      double inMap = toInput.applyAsDouble(i + 0.5) * mapSize / inputSize - 0.5;
      out[i] = Math.max(0, Math.min(inMap, mapSize - 1));
    }
    return out;
  }

  /** Maps of one size. */
  private static final class Maps {
    final int width;
    final int height;
    private final float[] values;
    private final int mapStep;
    private final int pixelStep;

    Maps(Tensor tensor, int width, int height, int maps, boolean planar) {
      this.width = width;
      this.height = height;
      values = new float[tensor.shape().elementCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) tensor.at(i);
      }
      if (values.length != width * height * maps) {
        throw new InferenceException(
            Code.MANIFEST_INVALID, "Expected the maps of one picture, found " + tensor.shape());
      }
      mapStep = planar ? width * height : 1;
      pixelStep = planar ? 1 : maps;
    }

    double nearest(double x, double y) {
      return values[((int) (y + 0.5)) * width * pixelStep + ((int) (x + 0.5)) * pixelStep];
    }

    void sample(double x, double y, double[] out) {
      int left = (int) x;
      int top = (int) y;
      int right = Math.min(left + 1, width - 1);
      int bottom = Math.min(top + 1, height - 1);
      double alongX = x - left;
      double alongY = y - top;
      int a = (top * width + left) * pixelStep;
      int b = (top * width + right) * pixelStep;
      int c = (bottom * width + left) * pixelStep;
      int d = (bottom * width + right) * pixelStep;
      for (int i = 0; i < out.length; i++) {
        int map = i * mapStep;
        double upper = values[map + a] + (values[map + b] - (double) values[map + a]) * alongX;
        double lower = values[map + c] + (values[map + d] - (double) values[map + c]) * alongX;
        out[i] = upper + (lower - upper) * alongY;
      }
    }
  }
}
