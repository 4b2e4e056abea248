package dev.hearth.app.client;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** Told what a model sees in live video. No method may block. */
public interface VideoListener {
  /**
   * Returns the part of a frame to look at, by {@link RemoteModel#part}.
   *
   * @param width of the frame, in its pixels
   */
  JSObject part(int width, int height);

  /** Returns topK and thresholds for the next frame, as hearth.d.ts has them; or null. */
  @Nullable JSObject options();

  /** Returns true to be told with the next results what the model was fed. */
  boolean wantsFeeds();

  /** A frame was predicted. */
  void onSeen(Seen seen);

  /** A frame was one that the model can make nothing of; the next ones are predicted. */
  void onRefused();

  /** Watching ended by a failure; the model stays usable. */
  void onFailure(RuntimeException failure);
}
