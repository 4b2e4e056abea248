package dev.hearth.onnx;

import dev.hearth.js.TypedArrays;
import dev.hearth.onnx.jso.OrtTensor;
import dev.hearth.runtime.DeviceTensor;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** A tensor wherever onnxruntime-web keeps it. */
final class OrtDeviceTensor implements DeviceTensor {
  private final OrtSessionFactory factory;
  private final Device device;
  private final OrtTensor tensor;
  private final ElementType type;
  private final Shape shape;
  private boolean closed;

  OrtDeviceTensor(OrtSessionFactory factory, Device device, String name, OrtTensor tensor) {
    this.factory = factory;
    this.device = device;
    this.tensor = tensor;
    type = TypedArrays.elementType(name, tensor.getType());
    shape = TypedArrays.shape(tensor.getDims());
  }

  @Override
  public ElementType type() {
    return type;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Tensor download() {
    factory.lock.enter();
    try {
      tensor();
      boolean here = tensor.getLocation().equals("cpu");
      JSObject data = here ? tensor.getData() : factory.awaitRun(tensor.getData(false), device);
      return TypedArrays.tensor(type, shape, copy(data));
    } finally {
      factory.lock.leave();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      // What was on a lost device went with it.
      if (device.lost().isEmpty()) {
        factory.dispose(tensor);
      }
    }
  }

  // The runtime's tensor has what was fetched, and is fed from it from now on: it must not be given
  // away to another thread.
  @JSBody(params = "data", script = "return data.slice();")
  private static native JSObject copy(JSObject data);

  /** Returns the runtime's tensor, for a feed. */
  OrtTensor tensor() {
    if (closed) {
      throw new IllegalStateException("Expected an open tensor, found a closed one");
    }
    factory.checkResponsive();
    if (!device.lost().isEmpty()) {
      throw OrtErrors.lost(device);
    }
    return tensor;
  }
}
