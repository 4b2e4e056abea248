package dev.hearth.tfjs.jso;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** Overlay of {@code tf.io.ModelArtifacts}. */
public abstract class TfModelArtifacts implements JSObject {
  /** Returns all that the model.json says, with the weights its manifest names, in its order. */
  @JSBody(
      params = {"json", "weightSpecs", "weightData"},
      script =
          "return Object.assign({}, json, {weightSpecs: weightSpecs, weightData: weightData});")
  public static native TfModelArtifacts create(
      TfModelJson json, JSArray<JSObject> weightSpecs, JSArray<ArrayBuffer> weightData);

  /**
   * Has the graph-model loader read the weights one by one, which lets the WebGPU backend keep none
   * of them in the page's memory. A chunk is never longer than a weight, because the loader copies
   * what is left of a chunk after each.
   */
  @JSBody(
      params = "artifacts",
      script =
          "const sizes = {float32: 4, int32: 4, bool: 1, uint8: 1, uint16: 2, float16: 2,"
              + "  complex64: 8, string: 65536};"
              + "artifacts.getWeightStream = () => {"
              + "  let spec = 0, left = 0, buffer = 0, at = 0;"
              + "  return new ReadableStream({pull(controller) {"
              + "    const {weightSpecs, weightData} = artifacts;"
              + "    while (left == 0 && spec < weightSpecs.length) {"
              + "      const {dtype, shape, quantization} = weightSpecs[spec++];"
              + "      left = shape.reduce((a, b) => a * b,"
              + "          sizes[quantization ? quantization.dtype : dtype]);"
              + "    }"
              + "    while (buffer < weightData.length && at == weightData[buffer].byteLength) {"
              + "      buffer++;"
              + "      at = 0;"
              + "    }"
              + "    if (buffer == weightData.length) return controller.close();"
              + "    const rest = weightData[buffer].byteLength - at;"
              + "    const length = left == 0 ? rest : Math.min(left, rest);"
              + "    controller.enqueue(new Uint8Array(weightData[buffer], at, length));"
              + "    at += length;"
              + "    left = Math.max(0, left - length);"
              + "  }}, {highWaterMark: 0});"
              + "};")
  public static native void stream(TfModelArtifacts artifacts);

  /** Returns a handler that loads these artifacts. */
  @JSBody(params = "artifacts", script = "return {load: () => Promise.resolve(artifacts)};")
  public static native TfIoHandler handler(TfModelArtifacts artifacts);
}
