package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.browser.Tab;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Predicts ten times a second, and notes each answer, whose label names its version. */
  private static final String PREDICTING =
      """
      const {open, configure} = await import('/hearth.js');
      configure({updateIntervalMs: 0});
      window.events = [];
      window.model = await open(given[0], {onEvent: e => e.type === 'version' && events.push(e)});
      const three = await (await fetch('/samples/3.png')).blob();
      window.answers = [];
      window.asked = 0;
      window.predicting = setInterval(async () => {
        const call = asked++;
        const answer = await model.predict(three).then(([best]) => best.label, String);
        (answers[call] ??= []).push(answer);
      }, 100);
      return model.release.version;
      """;

  /** Ends that, once all is answered. */
  private static final String TALLY =
      """
      clearInterval(predicting);
      while (answers.flat().length < asked) await new Promise(done => setTimeout(done, 20));
      return {
        asked,
        severalTimes: answers.filter(all => all.length !== 1).length,
        labels: [...new Set(answers.flat())],
        changes: events.map(({state, version, way}) => `${state} ${version} ${way ?? ''}`.trim()),
      };
      """;

  private static final String CHOSEN =
      """
      const {versions} = await import('/hearth.js');
      return (await versions('lots')).find(({chosen}) => chosen).version;
      """;

  /** How many trials of versions nobody has ended. */
  private static final String MARKS =
      """
      const known = localStorage[`hearth:${location.origin}/models/fragile/`];
      return Object.keys(JSON.parse(known).begun ?? {}).length;
      """;

  /** Opens a model whose runtime begins and gets nowhere, until there are so many such marks. */
  private static final String BEGINNING =
      """
      while (!window.ready) await new Promise(done => setTimeout(done, 5));
      withFaults('neverCompiles');
      opened('fragile', {provider: 'wasm'}).catch(String);
      await until(() => (() => {%s})() === %%d);
      """
          .formatted(MARKS);

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
      nameInLabels(digits, version);
    }
    release("publish", "1.0.0");
    server = SiteProcess.start(site.root());
    browser = Browser.start(BrowserOptions.plain());
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
    awaitServed("digits");
  }

  private void awaitServed(String model) throws IOException {
    String path = "models/" + model + "/channels.json";
    run(
        "while (await (await fetch(given[0], {cache: 'no-cache'})).text() !== given[1])"
            + " await new Promise(done => setTimeout(done, 50));",
        "/" + path,
        Files.readString(site.root().resolve(path)));
  }

  private void nameInLabels(Path model, String version) throws IOException {
    TrialSite.edit(
        model.resolve(version + "/manifest.json"),
        json ->
            json.put(
                "labels",
                TrialSite.list(json, "labels").stream().map(l -> l + " by " + version).toList()));
  }

  /** Makes a model of two versions. */
  private void model(String name) throws IOException {
    Path first = site.model("digits", name);
    Path folder = first.resolveSibling("..").normalize();
    for (String version : List.of("1.0.0", "1.1.0")) {
      Path manifest = folder.resolve(version + "/manifest.json");
      TrialSite.replace(manifest, "\"digits\"", "\"" + name + "\"");
      if (version.equals("1.0.0")) {
        nameInLabels(folder, version);
      }
    }
  }

  private void offer(String model, String channels) throws IOException {
    Files.writeString(site.root().resolve("models/" + model + "/channels.json"), channels);
    awaitServed(model);
  }

  @Test
  void openPage_goesAlong_andLosesNoPrediction() throws IOException {
    run("localStorage['hearth:' + location.origin + '/models/digits/'] = '{\"bucket\": 49.99}';");
    assertEquals("1.0.0", run(PREDICTING, "digits"));

    release("canary", "1.1.0", "50%");
    assertEquals("1.1.0", run("await model.update(); return model.release.version"));
    assertEquals("canary", run("return model.release.channel"));
    release("promote");
    run("await model.update()");
    assertEquals("1.1.0 stable", run("return model.release.version + ' ' + model.release.channel"));

    breakGoldens(digits, "1.2.0");
    awaitServed();
    assertEquals("SELF_TEST_FAILED", run("return await model.update().catch(e => e.code)"));
    assertEquals("1.1.0", run("return model.release.version"));
    release("rollback");
    assertEquals("1.1.0", run("await model.update(); return model.release.version"));

    run("await new Promise(done => setTimeout(done, 500))");
    Map<?, ?> tally = (Map<?, ?>) run(TALLY);
    assertEquals(0L, tally.get("severalTimes"), tally.toString());
    assertEquals(List.of("3", "3 by 1.1.0"), tally.get("labels"));
    assertTrue((long) tally.get("asked") > 20, tally.toString());
    assertEquals(
        List.of(
            "loading 1.1.0 beside",
            "switched 1.1.0 beside",
            "loading 1.2.0 beside",
            "rejected 1.2.0 beside"),
        tally.get("changes"));
    run("await model.close()");
  }

  /** Nobody tells a fresh profile anything: its lot is drawn there, and kept there. */
  @Test
  void canary_isTriedByItsShare_andEachProfileKeepsItsLot() throws IOException {
    site.model("digits", "lots");
    offer(
        "lots",
        "{\"stable\": \"1.0.0\", \"canary\": {\"version\": \"9.9.9\", \"percent\": 50},"
            + " \"blocked\": []}");
    int tried = 0;
    for (int i = 0; i < PROFILES; i++) {
      try (Tab tab = browser.freshTab(server.url("/models/index.json"))) {
        Object chosen = tab.run(CHOSEN);
        tab.open(server.url("/release-key.json"));
        assertEquals(chosen, tab.run(CHOSEN), "another lot after loading again");
        tried += "9.9.9".equals(chosen) ? 1 : 0;
      }
    }

    System.out.printf("%d of %d fresh profiles try a canary of 50 %%%n", tried, PROFILES);
    double chance = chanceOfBeingSoFarOff(tried);
    assertTrue(chance > 0.001, tried + " of " + PROFILES + ", which happens once in " + 1 / chance);
  }

  /** Returns how probable it is that a fair coin is at least so far from half. */
  private static double chanceOfBeingSoFarOff(int heads) {
    double off = Math.abs(heads - PROFILES / 2.0);
    double one = Math.pow(0.5, PROFILES);
    double sum = 0;
    for (int i = 0; i <= PROFILES; i++) {
      sum += Math.abs(i - PROFILES / 2.0) >= off ? one : 0;
      one *= (double) (PROFILES - i) / (i + 1);
    }
    return sum;
  }

  /**
   * A version that is withdrawn stops, and the page goes on by itself when there is a sound one.
   */
  @Test
  void withdrawnVersion_stops() throws IOException {
    model("withdrawn");
    offer("withdrawn", "{\"release\": 1, \"stable\": \"1.0.0\", \"blocked\": []}");
    run(PREDICTING, "withdrawn");
    offer("withdrawn", "{\"release\": 2, \"stable\": \"1.0.0\", \"blocked\": [\"1.0.0\"]}");
    assertEquals("MODEL_NOT_FOUND", run("return await model.update().catch(e => e.code)"));
    run("clearInterval(predicting)");
    assertEquals(
        "MODEL_NOT_FOUND",
        run("return await model.predict(document.createElement('canvas')).catch(e => e.code)"));
    assertEquals(true, run("return (await model.memory()).asleep"));
    assertEquals(
        "MODEL_NOT_FOUND",
        run("return import('/hearth.js').then(h => h.open('withdrawn')).catch(e => e.code)"));

    offer("withdrawn", "{\"release\": 3, \"stable\": \"1.1.0\", \"blocked\": [\"1.0.0\"]}");
    run("await model.update()");
    Object label =
        run(
            "const three = await (await fetch('/samples/3.png')).blob();"
                + "return (await model.predict(three))[0].label");
    assertEquals("3 by 1.1.0", label);
    assertEquals(
        List.of("withdrawn 1.0.0", "loading 1.1.0 instead", "switched 1.1.0 instead"),
        run("return events.map(e => `${e.state} ${e.version} ${e.way ?? ''}`.trim())"));
    run("await model.close()");
  }

  /** Memory holds one version alone: calls wait while they change, and none is lost. */
  @Test
  void shortMemory_unloadsTheOldVersionFirst() throws IOException {
    model("tight");
    Path broken = site.root().resolve("models/tight/1.3.0");
    SiteCopy.copy(site.root().resolve("models/tight/1.1.0"), broken);
    TrialSite.replace(broken.resolve("manifest.json"), "\"1.1.0\"", "\"1.3.0\"");
    changeGoldens(broken.resolve("manifest.json"));
    offer("tight", "{\"stable\": \"1.0.0\", \"blocked\": []}");
    run("(await import('/hearth.js')).configure({memoryBudgetBytes: 1})");
    try {
      run(PREDICTING, "tight");
      run("while (answers.length === 0) await new Promise(done => setTimeout(done, 50))");
      offer("tight", "{\"stable\": \"1.1.0\", \"blocked\": []}");
      run("await model.update()");
      offer("tight", "{\"stable\": \"1.3.0\", \"blocked\": []}");
      assertEquals("SELF_TEST_FAILED", run("return await model.update().catch(e => e.code)"));
      run("await new Promise(done => setTimeout(done, 300))");

      Map<?, ?> tally = (Map<?, ?>) run(TALLY);

      assertEquals(0L, tally.get("severalTimes"), tally.toString());
      assertEquals(List.of("3 by 1.0.0", "3 by 1.1.0"), tally.get("labels"));
      assertEquals(
          List.of(
              "loading 1.1.0 instead",
              "switched 1.1.0 instead",
              "loading 1.3.0 instead",
              "rejected 1.3.0 instead"),
          tally.get("changes"));
      run("await model.close()");
    } finally {
      run("(await import('/hearth.js')).configure({memoryBudgetBytes: 2 ** 30})");
    }
  }

  /** A tab that is left or reloaded counts for nothing; one whose process ends does. */
  @Test
  void versionThatEndsItsTabTwice_isNotUsedAgain() throws IOException {
    model("fragile");
    offer("fragile", "{\"stable\": \"1.0.0\", \"blocked\": []}");
    String opened =
        "const model = await (await import('/hearth.js')).open('fragile');"
            + "await model.close(); return model.release.version + ' ' + model.release.channel";
    assertEquals("1.0.0 stable", run(opened));
    offer("fragile", "{\"stable\": \"1.1.0\", \"blocked\": []}");
    for (int i = 0; i < 3; i++) {
      try (Tab tab = browser.tab(server.url("/trial/"))) {
        tab.run(BEGINNING.formatted(1));
        tab.open(server.url("/models/index.json"));
        assertEquals(0L, tab.run(MARKS));
      }
    }
    for (int i = 1; i <= 2; i++) {
      Tab tab = browser.tab(server.url("/trial/"));
      tab.run(BEGINNING.formatted(i));
      tab.crash();
      run(
          "while ((await navigator.locks.query()).held.some(l => l.name.startsWith('hearth-trial')))"
              + " await new Promise(done => setTimeout(done, 20));");
      assertEquals((long) i, run(MARKS));
    }

    assertEquals("1.0.0 previous", run(opened));
    offer("fragile", "{\"stable\": \"1.0.0\", \"blocked\": []}");
    assertEquals("1.0.0 stable", run(opened));
  }

  private void changeGoldens(Path manifest) throws IOException {
    site.changeGoldens(
        manifest,
        bytes -> {
          byte[] out = bytes.clone();
          for (int i = out.length - 40; i < out.length; i++) {
            out[i] ^= 0x55;
          }
          return out;
        });
  }

  private void breakGoldens(Path model, String version) throws IOException {
    changeGoldens(model.resolve(version + "/manifest.json"));
    TrialSite.edit(
        model.resolve("channels.json"),
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
