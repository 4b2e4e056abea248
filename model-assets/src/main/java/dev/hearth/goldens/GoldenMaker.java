package dev.hearth.goldens;

import dev.hearth.image.ImagePreprocessing;
import dev.hearth.jvm.OrtJvmSessionFactory;
import dev.hearth.manifest.Goldens.GoldenCase;
import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.source.BadInputException;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes goldens with ONNX Runtime for Java, from seeded inputs. */
public final class GoldenMaker {
  private static final int CASES = 2;
  private static final double ABS = 1e-4;

  /** As far as engines are apart that add up halves in another order. */
  private static final double HALF_ABS = 5e-3;

  private static final double HALF_REL = 2e-2;
  private static final Set<ElementType> FLOATS =
      EnumSet.of(ElementType.FLOAT32, ElementType.FLOAT16, ElementType.FLOAT64);

  private static final double REL = 1e-3;
  private static final double LEAST_MAGNITUDE = 0.1;
  private final InferenceSession session;
  private final @Nullable ImagePreprocessing image;
  private double magnitude = LEAST_MAGNITUDE;
  private boolean half;

  private GoldenMaker(InferenceSession session, @Nullable ImagePreprocessing image) {
    this.session = session;
    this.image = image;
  }

  /**
   * Returns up to two cases, whose tolerance is that of other engines' float32 arithmetic at the
   * outputs' magnitude.
   *
   * @param image how pictures become the input; null where the input is no picture
   * @throws BadInputException if the model does not give finite numbers for such inputs; it may
   *     well be a sound model that wants other ones
   */
  public static GoldenSet make(InferenceSession session, @Nullable ImagePreprocessing image) {
    return new GoldenMaker(session, image).make();
  }

  private GoldenSet make() {
    GoldenData data = new GoldenData();
    List<GoldenCase> cases = new ArrayList<>();
    for (int i = 1; i <= CASES && !data.isFull(i - 1); i++) {
      RandomFeeds random = new RandomFeeds(i, image);
      Map<String, Tensor> feeds = new LinkedHashMap<>();
      for (TensorInfo input : session.inputs()) {
        feeds.put(input.name(), random.tensor(input));
      }
      cases.add(new GoldenCase("random-" + i, places(feeds, data), places(fetches(feeds), data)));
    }
    return new GoldenSet(
        OrtJvmSessionFactory.engine(),
        tolerance(),
        half ? HALF_REL : REL,
        cases,
        data.toByteArray());
  }

  private double tolerance() {
    return rounded((half ? HALF_ABS : ABS) * magnitude);
  }

  /** Returns a tolerance of two digits. */
  static double rounded(double tolerance) {
    return new BigDecimal(tolerance).round(new MathContext(2, RoundingMode.UP)).doubleValue();
  }

  private Map<String, Tensor> fetches(Map<String, Tensor> feeds) {
    Map<String, Tensor> fetches;
    try {
      fetches = session.run(feeds);
    } catch (InferenceException e) {
      throw new BadInputException("The model refuses random inputs: " + e.getMessage(), e);
    }
    for (Map.Entry<String, Tensor> fetch : fetches.entrySet()) {
      measure(fetch.getKey(), fetch.getValue());
    }
    return fetches;
  }

  private void measure(String name, Tensor tensor) {
    if (!FLOATS.contains(tensor.type())) {
      return;
    }
    half |= tensor.type() == ElementType.FLOAT16;
    for (int i = 0; i < tensor.shape().elementCount(); i++) {
      double value = Math.abs(tensor.at(i));
      if (!Double.isFinite(value)) {
        throw new BadInputException(
            "The model gives " + tensor.at(i) + " in " + name + " for random inputs");
      }
      magnitude = Math.max(magnitude, value);
    }
  }

  private static List<GoldenTensor> places(Map<String, Tensor> tensors, GoldenData data) {
    List<GoldenTensor> places = new ArrayList<>();
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      places.add(data.add(entry.getKey(), entry.getValue()));
    }
    return places;
  }
}
