package dev.hearth.tfjs;

import dev.hearth.js.Mutex;
import dev.hearth.js.TypedArrays;
import dev.hearth.runtime.DeviceTensor;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tfjs.jso.TfTensor;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSArray;

/** A tensor in the memory of a backend. */
final class TfjsDeviceTensor implements DeviceTensor {
  private final Mutex lock;
  private final TfjsBackend backend;
  private final ElementType type;
  private final Shape shape;
  private @Nullable TfTensor tensor;

  /** Makes one that owns {@code tensor}. */
  TfjsDeviceTensor(Mutex lock, TfjsBackend backend, TfTensor tensor) {
    this.lock = lock;
    this.backend = backend;
    type = TfjsValues.type("a tensor", tensor.getDtype());
    shape = TypedArrays.shape(tensor.getShape());
    this.tensor = tensor;
  }

  TfjsBackend backend() {
    return backend;
  }

  TfTensor tensor() {
    TfTensor open = tensor;
    if (open == null) {
      throw new IllegalStateException("Expected an open tensor, found a closed one");
    }
    return open;
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
    lock.enter();
    try {
      backend.use();
      return TfjsValues.read(backend, JSArray.of(tensor())).tensor(0, "of a device");
    } finally {
      lock.leave();
    }
  }

  @Override
  public void close() {
    lock.enter();
    try {
      TfTensor open = tensor;
      tensor = null;
      if (open != null) {
        open.dispose();
      }
    } finally {
      lock.leave();
    }
  }
}
