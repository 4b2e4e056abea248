package dev.hearth.app.engine;

import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.List;
import java.util.Map;

/**
 * A session that tells now and then that it is at work: a long sound takes many runs, and who hears
 * nothing takes the engine for stuck.
 */
final class SignsOfLife implements InferenceSession {
  private static final long INTERVAL_NANOS = 500_000_000;

  private final InferenceSession session;
  private final int model;
  private final Outlet events;
  private long toldAtNanos = System.nanoTime();

  SignsOfLife(InferenceSession session, int model, Outlet events) {
    this.session = session;
    this.model = model;
    this.events = events;
  }

  @Override
  public List<TensorInfo> inputs() {
    return session.inputs();
  }

  @Override
  public List<TensorInfo> outputs() {
    return session.outputs();
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> feeds) {
    Map<String, Tensor> fetches = session.run(feeds);
    long now = System.nanoTime();
    if (now - toldAtNanos > INTERVAL_NANOS) {
      toldAtNanos = now;
      events.send(Event.alive(model));
    }
    return fetches;
  }

  @Override
  public void close() {
    session.close();
  }
}
