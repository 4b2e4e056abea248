package dev.hearth.predict;

import dev.hearth.transfer.TransferEvent;

/** Told how a model comes to run, while it loads and later. No method may block. */
public interface LoadListener {
  /** Hears nothing. */
  LoadListener NONE =
      new LoadListener() {
        @Override
        public void onProgress(LoadingStage stage, long bytes, long totalBytes) {}

        @Override
        public void onPlan(PlanEvent event) {}
      };

  /**
   * Loading has come to a stage.
   *
   * @param bytes bytes read and checked so far; never fewer than before
   * @param totalBytes of all that is to be read, 0 where that is not known yet
   */
  void onProgress(LoadingStage stage, long bytes, long totalBytes);

  /** The plan took a step. */
  void onPlan(PlanEvent event);

  /** Bytes did not come as smoothly as they should; nothing is to be done about it. */
  default void onTransfer(TransferEvent event) {}
}
