package dev.hearth.transfer;

import dev.hearth.runtime.InferenceException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Tries again what failed for a reason that may pass, after waits that grow. */
public final class Retries {
  /** Tries once. */
  public static final Retries NONE = new Retries(1, 0, 0, ms -> {});

  private final int tries;
  private final long firstWaitMillis;
  private final int growth;
  private final LongConsumer pause;

  /**
   * Makes a policy.
   *
   * @param tries how often to try in all, at least 1
   * @param firstWaitMillis how long to wait after the first failure
   * @param growth how many times as long to wait after each further one
   * @param pause waits for so many milliseconds, blocking the calling thread
   */
  public Retries(int tries, long firstWaitMillis, int growth, LongConsumer pause) {
    if (tries < 1) {
      throw new IllegalArgumentException("Expected 1 try or more, found " + tries);
    }
    this.tries = tries;
    this.firstWaitMillis = firstWaitMillis;
    this.growth = growth;
    this.pause = pause;
  }

  /**
   * Returns what an attempt returns, the first that does not fail.
   *
   * @param onRetry told before each wait what went wrong and what is done, in a sentence
   * @throws InferenceException at once what does not pass; else what the last attempt threw, with
   *     the number of tries in its message
   */
  public <T> T call(Supplier<T> attempt, Consumer<String> onRetry) {
    long waitMillis = firstWaitMillis;
    for (int tried = 1; ; tried++) {
      try {
        return attempt.get();
      } catch (InferenceException e) {
        if (!e.isPassing() || tries == 1) {
          throw e;
        }
        if (tried == tries) {
          throw new InferenceException(
              e.code(), e.getMessage() + " (tried " + tries + " times)", e);
        }
        onRetry.accept(
            e.getMessage()
                + ": try "
                + (tried + 1)
                + " of "
                + tries
                + " follows in "
                + waitMillis
                + " ms");
      }
      pause.accept(waitMillis);
      waitMillis *= growth;
    }
  }
}
