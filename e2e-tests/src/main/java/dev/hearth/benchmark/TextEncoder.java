package dev.hearth.benchmark;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int32Array;

/** A tokenizer as the page calls it. */
@FunctionalInterface
@JSFunctor
public interface TextEncoder extends JSObject {
  /** Returns the ids of a text's tokens. */
  Int32Array encode(String text);
}
