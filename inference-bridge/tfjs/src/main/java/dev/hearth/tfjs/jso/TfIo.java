package dev.hearth.tfjs.jso;

import org.teavm.jso.JSObject;

/** Overlay of {@code tf.io}. */
public interface TfIo extends JSObject {
  TfIoHandler fromMemory(TfModelArtifacts modelArtifacts);
}
