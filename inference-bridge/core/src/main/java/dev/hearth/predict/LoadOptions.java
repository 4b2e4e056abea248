package dev.hearth.predict;

import dev.hearth.predict.ExecutionPlan.Rejected;
import java.util.List;

/**
 * What an application asks of a model's execution plan.
 *
 * @param providers the only execution providers to try, in that order; empty to let the plan choose
 * @param variant the only variant to try; empty for all that the manifest does not keep for those
 *     who ask
 * @param selfTest false to trust candidates without running the package's goldens
 * @param rejected candidates that have failed before, with their reasons, and are not tried again
 */
public record LoadOptions(
    List<String> providers, String variant, boolean selfTest, List<Rejected> rejected) {
  /** Everything is up to the plan. */
  public static final LoadOptions DEFAULT = new LoadOptions(List.of(), "", true, List.of());

  public LoadOptions {
    providers = List.copyOf(providers);
    rejected = List.copyOf(rejected);
  }

  /** Returns options that ask for a provider alone. */
  public static LoadOptions provider(String provider) {
    return new LoadOptions(List.of(provider), "", true, List.of());
  }
}
