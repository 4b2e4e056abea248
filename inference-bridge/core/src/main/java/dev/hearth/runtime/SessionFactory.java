package dev.hearth.runtime;

import java.util.List;

/**
 * Makes sessions on one runtime.
 *
 * <p>A factory serves one call at a time: {@code create} and every session's {@code run} and {@code
 * close} wait for each other.
 */
public interface SessionFactory {
  /** Returns the names of this runtime's execution providers, the fastest first. */
  List<String> providers();

  /**
   * Says whether a provider can be used here; blocking, for a few seconds at most.
   *
   * @param provider one of the runtime's execution providers, such as {@code wasm}
   */
  ProviderSupport support(String provider);

  /**
   * Loads a model.
   *
   * @param files the model's files, complete and checked
   * @param provider one of the runtime's execution providers, such as {@code wasm}
   * @throws InferenceException PROVIDER_UNAVAILABLE if the provider cannot be started here;
   *     UNSUPPORTED_OPERATOR, OUT_OF_MEMORY or RUNTIME_FAILED if the model cannot be loaded;
   *     DEVICE_LOST or TIMEOUT as in {@link InferenceSession#run}
   */
  InferenceSession create(ModelFiles files, String provider);
}
