package dev.hearth.onnx.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;

/** Overlay of {@code TensorFromGpuBufferOptions} and {@code TensorFromMLTensorOptions}. */
public abstract class OrtResourceOptions implements JSObject {
  /** Returns what gives a resource's elements. */
  @JSFunctor
  public interface Download extends JSObject {
    JSPromise<JSObject> get();
  }

  /** Frees a resource. */
  @JSFunctor
  public interface Dispose extends JSObject {
    void run();
  }

  @JSBody(script = "return {};")
  public static native OrtResourceOptions create();

  @JSProperty
  public abstract void setDataType(String dataType);

  @JSProperty
  public abstract void setDims(JSArrayReader<JSNumber> dims);

  @JSProperty
  public abstract void setDownload(Download download);

  @JSProperty
  public abstract void setDispose(Dispose dispose);
}
