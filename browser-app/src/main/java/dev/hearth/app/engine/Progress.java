package dev.hearth.app.engine;

import dev.hearth.predict.LoadListener;
import dev.hearth.predict.LoadingStage;
import dev.hearth.predict.PlanEvent;
import dev.hearth.transfer.TransferEvent;
import org.jspecify.annotations.Nullable;

/** Tells how far loading is; at most some fifty times a second. */
final class Progress implements LoadListener {
  private static final long INTERVAL_NANOS = 20_000_000;
  private static final long ALIVE_INTERVAL_NANOS = 500_000_000;

  private final int model;
  private final Outlet events;
  private @Nullable LoadingStage toldStage;
  private long toldAtNanos;

  Progress(int model, Outlet events) {
    this.model = model;
    this.events = events;
  }

  @Override
  public void onProgress(LoadingStage stage, long bytes, long totalBytes) {
    long now = System.nanoTime();
    if (stage != toldStage || bytes == totalBytes || now - toldAtNanos > INTERVAL_NANOS) {
      toldStage = stage;
      toldAtNanos = now;
      events.send(Event.progress(model, stage, bytes, totalBytes));
    }
  }

  /** Tells that work goes on, if nothing was told for a while. */
  void alive() {
    long now = System.nanoTime();
    if (now - toldAtNanos > ALIVE_INTERVAL_NANOS) {
      toldAtNanos = now;
      events.send(Event.alive(model));
    }
  }

  @Override
  public void onPlan(PlanEvent event) {
    events.send(Event.plan(model, event));
  }

  @Override
  public void onTransfer(TransferEvent event) {
    events.send(Event.transfer(model, event));
  }
}
