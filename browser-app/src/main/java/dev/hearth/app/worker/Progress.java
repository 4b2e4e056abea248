package dev.hearth.app.worker;

import dev.hearth.app.protocol.Reply;
import java.util.function.Consumer;

/** Tells the page how far loading is; at most some fifty times a second. */
final class Progress {
  private static final long INTERVAL_NANOS = 20_000_000;

  private final Consumer<Reply> events;
  private String stage = "";
  private long bytes;
  private long totalBytes;
  private long toldAtNanos;

  Progress(Consumer<Reply> events) {
    this.events = events;
  }

  /** Enters a stage: the name of a LoadingStage. */
  void enter(String newStage) {
    stage = newStage;
    tell();
  }

  void total(long newTotalBytes) {
    totalBytes = newTotalBytes;
  }

  void read(long newBytes) {
    bytes = newBytes;
    if (bytes == totalBytes || System.nanoTime() - toldAtNanos > INTERVAL_NANOS) {
      tell();
    }
  }

  private void tell() {
    toldAtNanos = System.nanoTime();
    Reply reply = ModelHost.reply(Reply.Kind.PROGRESS);
    reply.setStage(stage);
    reply.setBytes((double) bytes);
    reply.setTotalBytes((double) totalBytes);
    events.accept(reply);
  }
}
