package dev.hearth.onnx;

import dev.hearth.js.Promises;
import dev.hearth.js.TypedArrays;
import dev.hearth.onnx.jso.Ort;
import dev.hearth.onnx.jso.OrtInferenceSession;
import dev.hearth.onnx.jso.OrtTensor;
import dev.hearth.onnx.jso.OrtValueMetadata;
import dev.hearth.runtime.Feeds;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSObjects;

/** A model in onnxruntime-web. Feeds are shared with the runtime, not copied. */
final class OrtSession implements InferenceSession {
  // What onnxruntime-web says of a dimension that is neither fixed nor named.
  private static final double UNNAMED = 4294967295.0;

  private final Ort ort;
  private final List<TensorInfo> inputs;
  private final List<TensorInfo> outputs;
  private @Nullable OrtInferenceSession session;

  OrtSession(Ort ort, OrtInferenceSession session) {
    this.ort = ort;
    this.session = session;
    inputs = infos(session.getInputMetadata());
    outputs = infos(session.getOutputMetadata());
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
    if (session == null) {
      throw new IllegalStateException("Expected an open session, found a closed one");
    }
    Feeds.check(inputs, feeds);
    JSMapLike<OrtTensor> ortFeeds = JSObjects.create();
    for (Map.Entry<String, Tensor> feed : feeds.entrySet()) {
      Tensor tensor = feed.getValue();
      ortFeeds.set(
          feed.getKey(),
          OrtTensor.create(
              ort, tensor.type().id(), TypedArrays.of(tensor), TypedArrays.dims(tensor.shape())));
    }
    JSMapLike<OrtTensor> fetches =
        Promises.await(
            session.run(ortFeeds),
            e -> OrtSessionFactory.translate(e, "onnxruntime-web could not run the model"));
    Map<String, Tensor> out = new LinkedHashMap<>();
    for (TensorInfo output : outputs) {
      OrtTensor tensor = fetches.get(output.name());
      out.put(
          output.name(),
          TypedArrays.tensor(
              output.name(),
              tensor.getType(),
              TypedArrays.shape(tensor.getDims()),
              tensor.getData()));
    }
    return out;
  }

  @Override
  public void close() {
    OrtInferenceSession open = session;
    session = null;
    if (open != null) {
      Promises.await(open.release());
    }
  }

  private static List<TensorInfo> infos(JSArrayReader<OrtValueMetadata> metadata) {
    List<TensorInfo> out = new ArrayList<>();
    for (int i = 0; i < metadata.getLength(); i++) {
      OrtValueMetadata value = metadata.get(i);
      if (!value.isTensor()) {
        throw new InferenceException(
            Code.UNSUPPORTED_OPERATOR,
            "Expected tensors in and out, found " + value.getName() + ", a sequence or map");
      }
      out.add(
          new TensorInfo(
              value.getName(), ElementType.of(value.getType()), dimensions(value.getShape())));
    }
    return out;
  }

  private static List<Dimension> dimensions(JSArrayReader<JSObject> shape) {
    List<Dimension> out = new ArrayList<>();
    for (int i = 0; i < shape.getLength(); i++) {
      double size = OrtValueMetadata.size(shape.get(i));
      if (size == UNNAMED) {
        out.add(Dimension.free("dim_" + i));
      } else if (size < 0) {
        out.add(Dimension.free(OrtValueMetadata.name(shape.get(i))));
      } else {
        out.add(Dimension.fixed((int) size));
      }
    }
    return out;
  }
}
