package dev.hearth.runtime;

import java.util.List;

/** Makes sessions on one runtime. */
public interface SessionFactory {
  /** Returns the names of this runtime's execution providers, the fastest first. */
  List<String> providers();

  /** Says whether a provider can be used here, blocking the calling thread for a few seconds. */
  ProviderSupport support(String provider);

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
