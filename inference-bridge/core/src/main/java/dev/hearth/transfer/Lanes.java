package dev.hearth.transfer;

import java.util.List;

/** Does several things at a time, where the platform can. */
public interface Lanes {
  /** Does one thing after the other. */
  Lanes ONE = tasks -> tasks.forEach(Runnable::run);

  /**
   * Does all of them, blocking the calling thread. They are begun in their order.
   *
   * @throws RuntimeException what the first that failed threw, at once: no other is begun then, and
   *     those begun end when they end
   */
  void run(List<Runnable> tasks);
}
