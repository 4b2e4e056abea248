package dev.hearth.js;

import java.util.function.Consumer;

/**
 * The one door from a JavaScript callback into Java that may block.
 *
 * <p>A callback cannot be suspended; a thread can. Threads here are coroutines on the page's or
 * worker's only thread, so they need no locks around plain code, only around what spans a blocking
 * call.
 */
public final class Tasks {
  private Tasks() {}

  /**
   * Starts a task and returns at once.
   *
   * @param onFailure gets whatever the task throws
   */
  public static void start(Runnable task, Consumer<RuntimeException> onFailure) {
    new Thread(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                onFailure.accept(e);
              }
            })
        .start();
  }
}
