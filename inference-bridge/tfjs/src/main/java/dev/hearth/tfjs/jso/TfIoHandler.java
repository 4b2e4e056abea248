package dev.hearth.tfjs.jso;

import org.teavm.jso.JSObject;

/** Overlay of {@code tf.io.IOHandler}. */
public interface TfIoHandler extends JSObject {}
