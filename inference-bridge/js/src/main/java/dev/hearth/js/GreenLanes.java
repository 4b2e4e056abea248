package dev.hearth.js;

import dev.hearth.transfer.Lanes;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.teavm.platform.Platform;

/** Several threads of {@link Tasks}, which wait for the network at the same time. */
public final class GreenLanes implements Lanes {
  private final int count;

  /** Makes so many. */
  public GreenLanes(int count) {
    this.count = count;
  }

  @Override
  public void run(List<Runnable> tasks) {
    if (tasks.size() == 1) {
      tasks.get(0).run();
      return;
    }
    Queue<Runnable> waiting = new ArrayDeque<>(tasks);
    Inbox<End> ends = new Inbox<>();
    int lanes = Math.min(count, tasks.size());
    for (int i = 0; i < lanes; i++) {
      Tasks.start(
          () -> {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
              task.run();
            }
            tell(ends, new End(null));
          },
          failure -> {
            waiting.clear();
            tell(ends, new End(failure));
          });
    }
    for (int i = 0; i < lanes; i++) {
      RuntimeException failure = ends.take().failure;
      if (failure != null) {
        throw failure;
      }
    }
  }

  // Not from within a lane, which has not ended.
  private static void tell(Inbox<End> ends, End end) {
    Platform.postpone(() -> ends.add(end));
  }

  /** How a lane ended. */
  private static final class End {
    private final @Nullable RuntimeException failure;

    End(@Nullable RuntimeException failure) {
      this.failure = failure;
    }
  }
}
