package dev.hearth.app.client;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Overlay of a run as runs.js keeps it. Times are in milliseconds since 1970; 0 for not yet. */
public interface Run extends JSObject {
  @JSProperty
  String getId();

  @JSProperty
  int getNumber();

  @JSProperty
  String getTitle();

  /** Returns the model's version; "" where it is not known yet. */
  @JSProperty
  String getVersion();

  @JSProperty
  String getTask();

  @JSProperty
  String getProvider();

  @JSProperty
  String getVariant();

  /** Returns queued, loading, running, done, failed or cancelled. */
  @JSProperty
  String getState();

  /** Returns why it failed as a whole. */
  @JSProperty
  @Nullable RunFailure getFailure();

  @JSProperty
  double getCreatedMs();

  /** Returns how many milliseconds it was loading and running. */
  @JSProperty
  double getTookMs();

  /** Returns the share of the model's bytes, 0 to 1. */
  @JSProperty
  double getLoaded();

  @JSProperty
  int getInputs();

  @JSProperty
  int getDone();

  @JSProperty
  int getFailed();
}
