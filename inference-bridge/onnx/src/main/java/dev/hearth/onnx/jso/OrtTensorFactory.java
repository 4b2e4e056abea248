package dev.hearth.onnx.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.typedarrays.TypedArray;

/** Overlay of {@code ort.Tensor}, the constructor. */
public interface OrtTensorFactory extends JSObject {
  OrtTensor fromGpuBuffer(JSObject gpuBuffer, OrtResourceOptions options);

  OrtTensor fromMLTensor(JSObject mlTensor, OrtResourceOptions options);

  OrtTensor fromPinnedBuffer(String type, TypedArray buffer, JSArrayReader<JSNumber> dims);
}
