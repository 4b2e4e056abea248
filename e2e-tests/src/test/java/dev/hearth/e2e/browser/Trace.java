package dev.hearth.e2e.browser;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the main threads of pages did, as the browser's own tracing tells it. */
public final class Trace implements AutoCloseable {
  private static final String CATEGORIES = "devtools.timeline,v8.execute,__metadata";

  /** Under these the browser runs a page's scripts. */
  private static final Set<String> SCRIPTS =
      Set.of("FunctionCall", "EvaluateScript", "RunMicrotasks", "v8.callModuleMethod");

  /**
   * A page's script that ran without a break.
   *
   * @param url where it is, empty where the browser does not say
   * @param wallMs from its start to its end, however busy the machine is
   * @param cpuMs of that what its thread computed
   */
  public record Script(String name, String url, double wallMs, double cpuMs) {}

  private final Queue<Map<?, ?>> events;
  private final CountDownLatch complete;
  private final DevTools devTools;

  private Trace(Queue<Map<?, ?>> events, CountDownLatch complete, DevTools devTools) {
    this.events = events;
    this.complete = complete;
    this.devTools = devTools;
  }

  static Trace start(String address) {
    Queue<Map<?, ?>> events = new ConcurrentLinkedQueue<>();
    CountDownLatch complete = new CountDownLatch(1);
    DevTools devTools =
        DevTools.connect(
            address,
            (session, method, params) -> {
              if (method.equals("Tracing.dataCollected")
                  && params.get("value") instanceof Collection<?> some) {
                some.forEach(one -> events.add((Map<?, ?>) one));
              } else if (method.equals("Tracing.tracingComplete")) {
                complete.countDown();
              }
            });
    devTools.ask(
        "", "Tracing.start", Map.of("categories", CATEGORIES, "transferMode", "ReportEvents"));
    return new Trace(events, complete, devTools);
  }

  /** Ends the trace and returns the scripts that ran on main threads of pages. */
  public List<Script> scripts() {
    devTools.ask("", "Tracing.end", Map.of());
    try {
      if (!complete.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("The browser did not end its trace");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
    Set<String> mainThreads = new HashSet<>();
    for (Map<?, ?> event : events) {
      if ("thread_name".equals(event.get("name"))
          && "CrRendererMain".equals(args(event).get("name"))) {
        mainThreads.add(thread(event));
      }
    }
    List<Script> scripts = new ArrayList<>();
    for (Map<?, ?> event : events) {
      if (SCRIPTS.contains(Objects.toString(event.get("name")))
          && event.get("dur") != null
          && mainThreads.contains(thread(event))) {
        scripts.add(script(event));
      }
    }
    return scripts;
  }

  private static Script script(Map<?, ?> event) {
    Object data = args(event).get("data");
    Map<?, ?> about = data instanceof Map<?, ?> map ? map : Map.of();
    Object function = about.get("functionName");
    return new Script(
        event.get("name") + (function == null ? "" : " " + function),
        Objects.toString(about.get("url"), ""),
        number(event, "dur") / 1000,
        number(event, "tdur") / 1000);
  }

  private static Map<?, ?> args(Map<?, ?> event) {
    return event.get("args") instanceof Map<?, ?> args ? args : Map.of();
  }

  private static String thread(Map<?, ?> event) {
    return event.get("pid") + "/" + event.get("tid");
  }

  private static double number(Map<?, ?> event, String key) {
    return event.get(key) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public void close() {
    devTools.close();
  }
}
