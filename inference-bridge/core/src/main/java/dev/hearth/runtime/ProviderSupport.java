package dev.hearth.runtime;

import java.util.List;

/**
 * What this device says of an execution provider.
 *
 * @param available true if sessions can be made on it
 * @param software true for a GPU provider whose adapter is a program: right, but slow
 * @param features what it has beyond the common part, such as {@code shader-f16}
 * @param reason why it is not available, or what a person should know; empty if nothing
 */
public record ProviderSupport(
    boolean available, boolean software, List<String> features, String reason) {
  public ProviderSupport {
    features = List.copyOf(features);
  }

  /** Returns the answer of a provider that is there, with nothing more to say. */
  public static ProviderSupport yes() {
    return new ProviderSupport(true, false, List.of(), "");
  }

  /** Returns the answer of a provider that is not there. */
  public static ProviderSupport no(String reason) {
    return new ProviderSupport(false, false, List.of(), reason);
  }
}
