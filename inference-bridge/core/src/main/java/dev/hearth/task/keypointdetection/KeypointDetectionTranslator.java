package dev.hearth.task.keypointdetection;

import dev.hearth.decode.Activation;
import dev.hearth.decode.Keypoint;
import dev.hearth.image.PreparedImage;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.PictureInput;
import dev.hearth.predict.PictureTranslator;
import dev.hearth.runtime.Fetches;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Pictures in, one point for each of the manifest's labels out, in pixels of the picture.
 *
 * <p>{@code postprocessing}: {@code output}; {@code kind} {@code coordinates} (the numbers of each
 * point side by side; {@code order} {@code xy} or {@code yx}, {@code values} 2 or 3 with a score,
 * {@code normalized} to 0-1 or in pixels of the input) or {@code heatmaps} (a map for each point,
 * {@code layout} NCHW or NHWC, whose highest place is the point, moved by {@code refine} of a cell,
 * 0.25 as in "Simple Baselines" (Xiao et al., 2018), towards the higher neighbour); {@code
 * activation} of the scores. {@code edges} are for showing the points: the numbers of two labels,
 * of the next two, and so on, that a line joins.
 */
public final class KeypointDetectionTranslator implements PictureTranslator<List<Keypoint>> {
  private enum Kind {
    COORDINATES,
    HEATMAPS
  }

  private enum Order {
    XY,
    YX
  }

  private enum Layout {
    NCHW,
    NHWC
  }

  private final PictureInput input;
  private final String output;
  private final Kind kind;
  private final boolean yFirst;
  private final int values;
  private final boolean normalized;
  private final boolean planar;
  private final double refine;
  private final Activation activation;
  private final List<String> labels;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of a keypoint detector
   */
  public KeypointDetectionTranslator(ModelManifest manifest) {
    input = new PictureInput(manifest);
    JsonObject json = manifest.postprocessing();
    output = json.string("output");
    kind = json.oneOf("kind", Kind.values());
    yFirst = json.has("order") && json.oneOf("order", Order.values()) == Order.YX;
    values = json.integer("values", 2);
    normalized = json.bool("normalized", false);
    planar =
        !json.has("layout") || json.oneOf("layout", Layout.values(), Layout::name) == Layout.NCHW;
    refine = json.number("refine", 0.25);
    activation =
        json.has("activation") ? json.oneOf("activation", Activation.values()) : Activation.NONE;
    if (values != 2 && values != 3) {
      throw json.wrong("values", "2, or 3 where each point has a score");
    }
    double[] edges = json.numbers("edges");
    json.end();
    labels = manifest.labels();
    if (labels.isEmpty()) {
      throw new InferenceException(
          Code.MANIFEST_INVALID, "Expected a label for each point, found none");
    }
    checkEdges(json, edges);
  }

  private void checkEdges(JsonObject json, double[] edges) {
    boolean known = edges.length % 2 == 0;
    for (double end : edges) {
      known &= end >= 0 && end < labels.size() && end == (int) end;
    }
    if (!known) {
      throw json.wrong("edges", "pairs of numbers under " + labels.size() + ", the labels");
    }
  }

  @Override
  public PictureInput input() {
    return input;
  }

  @Override
  public List<Keypoint> decode(Map<String, Tensor> fetches, PreparedImage prepared) {
    FloatTensor found = Fetches.floats(fetches, output);
    return kind == Kind.HEATMAPS ? peaks(found, prepared) : coordinates(found, prepared);
  }

  private List<Keypoint> coordinates(FloatTensor found, PreparedImage prepared) {
    float[] numbers = found.values();
    if (numbers.length != labels.size() * values) {
      throw wrong(found.shape(), labels.size() + " points of " + values + " values");
    }
    double unitX = normalized ? prepared.width() : 1;
    double unitY = normalized ? prepared.height() : 1;
    List<Keypoint> out = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      int at = i * values;
      double x = numbers[at + (yFirst ? 1 : 0)] * unitX;
      double y = numbers[at + (yFirst ? 0 : 1)] * unitY;
      double score = values == 2 ? 1 : score(numbers[at + 2]);
      out.add(new Keypoint(labels.get(i), prepared.pictureX(x), prepared.pictureY(y), score));
    }
    return out;
  }

  private double score(float value) {
    return activation.apply(new float[] {value})[0];
  }

  private List<Keypoint> peaks(FloatTensor found, PreparedImage prepared) {
    Shape shape = found.shape();
    int rank = shape.rank();
    int last = planar ? rank - 1 : rank - 2;
    if (rank < 3 || shape.size(planar ? rank - 3 : rank - 1) != labels.size()) {
      throw wrong(shape, labels.size() + " maps");
    }
    int width = shape.size(last);
    int height = shape.size(last - 1);
    float[] all = found.values();
    if (all.length != width * height * labels.size()) {
      throw wrong(shape, "maps of one picture");
    }
    int step = planar ? 1 : labels.size();
    List<Keypoint> out = new ArrayList<>();
    for (int point = 0; point < labels.size(); point++) {
      int first = planar ? point * width * height : point;
      int best = 0;
      for (int i = 1; i < width * height; i++) {
        best = all[first + i * step] > all[first + best * step] ? i : best;
      }
      int column = best % width;
      int row = best / width;
      double x = column + 0.5 + towards(all, first + best * step, column, width, step);
      double y = row + 0.5 + towards(all, first + best * step, row, height, width * step);
      out.add(
          new Keypoint(
              labels.get(point),
              prepared.pictureX(x * prepared.width() / width),
              prepared.pictureY(y * prepared.height() / height),
              score(all[first + best * step])));
    }
    return out;
  }

  private double towards(float[] all, int at, int place, int size, int step) {
    if (place == 0 || place == size - 1) {
      return 0;
    }
    double slope = (double) all[at + step] - all[at - step];
    return slope > 0 ? refine : slope < 0 ? refine * -1 : 0;
  }

  private static InferenceException wrong(Shape found, String expected) {
    return new InferenceException(
        Code.MANIFEST_INVALID, "Expected an output of " + expected + ", found " + found);
  }
}
