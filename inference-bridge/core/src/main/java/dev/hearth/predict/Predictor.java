package dev.hearth.predict;

import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.Tensor;
import java.util.Map;

/**
 * Runs a translator and a session in turn and measures each step.
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
   * @throws dev.hearth.runtime.InferenceException as the translator and the session do; the
   *     predictor stays usable
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
