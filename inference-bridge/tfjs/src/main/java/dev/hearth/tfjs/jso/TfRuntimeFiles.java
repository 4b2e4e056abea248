package dev.hearth.tfjs.jso;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of what {@code vendor/runtimes.json} says of TensorFlow.js. */
public abstract class TfRuntimeFiles implements JSObject {
  @JSBody(params = "json", script = "return JSON.parse(json).tfjs;")
  public static native TfRuntimeFiles parse(String json);

  @JSProperty
  public abstract String getVersion();

  @JSBody(
      params = {"runtime", "name"},
      script = "return runtime.files[name] || null;")
  public static native @Nullable File file(TfRuntimeFiles runtime, String name);

  /** Overlay of one file's entry. */
  public interface File extends JSObject {
    @JSProperty
    int getBytes();

    @JSProperty
    String getSha256();
  }
}
