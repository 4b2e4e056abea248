package dev.hearth.app.engine;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** The engine's entry points: a worker's, and that of a page that runs models on its own thread. */
public final class EngineMain {
  private static @Nullable Engine shared;

  private EngineMain() {}

  /** Serves the messages of the worker this runs in. */
  public static void main(String[] args) {
    Engine engine = new Engine();
    onMessage(request -> engine.accept(request, EngineMain::post));
  }

  /**
   * Connects to the engine of this thread, of which there is one: the runtimes take one call at a
   * time.
   *
   * @param receiver gets replies and events
   * @return takes requests
   */
  @JSExport
  public static Sender connect(Receiver receiver) {
    Engine engine = shared;
    if (engine == null) {
      engine = new Engine();
      shared = engine;
    }
    Engine one = engine;
    return request -> one.accept(request, receiver::accept);
  }

  /** Gets what the engine says. */
  @JSFunctor
  public interface Receiver extends JSObject {
    /** Takes a reply or an event. */
    void accept(JSObject message);
  }

  /** Takes what the engine is asked. */
  @JSFunctor
  public interface Sender extends JSObject {
    /** Takes a request. */
    void accept(Request request);
  }

  @JSBody(params = "handler", script = "self.onmessage = e => handler(e.data);")
  private static native void onMessage(Sender handler);

  // What a reply carries is given away: the engine keeps none of it.
  @JSBody(
      params = "message",
      script =
          """
          const buffers = new Set();
          const add = value => {
            if (ArrayBuffer.isView(value)) {
              if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
            } else if (value && value.constructor === Object) {
              Object.values(value).forEach(add);
            }
          };
          add(message);
          try {
            self.postMessage(message, Array.from(buffers));
          } catch (e) {
            const text = 'Expected a result that can be handed over, found one that cannot: ' + e.message;
            self.postMessage({id: message.id, model: message.model,
                error: {code: 'OUT_OF_MEMORY', message: text}});
          }
          """)
  private static native void post(JSObject message);
}
