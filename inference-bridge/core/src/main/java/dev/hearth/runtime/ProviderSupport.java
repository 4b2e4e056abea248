package dev.hearth.runtime;

import java.util.List;

/**
 * Whether an execution provider can be used on this device.
 *
 * @param available false if it cannot
 * @param software true if it is a GPU's interface without a GPU behind it: right, but slow
 * @param features what variants may need, such as {@code shader-f16}
 * @param reason why it is not available, or what a person should know of it; empty for nothing
 */
public record ProviderSupport(
    boolean available, boolean software, List<String> features, String reason) {
  /** A provider of which there is nothing to say. */
  public static final ProviderSupport YES = new ProviderSupport(true, false, List.of(), "");

  public ProviderSupport {
    features = List.copyOf(features);
  }

  /** Returns that a provider cannot be used. */
  public static ProviderSupport no(String reason) {
    return new ProviderSupport(false, false, List.of(), reason);
  }
}
