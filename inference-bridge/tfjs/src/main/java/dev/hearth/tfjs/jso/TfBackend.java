package dev.hearth.tfjs.jso;

import org.teavm.jso.JSObject;

/** Overlay of {@code tf.KernelBackend}. */
public interface TfBackend extends JSObject {}
