package dev.hearth.predict;

import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.Tensor;
import java.util.Map;

/**
 * Runs a translator and a session in turn and measures each step. Threads may share one as far as
 * they may its translator and session; it has nothing to close.
 *
 * @param <I> the input's type
 * @param <O> the result's type
 */
public final class Predictor<I, O> {
  private final InferenceSession session;
  private final Translator<I, O> translator;

  /** Makes a predictor over a session, which stays the caller's to close. */
  public Predictor(InferenceSession session, Translator<I, O> translator) {
    this.session = session;
    this.translator = translator;
  }

  /**
   * Predicts once, blocking the calling thread.
   *
   * @throws dev.hearth.runtime.InferenceException INVALID_INPUT if the model cannot take the input,
   *     and as the session does; the predictor stays usable
   * @throws IllegalStateException if the session is closed
   */
  public Prediction<O> predict(I input) {
    long start = System.nanoTime();
    Prepared<O> prepared = translator.preprocess(input);
    long preprocessed = System.nanoTime();
    Map<String, Tensor> fetches = session.run(prepared.feeds());
    long ran = System.nanoTime();
    O result = prepared.postprocess(fetches);
    long end = System.nanoTime();
    return new Prediction<>(
        result, new Timings(ms(start, preprocessed), ms(preprocessed, ran), ms(ran, end)));
  }

  private static double ms(long fromNanos, long toNanos) {
    return (toNanos - fromNanos) / 1e6;
  }
}
