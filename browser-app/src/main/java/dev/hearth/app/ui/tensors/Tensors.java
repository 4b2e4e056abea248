package dev.hearth.app.ui.tensors;

import dev.hearth.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** Tensors as hearth.d.ts has them. */
final class Tensors {
  private Tensors() {}

  /** Loads what reads and writes them, blocking. */
  static TensorKit kit() {
    return Promises.await(load());
  }

  /**
   * Makes a tensor, blocking.
   *
   * @param maker {@code parse}, {@code zeros}, {@code random} or {@code read}
   * @param shape sizes between commas
   * @param source what it is made of: a text or a file, if anything
   * @throws dev.hearth.js.JsException if that cannot be; the message says why
   */
  static JSObject make(TensorKit kit, String maker, String type, String shape, JSObject source) {
    return Promises.await(made(kit, maker, type, shape, source));
  }

  @JSBody(script = "return import('./tensors.js');")
  private static native JSPromise<TensorKit> load();

  @JSBody(
      params = {"kit", "maker", "type", "shape", "source"},
      script =
          "return Promise.resolve().then(() => {"
              + "const axes = shape.split(',').map(one => one.trim()).filter(one => one !== '');"
              + "const sizes = axes.map(Number);"
              + "if (!sizes.every(size => Number.isInteger(size) && size >= 0))"
              + " throw new Error('Expected sizes of 0 or more, found [' + shape + ']');"
              + "return kit[maker](type, sizes, source); });")
  private static native JSPromise<JSObject> made(
      TensorKit kit, String maker, String type, String shape, JSObject source);

  @JSBody(params = "tensor", script = "return tensor.shape.join(', ');")
  static native String shape(JSObject tensor);

  @JSBody(params = "tensor", script = "return tensor.type;")
  static native String type(JSObject tensor);

  @JSBody(params = "map", script = "return Object.keys(map);")
  static native JSArrayReader<JSString> names(JSObject map);

  @JSBody(
      params = {"map", "name"},
      script = "return map[name];")
  static native JSObject get(JSObject map, String name);

  @JSBody(
      params = {"map", "name", "tensor"},
      script = "map[name] = tensor;")
  static native void put(JSObject map, String name, JSObject tensor);

  @JSBody(script = "return {};")
  static native JSObject map();
}
