package dev.hearth.e2e.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All that the pages and workers of one browser requested and complained about, from the moment it
 * was started.
 */
public final class Watch implements AutoCloseable {
  /** One line of a console, or an error of the browser itself. */
  public record Message(String level, String text) {}

  private static final List<String> DOMAINS = List.of("Log", "Runtime", "Audits");

  /** Else the page's process keeps what it has fetched, up to 100 MB, for nobody. */
  private static final Map<String, Object> NO_BODIES =
      Map.of("maxTotalBufferSize", 0, "maxResourceBufferSize", 0);

  /** What does not go over the network; the new tab page consists of the last three. */
  private static final List<String> LOCAL_SCHEMES =
      List.of("data:", "blob:", "about:", "chrome:", "chrome-untrusted:", "chrome-search:");

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final Map<String, String> living = new ConcurrentHashMap<>();
  private final boolean notesRequests;
  private final DevTools devTools;

  private Watch(String address, boolean notesRequests) {
    this.notesRequests = notesRequests;
    devTools = DevTools.connect(address, this::on);
    attachTo("");
  }

  /**
   * Starts to watch the browser whose DevTools listen on an address.
   *
   * @param notesRequests false to leave {@link #requests} empty
   */
  static Watch start(String address, boolean notesRequests) {
    return new Watch(address, notesRequests);
  }

  /** Returns the URL of every request over the network, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Returns the lines of all consoles. */
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Returns what broke the content security policy. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** Returns the kinds of all watched targets: page, worker, service_worker. */
  public List<String> targets() {
    return List.copyOf(targets);
  }

  /** Returns how many targets of a kind live now: page, worker. */
  public int living(String kind) {
    return Collections.frequency(living.values(), kind);
  }

  /**
   * Returns the bytes of JavaScript's heaps, and of the buffers they hold, of all living targets of
   * a kind, after collecting garbage.
   */
  public long heapBytes(String kind) {
    long bytes = 0;
    for (Map.Entry<String, String> target : living.entrySet()) {
      if (target.getValue().equals(kind)) {
        // The protocol's own memory of requests is not the page's.
        devTools.ask(target.getKey(), "Network.disable", Map.of());
        // What finalizers let go is garbage of the second round.
        devTools.ask(target.getKey(), "HeapProfiler.collectGarbage", Map.of());
        devTools.ask(target.getKey(), "HeapProfiler.collectGarbage", Map.of());
        Map<String, Object> heap = devTools.ask(target.getKey(), "Runtime.getHeapUsage", Map.of());
        if (notesRequests) {
          devTools.ask(target.getKey(), "Network.enable", NO_BODIES);
        }
        for (String part : List.of("usedSize", "embedderHeapUsedSize", "backingStorageSize")) {
          bytes += heap.get(part) instanceof Number number ? number.longValue() : 0;
        }
      }
    }
    return bytes;
  }

  /** Forgets what was seen. */
  public void clear() {
    requests.clear();
    messages.clear();
    violations.clear();
  }

  /**
   * Asserts that nothing was asked of another origin, nothing broke the content security policy and
   * no console has an error.
   *
   * @param origin such as {@code http://localhost:8080}
   */
  public void assertQuiet(String origin) {
    assertFalse(requests.isEmpty(), "the watch saw no request at all");
    List<String> elsewhere =
        requests.stream()
            .filter(url -> !url.equals(origin) && !url.startsWith(origin + "/"))
            .toList();
    assertEquals(List.of(), elsewhere, "requests to other origins");
    assertEquals(List.of(), violations(), "violations of the content security policy");
    List<String> errors =
        messages.stream().filter(m -> m.level().equals("error")).map(Message::text).toList();
    assertEquals(List.of(), errors, "errors in the console");
  }

  @Override
  public void close() {
    devTools.close();
  }

  private void attachTo(String session) {
    devTools.send(
        session,
        "Target.setAutoAttach",
        Map.of("autoAttach", true, "waitForDebuggerOnStart", true, "flatten", true));
  }

  private void on(String session, String method, Map<String, Object> params) {
    switch (method) {
      case "Target.attachedToTarget" -> watch(text(params, "sessionId"), map(params, "targetInfo"));
      case "Target.detachedFromTarget" -> living.remove(text(params, "sessionId"));
      case "Network.requestWillBeSent" -> addRequest(text(map(params, "request"), "url"));
      case "Network.webSocketCreated" -> addRequest(text(params, "url"));
      case "Log.entryAdded" -> addEntry(map(params, "entry"));
      case "Runtime.consoleAPICalled" -> messages.add(consoleLine(params));
      case "Runtime.exceptionThrown" ->
          messages.add(new Message("error", map(params, "exceptionDetails").toString()));
      case "Audits.issueAdded" -> addIssue(map(params, "issue"));
      default -> {}
    }
  }

  private void watch(String session, Map<String, Object> target) {
    targets.add(text(target, "type"));
    living.put(session, text(target, "type"));
    if (notesRequests) {
      devTools.send(session, "Network.enable", NO_BODIES);
    }
    for (String domain : DOMAINS) {
      devTools.send(session, domain + ".enable", Map.of());
    }
    attachTo(session);
    devTools.send(session, "Runtime.runIfWaitingForDebugger", Map.of());
  }

  private void addRequest(String url) {
    if (LOCAL_SCHEMES.stream().noneMatch(url::startsWith)) {
      requests.add(url);
    }
  }

  private void addEntry(Map<String, Object> entry) {
    String text = text(entry, "text");
    if (text(entry, "url").startsWith("chrome")) {
      return;
    }
    messages.add(new Message(text(entry, "level"), text + " " + text(entry, "url")));
    if (text.contains("Content Security Policy")) {
      violations.add(text);
    }
  }

  private void addIssue(Map<String, Object> issue) {
    if (text(issue, "code").equals("ContentSecurityPolicyIssue")) {
      violations.add(map(issue, "details").toString());
    }
  }

  private static Message consoleLine(Map<String, Object> params) {
    Object arguments = params.get("args");
    StringBuilder line = new StringBuilder();
    if (arguments instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> value) {
          Object shown = value.containsKey("value") ? value.get("value") : value.get("description");
          line.append(shown).append(' ');
        }
      }
    }
    return new Message(text(params, "type"), line.toString().strip());
  }

  private static String text(Map<String, Object> from, String key) {
    Object value = from.get(key);
    return value == null ? "" : value.toString();
  }

  @SuppressWarnings("unchecked") // The protocol says it is an object.
  private static Map<String, Object> map(Map<String, Object> from, String key) {
    return from.get(key) instanceof Map<?, ?> value ? (Map<String, Object>) value : Map.of();
  }
}
