package dev.hearth.app.worker;

import dev.hearth.app.protocol.Reply;
import dev.hearth.app.protocol.Request;
import dev.hearth.js.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/**
 * The worker's entry point: one model, one queue.
 *
 * <p>Requests are served strictly one after the other, since neither runtime takes concurrent
 * calls.
 */
public final class WorkerMain {
  // Requests that wait: with so many, live sound is heard but not classified.
  private static final int FALLEN_BEHIND = 10;

  private final List<Request> queue = new ArrayList<>();
  private final ModelHost host = new ModelHost(WorkerMain::post);
  private boolean serving;

  private WorkerMain() {}

  /** Listens to the page. */
  public static void start() {
    WorkerMain worker = new WorkerMain();
    onMessage(worker::enqueue);
  }

  private void enqueue(Request request) {
    queue.add(request);
    if (!serving) {
      serving = true;
      Tasks.start(
          this::serve,
          failure -> {
            // Nothing was caught where it could be answered: the page hears of it as an error.
            throw failure;
          });
    }
  }

  private void serve() {
    while (!queue.isEmpty()) {
      Request request = queue.remove(0);
      Reply reply = host.serve(request, queue.size() > FALLEN_BEHIND);
      if (reply != null) {
        reply.setId(request.getId());
        post(reply);
      }
    }
    serving = false;
  }

  @JSFunctor
  private interface OnRequest extends JSObject {
    void accept(Request request);
  }

  @JSBody(params = "handler", script = "self.onmessage = e => handler(e.data);")
  private static native void onMessage(OnRequest handler);

  @JSBody(params = "reply", script = "self.postMessage(reply);")
  private static native void post(Reply reply);
}
