package dev.hearth.runtime;

import dev.hearth.tensor.DoubleTensor;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Float16;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.ShortTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A session whose float16 and float64 tensors are float32 to its callers: feeds are rounded to the
 * nearest half, fetches of halves are exact, fetches of doubles are rounded. Closing it closes the
 * session under it.
 */
public final class Float32Session implements InferenceSession {
  private final InferenceSession session;
  private final List<TensorInfo> inputs;
  private final List<TensorInfo> outputs;

  private Float32Session(InferenceSession session) {
    this.session = session;
    inputs = seen(session.inputs());
    outputs = seen(session.outputs());
  }

  /** Returns a session that speaks float32: the same one where it does already. */
  public static InferenceSession over(InferenceSession session) {
    boolean other = false;
    for (TensorInfo info : session.inputs()) {
      other |= converts(info.type());
    }
    for (TensorInfo info : session.outputs()) {
      other |= converts(info.type());
    }
    return other ? new Float32Session(session) : session;
  }

  @Override
  public List<TensorInfo> inputs() {
    return inputs;
  }

  @Override
  public List<TensorInfo> outputs() {
    return outputs;
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> feeds) {
    Feeds.check(inputs, feeds);
    Map<String, Tensor> converted = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> feed : feeds.entrySet()) {
      for (TensorInfo input : session.inputs()) {
        if (input.name().equals(feed.getKey())) {
          converted.put(input.name(), toModel(feed.getValue(), input.type()));
        }
      }
    }
    Map<String, Tensor> fetches = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> fetch : session.run(converted).entrySet()) {
      fetches.put(fetch.getKey(), toCaller(fetch.getValue()));
    }
    return fetches;
  }

  @Override
  public void close() {
    session.close();
  }

  private static boolean converts(ElementType type) {
    return type == ElementType.FLOAT16 || type == ElementType.FLOAT64;
  }

  private static List<TensorInfo> seen(List<TensorInfo> infos) {
    List<TensorInfo> out = new ArrayList<>();
    for (TensorInfo info : infos) {
      ElementType type = converts(info.type()) ? ElementType.FLOAT32 : info.type();
      out.add(new TensorInfo(info.name(), type, info.dimensions()));
    }
    return List.copyOf(out);
  }

  private static Tensor toModel(Tensor feed, ElementType type) {
    if (!converts(type)) {
      return feed;
    }
    float[] values = ((FloatTensor) feed).values();
    if (type == ElementType.FLOAT64) {
      double[] doubles = new double[values.length];
      for (int i = 0; i < doubles.length; i++) {
        doubles[i] = values[i];
      }
      return DoubleTensor.of(feed.shape(), doubles);
    }
    short[] halves = new short[values.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = Float16.of(values[i]);
    }
    return ShortTensor.of(type, feed.shape(), halves);
  }

  private static Tensor toCaller(Tensor fetch) {
    if (!converts(fetch.type())) {
      return fetch;
    }
    float[] values = new float[fetch.shape().elementCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) fetch.at(i);
    }
    return FloatTensor.of(fetch.shape(), values);
  }
}
