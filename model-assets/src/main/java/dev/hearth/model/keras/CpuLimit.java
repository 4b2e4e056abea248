package dev.hearth.model.keras;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops reading of a file whose parts refer to each other without end: the thread is interrupted
 * after some seconds of its own processor time, and the next read of its channel fails.
 */
final class CpuLimit {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long LOOK_MS = 100;
  private static final long NANOS = 1_000_000_000L;

  private CpuLimit() {}

  /**
   * Returns what a reading gives.
   *
   * @param seconds of processor time after which it is interrupted
   */
  static <T extends @Nullable Object> T within(int seconds, Supplier<T> reading) {
    if (!THREADS.isThreadCpuTimeSupported()) {
      return reading.get();
    }
    Thread reader = Thread.currentThread();
    long end = THREADS.getCurrentThreadCpuTime() + seconds * NANOS;
    Thread watch = new Thread(() -> watch(reader, end), "cpu-limit");
    watch.setDaemon(true);
    watch.start();
    try {
      return reading.get();
    } finally {
      watch.interrupt();
      join(watch);
      Thread.interrupted();
    }
  }

  private static void watch(Thread reader, long end) {
    try {
      while (THREADS.getThreadCpuTime(reader.getId()) < end) {
        Thread.sleep(LOOK_MS);
      }
      reader.interrupt();
    } catch (InterruptedException e) {
      return; // The reading has ended.
    }
  }

  private static void join(Thread watch) {
    boolean ended = false;
    while (!ended) {
      try {
        watch.join();
        ended = true;
      } catch (InterruptedException e) {
        // That is the limit, reached just now: once, for the watch ends with it.
        ended = !watch.isAlive();
      }
    }
  }
}
