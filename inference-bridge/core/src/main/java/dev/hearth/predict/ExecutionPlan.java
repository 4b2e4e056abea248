package dev.hearth.predict;

import dev.hearth.manifest.Variant;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a model runs, and why there: the first candidate that opens and gives the goldens' answers.
 *
 * @param candidate the one chosen
 * @param session its session, the caller's to close
 * @param selfTest what its self-test found; null where the package has no goldens
 * @param rejected those before it, with their reasons
 */
public record ExecutionPlan(
    Candidate candidate,
    InferenceSession session,
    @Nullable SelfTestReport selfTest,
    List<Rejected> rejected) {

  public ExecutionPlan {
    rejected = List.copyOf(rejected);
  }

  /**
   * A way to run a model.
   *
   * @param provider the runtime's execution provider, such as {@code wasm}
   * @param variant how the weights are stored
   */
  public record Candidate(String provider, Variant variant) {}

  /**
   * A candidate that was not taken.
   *
   * @param candidate the candidate
   * @param reason why it failed
   */
  public record Rejected(Candidate candidate, InferenceException reason) {}

  /** Opens a session for a candidate. */
  public interface Opener {
    /** Returns a session of the candidate's variant on its provider. */
    InferenceSession open(Candidate candidate);
  }

  /**
   * Tries candidates in order.
   *
   * @param candidates best first, at least one
   * @param opener opens each
   * @param selfTest the package's, or null
   * @throws InferenceException if none works: the last reason's code, and every reason
   */
  public static ExecutionPlan choose(
      List<Candidate> candidates, Opener opener, @Nullable SelfTest selfTest) {
    List<Rejected> rejected = new ArrayList<>();
    for (Candidate candidate : candidates) {
      InferenceSession session = null;
      try {
        session = opener.open(candidate);
        SelfTestReport report = selfTest == null ? null : selfTest.run(session);
        return new ExecutionPlan(candidate, session, report, rejected);
      } catch (InferenceException e) {
        if (session != null) {
          session.close();
        }
        if (!isOfThisCandidate(e.code())) {
          throw e;
        }
        rejected.add(new Rejected(candidate, e));
      }
    }
    throw none(rejected);
  }

  // A broken download or a wrong manifest is broken for every candidate.
  private static boolean isOfThisCandidate(Code code) {
    return code == Code.PROVIDER_UNAVAILABLE
        || code == Code.UNSUPPORTED_OPERATOR
        || code == Code.OUT_OF_MEMORY
        || code == Code.SELF_TEST_FAILED
        || code == Code.RUNTIME_FAILED;
  }

  private static InferenceException none(List<Rejected> rejected) {
    StringBuilder reasons = new StringBuilder("No way to run this model here.");
    Code code = Code.PROVIDER_UNAVAILABLE;
    for (Rejected one : rejected) {
      code = one.reason().code();
      reasons
          .append(' ')
          .append(one.candidate().provider())
          .append(": ")
          .append(one.reason().getMessage())
          .append('.');
    }
    return new InferenceException(code, reasons.toString());
  }
}
