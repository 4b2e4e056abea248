package dev.hearth.predict;

import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.ExecutionPlan.Candidate;
import dev.hearth.predict.ExecutionPlan.Rejected;
import dev.hearth.predict.PlannedSession.Opener;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a model would be tried first here, as far as the device and the manifest tell: none of the
 * model's files is read, and no golden is run.
 *
 * @param chosen null where no provider is there
 * @param rejected those before it, with their reasons
 * @param waiting those that are there and would be tried if it failed, in that order
 */
public record PlanForecast(
    @Nullable Candidate chosen, List<Rejected> rejected, List<Candidate> waiting) {

  public PlanForecast {
    rejected = List.copyOf(rejected);
    waiting = List.copyOf(waiting);
  }

  /**
   * Foretells the plan of a model.
   *
   * @throws InferenceException INVALID_INPUT if the options ask for a variant that it has not
   */
  public static PlanForecast of(ModelManifest manifest, Runtimes runtimes, LoadOptions options) {
    SessionFactory factory = runtimes.factory(manifest.runtime());
    List<Candidate> candidates =
        ExecutionPlan.candidates(
            manifest.variants(), manifest.bytes(), factory.providers(), options);
    List<Rejected> rejected = new ArrayList<>(options.rejected());
    try {
      ExecutionPlan plan =
          PlannedSession.open(
                  candidates,
                  options.rejected(),
                  new Probing(factory),
                  null,
                  runtimes.newGate(),
                  event -> {
                    InferenceException reason = event.reason();
                    if (reason != null) {
                      rejected.add(new Rejected(event.candidate(), reason));
                    }
                  })
              .plan();
      List<Candidate> waiting = new ArrayList<>(plan.waiting());
      waiting.removeIf(one -> !factory.support(one.provider()).available());
      return new PlanForecast(plan.candidate(), plan.rejected(), waiting);
    } catch (InferenceException e) {
      if (rejected.isEmpty()) {
        throw e;
      }
      return new PlanForecast(null, rejected, List.of());
    }
  }

  /** Asks for support, and opens nothing. */
  private record Probing(SessionFactory factory) implements Opener {
    @Override
    public ProviderSupport support(Candidate candidate) {
      return factory.support(candidate.provider());
    }

    @Override
    public InferenceSession open(Candidate candidate) {
      return new Unopened();
    }
  }

  /** A session of which nothing is asked. */
  private static final class Unopened implements InferenceSession {
    @Override
    public List<TensorInfo> inputs() {
      return List.of();
    }

    @Override
    public List<TensorInfo> outputs() {
      return List.of();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> feeds) {
      throw new IllegalStateException("Expected no run of a model that is not loaded");
    }

    @Override
    public void close() {}
  }
}
