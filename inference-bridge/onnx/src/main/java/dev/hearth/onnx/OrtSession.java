package dev.hearth.onnx;

import dev.hearth.js.TypedArrays;
import dev.hearth.onnx.jso.Ort;
import dev.hearth.onnx.jso.OrtInferenceSession;
import dev.hearth.onnx.jso.OrtTensor;
import dev.hearth.onnx.jso.OrtValueMetadata;
import dev.hearth.runtime.DeviceSession;
import dev.hearth.runtime.DeviceTensor;
import dev.hearth.runtime.Feeds;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.StringTensor;
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

/**
 * A model in onnxruntime-web.
 *
 * <p>The runtime reads feeds from the caller's own arrays while it runs, and a fetch is over the
 * array the runtime made for it: no tensor is copied on this side (text is). Inputs that have an
 * initializer in the model cannot be fed; all others must be.
 */
public final class OrtSession implements DeviceSession {
  // What onnxruntime-web says of a dimension that is neither fixed nor named.
  private static final double UNNAMED = 4294967295.0;

  private final OrtSessionFactory factory;
  private final Ort ort;
  private final Device device;
  private final List<TensorInfo> inputs;
  private final List<TensorInfo> outputs;
  private @Nullable OrtInferenceSession session;

  OrtSession(
      OrtSessionFactory factory,
      Ort ort,
      Device device,
      OrtInferenceSession session,
      byte[] model) {
    this.factory = factory;
    this.ort = ort;
    this.device = device;
    this.session = session;
    boolean silent = device instanceof GlContext;
    List<TensorInfo> known = silent ? null : infos(session.getInputMetadata());
    inputs = known == null ? GraphSignature.of(model).inputs() : known;
    known = silent ? null : infos(session.getOutputMetadata());
    outputs = known == null ? GraphSignature.of(model).outputs() : known;
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
    factory.lock.enter();
    try {
      OrtInferenceSession open = open();
      JSMapLike<OrtTensor> fetches = factory.awaitRun(open.run(ortFeeds(feeds)), device);
      Map<String, Tensor> out = new LinkedHashMap<>();
      for (TensorInfo output : outputs) {
        out.put(output.name(), tensor(output.name(), fetches.get(output.name())));
      }
      return out;
    } finally {
      factory.lock.leave();
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Outputs are on the GPU if the session was made by {@link OrtSessionFactory#createOnDevice}.
   */
  @Override
  public Map<String, DeviceTensor> runOnDevice(Map<String, ?> feeds) {
    factory.lock.enter();
    try {
      OrtInferenceSession open = open();
      JSMapLike<OrtTensor> fetches = factory.awaitRun(open.run(ortFeeds(feeds)), device);
      Map<String, DeviceTensor> out = new LinkedHashMap<>();
      for (TensorInfo output : outputs) {
        OrtTensor tensor = fetches.get(output.name());
        out.put(output.name(), new OrtDeviceTensor(factory, device, output.name(), tensor));
      }
      return out;
    } finally {
      factory.lock.leave();
    }
  }

  /** Frees the runtime's memory, unless the runtime has stopped answering: ending it frees all. */
  @Override
  public void close() {
    factory.lock.enter();
    try {
      OrtInferenceSession open = session;
      session = null;
      if (open != null && factory.isResponsive()) {
        factory.awaitRelease(open.release());
      }
    } finally {
      factory.lock.leave();
    }
  }

  private OrtInferenceSession open() {
    OrtInferenceSession open = session;
    if (open == null) {
      throw new IllegalStateException("Expected an open session, found a closed one");
    }
    factory.checkResponsive();
    if (!device.lost().isEmpty()) {
      throw OrtErrors.lost(device);
    }
    return open;
  }

  private JSMapLike<OrtTensor> ortFeeds(Map<String, ?> feeds) {
    JSMapLike<OrtTensor> out = JSObjects.create();
    for (TensorInfo input : inputs) {
      Object feed = feeds.get(input.name());
      if (feed instanceof OrtDeviceTensor there) {
        Feeds.check(input, there.type(), there.shape());
        out.set(input.name(), there.tensor());
      } else if (feed instanceof Tensor here) {
        Feeds.check(input, here.type(), here.shape());
        out.set(input.name(), ortTensor(input.name(), here));
      } else {
        throw new InferenceException(
            Code.INVALID_INPUT,
            "Expected a feed for input "
                + input
                + ", found "
                + (feed != null
                    ? "a device tensor of another factory"
                    : "feeds " + String.join(", ", feeds.keySet())));
      }
    }
    if (feeds.size() > inputs.size()) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected "
              + inputs.size()
              + " feeds, found "
              + String.join(", ", feeds.keySet())
              + ": an input with an initializer in the model cannot be fed");
    }
    return out;
  }

  private OrtTensor ortTensor(String name, Tensor tensor) {
    JSObject data =
        tensor instanceof StringTensor texts ? strings(name, texts) : TypedArrays.of(tensor);
    return OrtTensor.create(ort, tensor.type().id(), data, TypedArrays.dims(tensor.shape()));
  }

  private static JSObject strings(String name, StringTensor texts) {
    for (String text : texts.values()) {
      if (text.indexOf('\0') >= 0) {
        throw new InferenceException(
            Code.INVALID_INPUT,
            "Expected texts without U+0000 for input "
                + name
                + ", since onnxruntime-web drops what follows it");
      }
    }
    return TypedArrays.strings(texts);
  }

  private Tensor tensor(String name, OrtTensor tensor) {
    boolean here = tensor.getLocation().equals("cpu");
    JSObject data = here ? tensor.getData() : factory.awaitRun(tensor.getData(true), device);
    return TypedArrays.tensor(name, tensor.getType(), TypedArrays.shape(tensor.getDims()), data);
  }

  /**
   * Returns null if only the model's bytes tell: not all are tensors, or one has no axes, which
   * stands for a scalar as well as for an unknown shape.
   */
  private static @Nullable List<TensorInfo> infos(JSArrayReader<OrtValueMetadata> metadata) {
    List<TensorInfo> out = new ArrayList<>();
    for (int i = 0; i < metadata.getLength(); i++) {
      OrtValueMetadata value = metadata.get(i);
      if (!value.isTensor() || value.getShape().getLength() == 0) {
        return null;
      }
      out.add(
          new TensorInfo(
              value.getName(),
              TypedArrays.elementType(value.getName(), value.getType()),
              dimensions(value.getShape())));
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
