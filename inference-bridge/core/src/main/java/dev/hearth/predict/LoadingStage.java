package dev.hearth.predict;

/** What loading a model is busy with, in order; from COMPILE on once for each candidate. */
public enum LoadingStage {
  /** Reading the manifest. */
  MANIFEST,
  /** Reading and checking the model's bytes: the only stage with a byte count. */
  DOWNLOAD,
  /** Starting the runtime and compiling the model. */
  COMPILE,
  /** Comparing with the goldens. */
  SELF_TEST
}
