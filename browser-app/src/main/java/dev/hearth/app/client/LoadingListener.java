package dev.hearth.app.client;

import dev.hearth.predict.LoadingStage;

/** Told how far a model is loaded. */
public interface LoadingListener {
  /**
   * Called at each stage, and again as bytes arrive. Must not block.
   *
   * @param bytes read so far; never falls
   * @param totalBytes to read, 0 before the manifest is read
   */
  void onProgress(LoadingStage stage, long bytes, long totalBytes);
}
