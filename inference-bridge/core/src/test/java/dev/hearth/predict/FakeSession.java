package dev.hearth.predict;

import dev.hearth.runtime.Feeds;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session whose output {@code y} is its input {@code x} times a factor. */
final class FakeSession implements InferenceSession {
  private final float factor;
  boolean closed;
  @Nullable InferenceException failure;

  /** How many runs fail. */
  int failures = Integer.MAX_VALUE;

  FakeSession(float factor) {
    this.factor = factor;
  }

  @Override
  public List<TensorInfo> inputs() {
    return List.of(info("x"));
  }

  @Override
  public List<TensorInfo> outputs() {
    return List.of(info("y"));
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> feeds) {
    Feeds.check(inputs(), feeds);
    if (failure != null && failures-- > 0) {
      throw failure;
    }
    float[] x = ((FloatTensor) feeds.get("x")).values();
    return Map.of("y", FloatTensor.of(Shape.of(1, 2), x[0] * factor, x[1] * factor));
  }

  @Override
  public void close() {
    closed = true;
  }

  private static TensorInfo info(String name) {
    return new TensorInfo(
        name, ElementType.FLOAT32, List.of(Dimension.free("batch"), Dimension.fixed(2)));
  }
}
