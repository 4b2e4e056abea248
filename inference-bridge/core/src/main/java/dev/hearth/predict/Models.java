package dev.hearth.predict;

/**
 * Where an application gets its models from: one program runs in a browser and in a test on the
 * JVM, with another implementation of this.
 */
public interface Models {
  /**
   * Opens a model, blocking the calling thread: downloads and checks it, and finds what can run it.
   *
   * @param model the address of a package's folder, whose stable version is taken, of the folder of
   *     one version, or of its manifest.json
   * @param listener told how far it is, and later of the plan's steps
   * @return the model, the caller's to close
   * @throws dev.hearth.runtime.InferenceException MODEL_NOT_FOUND, NETWORK, MANIFEST_INVALID or
   *     INTEGRITY if it cannot be had; PROVIDER_UNAVAILABLE or why the last candidate failed if
   *     nothing can run it here
   */
  Model open(String model, LoadOptions options, LoadListener listener);

  /**
   * Opens a model as the plan sees fit, and silently: {@link #open(String, LoadOptions,
   * LoadListener)}.
   */
  default Model open(String model) {
    return open(model, LoadOptions.DEFAULT, LoadListener.NONE);
  }
}
