package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.FaultyServer;
import dev.hearth.e2e.site.SiteProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.json.Json;

/** A page that uses hearth.js as a test says: trial.js has what there is beside the browser's. */
final class Trial implements AutoCloseable {
  private static final String CALL =
      "const done = arguments[arguments.length - 1];"
          + "(async () => {%s})().then(value => done(JSON.stringify(value ?? null)),"
          + " e => done(JSON.stringify({failed: (e.code ?? '') + ' ' + e.message,"
          + " rejected: e.rejected, stack: e.stack})));";

  private final String origin;
  private final Runnable stop;
  private final Browser browser;

  private Trial(String origin, Runnable stop, BrowserOptions options) {
    this.origin = origin;
    this.stop = stop;
    browser = Browser.start(options);
    browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(15));
  }

  /** Serves a site and starts a browser; both are closed with this. */
  static Trial start(TrialSite site, BrowserOptions options) {
    SiteProcess server = SiteProcess.start(site.root());
    return new Trial(server.origin(), server::close, options);
  }

  /** Starts a browser; it and the server are closed with this. */
  static Trial start(FaultyServer server, BrowserOptions options) {
    return new Trial(server.origin(), server::close, options);
  }

  Browser browser() {
    return browser;
  }

  /** Opens the page anew: nothing is left of what ran before. */
  Trial open() {
    return open("/trial/");
  }

  /** Opens a page that loads trial.js. */
  Trial open(String path) {
    browser.open(origin + path);
    browser.waitForScript("window.ready");
    return this;
  }

  /** Runs the body of an asynchronous function and returns the object it returns. */
  Map<?, ?> run(String body) {
    Object text = browser.driver().executeAsyncScript(CALL.formatted(body));
    Map<String, Object> answer = new Json().toType(Objects.toString(text), Json.MAP_TYPE);
    Object failure = answer == null ? null : answer.get("failed");
    if (failure != null) {
      throw new AssertionError(body + "\n" + answer);
    }
    return answer == null ? Map.of() : answer;
  }

  /** Returns a list of texts that an answer has. */
  static List<String> texts(Map<?, ?> answer, String key) {
    List<String> texts = new ArrayList<>();
    ((List<?>) Objects.requireNonNull(answer.get(key), key + " of " + answer))
        .forEach(text -> texts.add(String.valueOf(text)));
    return texts;
  }

  /** Returns the rejections in an answer, each as its provider and code, in order. */
  static List<String> rejections(Map<?, ?> answer) {
    List<String> out = new ArrayList<>();
    for (Object one : (List<?>) Objects.requireNonNull(answer.get("rejected"), answer.toString())) {
      Map<?, ?> rejected = (Map<?, ?>) one;
      assertEquals(
          true, String.valueOf(rejected.get("reason")).length() > 10, "a reason: " + rejected);
      out.add(rejected.get("provider") + " " + rejected.get("code"));
    }
    return out;
  }

  @Override
  public void close() {
    browser.close();
    stop.run();
  }
}
