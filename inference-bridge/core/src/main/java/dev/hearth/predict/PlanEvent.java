package dev.hearth.predict;

import dev.hearth.predict.ExecutionPlan.Candidate;
import dev.hearth.runtime.InferenceException;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a model's execution plan.
 *
 * @param state what the candidate has come to
 * @param candidate the candidate
 * @param reason why it was rejected or lost; null in other states
 */
public record PlanEvent(State state, Candidate candidate, @Nullable InferenceException reason) {

  /** What a candidate can come to. */
  public enum State {
    /** Whether its provider can be used is being found out. */
    PROBING,
    /** The model is being loaded into it. */
    LOADING,
    /** It is running the goldens. */
    SELF_TESTING,
    /** It has passed, and serves. */
    READY,
    /** It will not be used: it could not start, load the model, or give the goldens' answers. */
    REJECTED,
    /** It served, and failed: the next one takes over. */
    LOST
  }
}
