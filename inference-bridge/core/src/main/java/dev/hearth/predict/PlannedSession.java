package dev.hearth.predict;

import dev.hearth.predict.ExecutionPlan.Candidate;
import dev.hearth.predict.ExecutionPlan.Rejected;
import dev.hearth.predict.PlanEvent.State;
import dev.hearth.runtime.Gate;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session that keeps to a plan: it runs on the first candidate that opens and gives the goldens'
 * answers, and on the next one when that fails later. Calls from several threads wait for each
 * other.
 */
public final class PlannedSession implements InferenceSession {
  private final List<Candidate> waiting;
  private final List<Candidate> software = new ArrayList<>();
  private final List<Rejected> rejected;
  private final Opener opener;
  private final @Nullable SelfTest selfTest;
  private final Gate gate;
  private final Consumer<PlanEvent> events;
  private @Nullable InferenceSession session;
  private @Nullable ExecutionPlan plan;
  private @Nullable InferenceException exhausted;
  private boolean reopened;

  /** Opens a session for a candidate. */
  public interface Opener {
    /** Says whether the candidate's provider can be used here. */
    default ProviderSupport support(Candidate candidate) {
      return ProviderSupport.yes();
    }

    /** Returns a session of the candidate's variant on its provider. */
    InferenceSession open(Candidate candidate);
  }

  private PlannedSession(
      List<Candidate> candidates,
      List<Rejected> rejected,
      Opener opener,
      @Nullable SelfTest selfTest,
      Gate gate,
      Consumer<PlanEvent> events) {
    this.waiting = new ArrayList<>(candidates);
    this.rejected = new ArrayList<>(rejected);
    this.opener = opener;
    this.selfTest = selfTest;
    this.gate = gate;
    this.events = events;
    for (Rejected one : rejected) {
      waiting.removeIf(candidate -> candidate.isAt(one.candidate()));
    }
  }

  /**
   * Tries candidates in order. Adapters without a GPU behind them come last, unless they are all
   * there is.
   *
   * @param candidates best first
   * @param rejected those that have failed before and are not tried again
   * @param opener opens each
   * @param selfTest the package's, or null
   * @param gate keeps runs apart
   * @param events told each step; must not block
   * @throws InferenceException if none works: the code of the reason of what needs no device, else
   *     of the last, and every reason; or at once what is wrong with the model whatever runs it
   */
  public static PlannedSession open(
      List<Candidate> candidates,
      List<Rejected> rejected,
      Opener opener,
      @Nullable SelfTest selfTest,
      Gate gate,
      Consumer<PlanEvent> events) {
    PlannedSession out = new PlannedSession(candidates, rejected, opener, selfTest, gate, events);
    out.next();
    return out;
  }

  /** Returns where the model runs now, and why there. */
  public ExecutionPlan plan() {
    if (plan == null) {
      throw new IllegalStateException("Expected a session that opened");
    }
    return plan;
  }

  /**
   * Returns the session of the candidate in use, which this one closes.
   *
   * @throws InferenceException every reason, once the last candidate has failed
   */
  public InferenceSession current() {
    if (exhausted != null) {
      throw exhausted;
    } else if (session == null) {
      throw new IllegalStateException("Expected an open session, found a closed one");
    }
    return session;
  }

  @Override
  public List<TensorInfo> inputs() {
    return current().inputs();
  }

  @Override
  public List<TensorInfo> outputs() {
    return current().outputs();
  }

  /**
   * {@inheritDoc}
   *
   * <p>If the candidate in use fails, the next one takes over, and runs the same feeds once.
   */
  @Override
  public Map<String, Tensor> run(Map<String, Tensor> feeds) {
    gate.enter();
    try {
      return runInside(feeds);
    } finally {
      gate.leave();
    }
  }

  private Map<String, Tensor> runInside(Map<String, Tensor> feeds) {
    InferenceSession inUse = current();
    try {
      return inUse.run(feeds);
    } catch (InferenceException e) {
      if (!isAtFault(inUse, e) || !hasNext(e)) {
        throw e;
      }
      leave(inUse, e);
      next();
      return current().run(feeds);
    }
  }

  @Override
  public void close() {
    gate.enter();
    InferenceSession open = session;
    session = null;
    try {
      if (open != null) {
        open.close();
      }
    } finally {
      gate.leave();
    }
  }

  // Runtimes blame bad values and broken devices in the same words: the goldens tell them apart.
  private boolean isAtFault(InferenceSession inUse, InferenceException e) {
    if (e.code() == Code.RUNTIME_FAILED) {
      return selfTest != null && !passes(inUse, selfTest);
    }
    return isOfThisCandidate(e.code());
  }

  private boolean passes(InferenceSession inUse, SelfTest test) {
    try {
      test.run(inUse, plan().candidate().variant().tolerance());
      return true;
    } catch (InferenceException e) {
      return false;
    }
  }

  // A lost device comes back once, when nothing else works: a driver was restarted, or a laptop
  // slept.
  private boolean hasNext(InferenceException e) {
    if (e.code() == Code.DEVICE_LOST && !reopened) {
      reopened = true;
      waiting.add(plan().candidate());
    }
    return !waiting.isEmpty();
  }

  private void leave(InferenceSession inUse, InferenceException e) {
    Candidate candidate = plan().candidate();
    session = null;
    close(inUse, e);
    rejected.add(new Rejected(candidate, e));
    events.accept(new PlanEvent(State.LOST, candidate, e));
  }

  private void next() {
    while (!waiting.isEmpty()) {
      Candidate candidate = waiting.remove(0);
      InferenceSession opened = null;
      try {
        if (isDeferred(candidate)) {
          continue;
        }
        tell(State.LOADING, candidate);
        opened = opener.open(candidate);
        tell(State.SELF_TESTING, candidate);
        SelfTestReport report =
            selfTest == null ? null : selfTest.run(opened, candidate.variant().tolerance());
        session = opened;
        plan = new ExecutionPlan(candidate, report, rejected, waiting);
        tell(State.READY, candidate);
        return;
      } catch (InferenceException e) {
        if (opened != null) {
          close(opened, e);
        }
        if (!isOfThisCandidate(e.code())) {
          throw e;
        }
        reject(candidate, e);
      }
    }
    exhausted = none();
    throw exhausted;
  }

  private boolean isDeferred(Candidate candidate) {
    boolean again = software.remove(candidate);
    tell(State.PROBING, candidate);
    ProviderSupport support = opener.support(candidate);
    if (!support.available()) {
      waiting.removeIf(other -> other.provider().equals(candidate.provider()));
      throw new InferenceException(Code.PROVIDER_UNAVAILABLE, support.reason());
    }
    for (String need : candidate.variant().needs()) {
      if (support.features().indexOf(need) < 0) {
        throw new InferenceException(
            Code.PROVIDER_UNAVAILABLE,
            "The variant " + candidate.variant().name() + " needs " + need);
      }
    }
    if (support.software() && !again && !waiting.isEmpty()) {
      waiting.add(candidate);
      software.add(candidate);
      return true;
    }
    return false;
  }

  private void reject(Candidate candidate, InferenceException e) {
    rejected.add(new Rejected(candidate, e));
    events.accept(new PlanEvent(State.REJECTED, candidate, e));
  }

  private void tell(State state, Candidate candidate) {
    events.accept(new PlanEvent(state, candidate, null));
  }

  // What a failed session says when it is closed belongs to its failure.
  private static void close(InferenceSession failed, InferenceException e) {
    try {
      failed.close();
    } catch (RuntimeException closing) {
      e.addSuppressed(closing);
    }
  }

  // A broken download or a wrong manifest is broken for every candidate; a runtime that does not
  // answer keeps the others from running in the same worker.
  private static boolean isOfThisCandidate(Code code) {
    return switch (code) {
      case PROVIDER_UNAVAILABLE,
          UNSUPPORTED_OPERATOR,
          OUT_OF_MEMORY,
          DEVICE_LOST,
          SELF_TEST_FAILED,
          RUNTIME_FAILED ->
          true;
      default -> false;
    };
  }

  // What needs no device knows the most operators: why it cannot tells most of the model.
  private static boolean isOnCpu(String provider) {
    return provider.equals("wasm") || provider.equals("cpu");
  }

  private InferenceException none() {
    StringBuilder reasons = new StringBuilder("No way to run this model here.");
    Code code = Code.PROVIDER_UNAVAILABLE;
    boolean told = false;
    for (Rejected one : rejected) {
      boolean onCpu = isOnCpu(one.candidate().provider());
      if (onCpu || !told) {
        code = one.reason().code();
        told = onCpu;
      }
      reasons
          .append(' ')
          .append(one.candidate().provider())
          .append(": ")
          .append(one.reason().getMessage())
          .append('.');
    }
    // What hung elsewhere before does not hang here now.
    return new InferenceException(
        code == Code.TIMEOUT ? Code.RUNTIME_FAILED : code, reasons.toString());
  }
}
