package dev.hearth.runtime;

/** Makes sessions on one runtime. */
public interface SessionFactory {
  /**
   * Loads a model.
   *
   * @param files the model's files, complete and checked
   * @param provider one of the runtime's execution providers, such as {@code wasm}
   * @throws InferenceException PROVIDER_UNAVAILABLE if the provider cannot be started here;
   *     UNSUPPORTED_OPERATOR, OUT_OF_MEMORY or RUNTIME_FAILED if the model cannot be loaded
   */
  InferenceSession create(ModelFiles files, String provider);
}
