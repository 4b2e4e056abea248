package dev.hearth.app.client;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.file.Blob;

/** Overlay of an input of a run as runs.js keeps it. */
public interface RunItem extends JSObject {
  @JSProperty
  String getName();

  /** Returns a small copy of a picture. */
  @JSProperty
  @Nullable Blob getThumbnail();

  /** Returns waiting, done or failed. */
  @JSProperty
  String getState();

  /** Returns what {@code predict} of the task returns, as plain JSON. */
  @JSProperty
  @Nullable JSObject getResult();

  /** Returns the picture that the model made, a PNG. */
  @JSProperty
  @Nullable Blob getPicture();

  @JSProperty
  @Nullable RunFailure getFailure();
}
