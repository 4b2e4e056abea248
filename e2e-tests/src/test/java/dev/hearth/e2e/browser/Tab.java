package dev.hearth.e2e.browser;

import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.json.Json;

/** A tab beside the driver's: of its profile, or of one as new as in a browser just installed. */
public final class Tab implements AutoCloseable {
  private final DevTools devTools;
  private final String context;
  private final String target;
  private final String session;

  private Tab(DevTools devTools, String context, String target, String session) {
    this.devTools = devTools;
    this.context = context;
    this.target = target;
    this.session = session;
  }

  static Tab open(String address, String url, boolean fresh) {
    DevTools devTools = DevTools.connect(address, (session, method, params) -> {});
    String context =
        fresh
            ? text(devTools.ask("", "Target.createBrowserContext", Map.of()), "browserContextId")
            : "";
    String blank = "about:blank";
    Map<String, String> wanted =
        fresh ? Map.of("url", blank, "browserContextId", context) : Map.of("url", blank);
    String target = text(devTools.ask("", "Target.createTarget", wanted), "targetId");
    Map<String, Object> flat = Map.of("targetId", target, "flatten", true);
    String session = text(devTools.ask("", "Target.attachToTarget", flat), "sessionId");
    Tab tab = new Tab(devTools, context, target, session);
    tab.open(url);
    return tab;
  }

  private static String text(Map<String, Object> answer, String key) {
    return Objects.requireNonNull(answer.get(key), key + " of " + answer).toString();
  }

  /**
   * Runs the body of an asynchronous function in the page once that is loaded.
   *
   * @return the JSON value it returns
   */
  public Object run(String body) {
    String expression =
        "(async () => { while (document.readyState !== 'complete')"
            + " await new Promise(done => setTimeout(done, 5)); "
            + body
            + "})().then(value => JSON.stringify({value}), error => JSON.stringify({failed:"
            + " String(error.stack ?? error)}))";
    Map<String, Object> answer =
        devTools.ask(
            session,
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (!(answer.get("result") instanceof Map<?, ?> result)
        || !(result.get("value") instanceof String json)) {
      throw new AssertionError(body + "\n" + answer);
    }
    Map<String, Object> told = new Json().toType(json, Json.MAP_TYPE);
    if (told.containsKey("failed")) {
      throw new AssertionError(body + "\n" + told.get("failed"));
    }
    return told.get("value");
  }

  /** Goes to another address. */
  public void open(String url) {
    devTools.ask(session, "Page.navigate", Map.of("url", url));
  }

  /** Ends the page's process, as the system does where memory is gone. */
  public void crash() {
    devTools.send(session, "Page.crash", Map.of());
  }

  @Override
  public void close() {
    devTools.ask("", "Target.closeTarget", Map.of("targetId", target));
    if (!context.isEmpty()) {
      devTools.ask("", "Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
    devTools.close();
  }
}
