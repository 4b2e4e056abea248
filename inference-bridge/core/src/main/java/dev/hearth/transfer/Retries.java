package dev.hearth.transfer;

import dev.hearth.runtime.InferenceException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Tries again what failed for a reason that may pass, after waits that grow, or that the server
 * asks for.
 */
public final class Retries {
  /** Tries once. */
  public static final Retries NONE = new Retries(1, 0, 0, ms -> {});

  /** The longest wait that a server may ask for. */
  private static final long MOST_WAIT_MILLIS = 30_000;

  private static final long PAUSE_MILLIS = 1000;

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
   * @param onWaiting told every second of a wait; what it throws ends it
   * @throws InferenceException at once what does not pass; else what the last attempt threw, with
   *     the number of tries in its message
   */
  public <T> T call(Supplier<T> attempt, Consumer<String> onRetry, Runnable onWaiting) {
    long ownMillis = firstWaitMillis;
    for (int tried = 1; ; tried++) {
      long waitMillis;
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
        waitMillis = Math.max(ownMillis, Math.min(e.waitMillis(), MOST_WAIT_MILLIS));
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
      for (long left = waitMillis; left > 0; left -= PAUSE_MILLIS) {
        pause.accept(Math.min(left, PAUSE_MILLIS));
        onWaiting.run();
      }
      ownMillis *= growth;
    }
  }
}
