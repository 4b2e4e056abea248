package dev.hearth.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * Limits on what is waited for, by one timer that outlives them: to set and clear one for each
 * costs more than the rest of the waiting.
 */
public final class TimeLimits {
  /**
   * The limits of this thread: a JavaScript function of milliseconds and of what is to be called
   * after so many, which returns a function that calls it off.
   */
  public static final JSObject SHARED = create();

  private TimeLimits() {}

  @JSBody(
      script =
          """
          const limits = new Set();
          let timer = 0;
          let next = Infinity;
          const check = () => {
            const now = performance.now();
            next = Infinity;
            limits.forEach(limit => {
              if (limit.due > now) {
                next = Math.min(next, limit.due);
              } else {
                limits.delete(limit);
                limit.late();
              }
            });
            if (next < Infinity) timer = setTimeout(check, next - now);
          };
          return (ms, late) => {
            const limit = {due: performance.now() + ms, late: late};
            limits.add(limit);
            if (limit.due < next) {
              clearTimeout(timer);
              next = limit.due;
              timer = setTimeout(check, ms);
            }
            return () => limits.delete(limit);
          };
          """)
  private static native JSObject create();
}
