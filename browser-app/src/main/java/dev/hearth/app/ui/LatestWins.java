package dev.hearth.app.ui;

import dev.hearth.app.client.Seen;
import dev.hearth.js.Tasks;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs predictions one after the other; one that waits gives way to a newer one. */
final class LatestWins {
  /** Makes one prediction, blocking. */
  interface Job {
    /** Returns null if there is nothing to show. */
    @Nullable Seen run();
  }

  private final Consumer<Seen> onResult;
  private final Consumer<RuntimeException> onFailure;
  private @Nullable Job next;
  private boolean busy;
  private int generation;

  /** Makes an idle queue; the consumers must not block. */
  LatestWins(Consumer<Seen> onResult, Consumer<RuntimeException> onFailure) {
    this.onResult = onResult;
    this.onFailure = onFailure;
  }

  void offer(Job job) {
    next = job;
    if (!busy) {
      busy = true;
      Tasks.start(this::drain, onFailure);
    }
  }

  boolean isBusy() {
    return busy;
  }

  /** Drops what waits and the result of what runs. */
  void forget() {
    next = null;
    generation++;
  }

  private void drain() {
    Job job = next;
    while (job != null) {
      next = null;
      runOne(job);
      job = next;
    }
    busy = false;
  }

  private void runOne(Job job) {
    int mine = generation;
    try {
      Seen seen = job.run();
      if (mine == generation && seen != null) {
        onResult.accept(seen);
      }
    } catch (RuntimeException e) {
      if (mine == generation) {
        onFailure.accept(e);
      }
    }
  }
}
