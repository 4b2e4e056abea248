package dev.hearth.tfjs.jso;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;

/** Overlay of {@code tf.Environment}, its flags. */
public interface TfEnvironment extends JSObject {
  void set(String flagName, boolean value);

  JSPromise<JSBoolean> getAsync(String flagName);
}
