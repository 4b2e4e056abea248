package dev.hearth.app.ui.bench;

import dev.hearth.app.client.Seen;
import dev.hearth.js.Tasks;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs predictions one after the other; one that waits gives way to a newer one. */
public final class LatestWins {
  /** Makes one prediction, blocking. */
  public interface Job {
    /** Returns null if there is nothing to show. */
    @Nullable Seen run();
  }

  private final Consumer<Seen> onResult;
  private @Nullable Job nextJob;
  private @Nullable Consumer<RuntimeException> nextOnFailure;
  private boolean busy;
  private int generation;

  /** Makes an idle queue; the consumer must not block. */
  LatestWins(Consumer<Seen> onResult) {
    this.onResult = onResult;
  }

  /** Runs a job as soon as the one that runs is done. */
  void offer(Job job, Consumer<RuntimeException> onFailure) {
    nextJob = job;
    nextOnFailure = onFailure;
    startNext();
  }

  boolean isBusy() {
    return busy;
  }

  /** Drops what waits and the result of what runs. */
  void forget() {
    nextJob = null;
    generation++;
  }

  private void startNext() {
    Job job = nextJob;
    Consumer<RuntimeException> onFailure = nextOnFailure;
    if (busy || job == null || onFailure == null) {
      return;
    }
    nextJob = null;
    busy = true;
    int mine = generation;
    Tasks.start(
        () -> {
          Seen seen = job.run();
          if (mine == generation && seen != null) {
            onResult.accept(seen);
          }
          done();
        },
        failure -> {
          if (mine == generation) {
            onFailure.accept(failure);
          }
          done();
        });
  }

  private void done() {
    busy = false;
    startNext();
  }
}
