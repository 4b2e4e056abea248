package dev.hearth.predict;

import dev.hearth.manifest.Variant;
import dev.hearth.runtime.InferenceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a model runs, and why there: the first candidate that opens and gives the goldens' answers.
 *
 * @param candidate the one chosen
 * @param selfTest what its self-test found; null where there was none
 * @param rejected those tried before it, with their reasons
 * @param waiting those that would be tried if it failed, in that order
 */
public record ExecutionPlan(
    Candidate candidate,
    @Nullable SelfTestReport selfTest,
    List<Rejected> rejected,
    List<Candidate> waiting) {

  // A run on a GPU costs some milliseconds of its own, and its runtime more bytes than such a
  // model.
  private static final long SMALL_BYTES = 2 << 20;

  public ExecutionPlan {
    rejected = List.copyOf(rejected);
    waiting = List.copyOf(waiting);
  }

  /**
   * A way to run a model.
   *
   * @param provider the runtime's execution provider, such as {@code wasm}
   * @param variant how the weights are stored
   */
  public record Candidate(String provider, Variant variant) {
    boolean isAt(Candidate other) {
      return provider.equals(other.provider) && variant.name().equals(other.variant.name());
    }
  }

  /**
   * A candidate that was not taken.
   *
   * @param candidate the candidate
   * @param reason why it failed
   */
  public record Rejected(Candidate candidate, InferenceException reason) {}

  /**
   * Returns the ways to run a model, best first: by provider, and within one by variant. For models
   * under 2 MiB the processor comes before the GPU. Variants on request need to be asked for.
   *
   * @param variants the ways its weights are stored, best first
   * @param bytes the size of its weights
   * @param providers the runtime's, fastest first
   * @throws InferenceException INVALID_INPUT if the options ask for a variant that it has not
   */
  static List<Candidate> candidates(
      List<Variant> variants, long bytes, List<String> providers, LoadOptions options) {
    List<String> order = new ArrayList<>(providers);
    if (!options.providers().isEmpty()) {
      order = options.providers();
    } else if (bytes < SMALL_BYTES && order.remove("wasm")) {
      order.add(0, "wasm");
    }
    List<Candidate> out = new ArrayList<>();
    for (String provider : order) {
      for (Variant variant : variants) {
        if (options.variant().isEmpty()
            ? !variant.onRequest()
            : options.variant().equals(variant.name())) {
          out.add(new Candidate(provider, variant));
        }
      }
    }
    if (out.isEmpty()) {
      throw new InferenceException(
          InferenceException.Code.INVALID_INPUT,
          "Expected a variant that the model has, such as "
              + variants.get(0).name()
              + ", found "
              + options.variant());
    }
    return out;
  }
}
