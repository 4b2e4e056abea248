package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.json.Json;

/** Releases by the command line, and what an open page makes of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolloutIT {
  private static final Path DIGITS = Path.of("../model-assets/src/main/models/digits");
  private static final int PROFILES = 200;

  /** Predicts ten times a second, and notes by which version; what fails is noted too. */
  private static final String PREDICTING =
      """
      const {open, configure} = await import('/hearth.js');
      configure({updateIntervalMs: 0});
      window.model = await open('digits', {onEvent: e => e.type === 'version' && events.push(e)});
      const three = await (await fetch('/samples/3.png')).blob();
      window.answers = [];
      window.asked = 0;
      setInterval(async () => {
        asked++;
        try {
          const [best] = await model.predict(three);
          answers.push(best.label);
        } catch (error) {
          answers.push(String(error));
        }
      }, 100);
      return model.release.version;
      """;

  private TrialSite site;
  private Path digits;
  private SiteProcess server;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    site = TrialSite.create(folder.resolve("site"));
    digits = site.root().resolve("models/digits");
    for (String version : List.of("1.1.0", "1.2.0")) {
      HearthTool.run(
          "import", DIGITS, "--version=" + version, "--out=" + site.root().resolve("models"));
    }
    release("publish", "1.0.0");
    server = SiteProcess.start(site.root());
    browser = Browser.start(BrowserOptions.plain());
    browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    browser.open(server.url("/examples/plain.html"));
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
      server.close();
    }
  }

  private void release(String command, String... more) throws IOException {
    Object[] words = new Object[more.length + 3];
    words[0] = "release";
    words[1] = command;
    words[2] = digits;
    System.arraycopy(more, 0, words, 3, more.length);
    HearthTool.run(words);
    if (browser != null) {
      awaitServed();
    }
  }

  /** The server looks at a file again after a second. */
  private void awaitServed() throws IOException {
    String written = Files.readString(digits.resolve("channels.json"));
    run(
        "while (await (await fetch('/models/digits/channels.json', {cache: 'no-cache'})).text()"
            + " !== arguments[0]) await new Promise(done => setTimeout(done, 50));",
        written);
  }

  @Test
  void openPage_goesAlong_andLosesNoPrediction() throws IOException {
    run("window.events = []");
    assertEquals("1.0.0", run(PREDICTING));

    release("canary", "1.1.0", "100%");
    assertEquals("1.1.0", run("await model.update(); return model.release.version"));
    assertEquals("canary", run("return model.release.channel"));
    release("promote");
    run("await model.update()");
    assertEquals("1.1.0 stable", run("return model.release.version + ' ' + model.release.channel"));

    breakGoldens("1.2.0");
    awaitServed();
    assertEquals("SELF_TEST_FAILED", run("return await model.update().catch(e => e.code)"));
    assertEquals("1.1.0", run("return model.release.version"));
    release("rollback");
    assertEquals("1.1.0", run("await model.update(); return model.release.version"));

    run("await new Promise(done => setTimeout(done, 500))");
    Map<?, ?> tally =
        (Map<?, ?>)
            run(
                "const wrong = answers.filter(one => one !== '3');"
                    + "return {asked, answered: answers.length, wrong,"
                    + " states: events.map(e => e.state + ' ' + e.version)}");
    assertEquals(List.of(), tally.get("wrong"));
    assertTrue((long) tally.get("asked") - (long) tally.get("answered") <= 2, tally.toString());
    assertTrue((long) tally.get("answered") > 20, tally.toString());
    assertEquals(
        List.of("loading 1.1.0", "switched 1.1.0", "loading 1.2.0", "rejected 1.2.0"),
        tally.get("states"));
  }

  @Test
  void canary_isTriedByItsShare_andEachDeviceKeepsItsLot() throws IOException {
    Path small = site.model("digits", "lots");
    TrialSite.replace(small, "\"name\": \"digits\"", "\"name\": \"lots\"");
    Files.writeString(
        small.resolveSibling("../channels.json").normalize(),
        "{\"stable\": \"1.0.0\", \"canary\": {\"version\": \"9.9.9\", \"percent\": 25},"
            + " \"blocked\": []}");

    // A version that is not there: only which one is asked for matters here.
    Object tried =
        run(
            "const {open} = await import('/hearth.js');"
                + "let canary = 0;"
                + "for (let i = 0; i < arguments[0]; i++) {"
                + "  localStorage.clear();"
                + "  const lots = [];"
                + "  for (let visit = 0; visit < 2; visit++) {"
                + "    lots.push(await open('lots', {selfTest: false, worker: false})"
                + "      .then(model => model.close().then(() => 'stable'), () => 'canary'));"
                + "  }"
                + "  if (lots[0] !== lots[1]) throw new Error('another lot: ' + lots);"
                + "  canary += lots[0] === 'canary' ? 1 : 0;"
                + "}"
                + "return canary;",
            PROFILES);

    // Four standard deviations around a quarter.
    assertEquals(50, ((Number) tried).doubleValue(), 4 * Math.sqrt(PROFILES * 0.25 * 0.75));
  }

  private void breakGoldens(String version) throws IOException {
    Path manifest = digits.resolve(version + "/manifest.json");
    site.changeGoldens(
        manifest,
        bytes -> {
          byte[] out = bytes.clone();
          for (int i = out.length - 40; i < out.length; i++) {
            out[i] ^= 0x55;
          }
          return out;
        });
    TrialSite.edit(
        digits.resolve("channels.json"),
        json -> {
          json.put("release", ((Number) json.get("release")).longValue() + 1);
          json.put("previous", List.of(json.get("stable"), "1.0.0"));
          json.put("stable", version);
          json.remove("manifests");
        });
  }

  /** Runs the body of an async function in the page. */
  private Object run(String body, Object... given) {
    String script =
        "const given = [...arguments], done = given.pop();"
            + "(async function() {"
            + body
            + "}).apply(null, given).then(value => done(JSON.stringify(value ?? null)),"
            + " error => done(JSON.stringify('failed: ' + error.stack)))";
    String json = String.valueOf(browser.driver().executeAsyncScript(script, given));
    return new Json().toType(json, Object.class);
  }
}
