package dev.hearth.js;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.function.Function;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** The one place where a promise becomes a call that blocks. */
public final class Promises {
  private static final String LATE = "HearthTimeLimit";

  private Promises() {}

  /**
   * Returns what the promise is fulfilled with, blocking the calling thread but not the page.
   *
   * @throws JsException if the promise is rejected, with the reason's name and message
   */
  public static <T extends JSObject> T await(JSPromise<T> promise) {
    return await(promise, reason -> reason);
  }

  /**
   * Returns what the promise is fulfilled with, blocking for so long at most.
   *
   * @param limitMillis how long to wait
   * @param what who should answer, for the message
   * @param translate makes what is thrown if the promise is rejected
   * @throws InferenceException TIMEOUT if the promise does not settle in time; what it does later
   *     goes unnoticed
   */
  public static <T extends JSObject> T await(
      JSPromise<T> promise,
      int limitMillis,
      String what,
      Function<JsException, ? extends RuntimeException> translate) {
    return await(
        within(promise, limitMillis, LATE, TimeLimits.SHARED),
        e ->
            e.name().equals(LATE)
                ? new InferenceException(
                    Code.TIMEOUT,
                    "Expected " + what + " within " + limitMillis + " ms, found no answer")
                : translate.apply(e));
  }

  /**
   * Returns what the promise is fulfilled with, blocking the calling thread but not the page.
   *
   * @param translate makes what is thrown if the promise is rejected
   */
  public static <T extends JSObject> T await(
      JSPromise<T> promise, Function<JsException, ? extends RuntimeException> translate) {
    Outcome<T> outcome = new Outcome<>();
    park(promise, translate, outcome);
    return outcome.value;
  }

  /**
   * Where the value waits for the thread: a callback would take it as any object, for which TeaVM
   * keeps a weak map.
   */
  @SuppressWarnings("NullAway.Init")
  private static final class Outcome<T extends JSObject> {
    T value;
  }

  @Async
  private static native <T extends JSObject> void park(
      JSPromise<T> promise,
      Function<JsException, ? extends RuntimeException> translate,
      Outcome<T> outcome);

  // Called by TeaVM in place of the native method.
  @SuppressWarnings("unused")
  private static <T extends JSObject> void park(
      JSPromise<T> promise,
      Function<JsException, ? extends RuntimeException> translate,
      Outcome<T> outcome,
      AsyncCallback<Void> callback) {
    settle(
        promise,
        value -> {
          outcome.value = value;
          callback.complete(null);
        },
        reason ->
            callback.error(
                translate.apply(new JsException(name(reason), message(reason), reason))));
  }

  @JSFunctor
  private interface Settled<T extends JSObject> extends JSObject {
    void with(T value);
  }

  @JSBody(
      params = {"promise", "fulfilled", "rejected"},
      script = "promise.then(fulfilled, rejected);")
  private static native <T extends JSObject> void settle(
      JSPromise<T> promise, Settled<T> fulfilled, Settled<JSObject> rejected);

  @JSBody(
      params = {"promise", "limitMillis", "late", "limits"},
      script =
          """
          return new Promise((fulfil, reject) => {
            const settled = limits(limitMillis, () => reject({name: late}));
            promise.then(value => { settled(); fulfil(value); },
                reason => { settled(); reject(reason); });
          });
          """)
  private static native <T extends JSObject> JSPromise<T> within(
      JSPromise<T> promise, int limitMillis, String late, JSObject limits);

  @JSBody(params = "reason", script = "return reason && reason.name ? '' + reason.name : '';")
  private static native String name(JSObject reason);

  @JSBody(
      params = "reason",
      script = "return reason && reason.message ? '' + reason.message : '' + reason;")
  private static native String message(JSObject reason);
}
