package dev.hearth.e2e;

import static dev.hearth.e2e.Trial.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.FaultyServer;
import dev.hearth.e2e.site.FaultyServer.Fault;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A signed site whose channels come wrong in every way: a page goes on with what was sound, or says
 * why not, and nothing wrong is ever kept.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelsIT {
  private static final Path DIGITS = Path.of("../model-assets/src/main/models/digits");
  private static final String CHANNELS = "/models/digits/channels.json";
  private static final String KEY = "/release-key.json";

  /** Opens the model and notes what a test looks at. */
  private static final String OPEN =
      """
      window.model = await opened('digits', {provider: 'wasm'});
      return look();
      """;

  private static final String LOOK =
      """
      window.look = async () => ({
        ...model.release,
        read: await read(model),
        changes: model.changes,
        doubts: model.doubts,
        wrong: (await kept()).wrong,
        seen: JSON.parse(localStorage[`hearth:${location.origin}/models/digits/`]).seen?.text,
      });
      """;

  /** The channels of digits, by their release. */
  private final Map<Integer, String> releases = new HashMap<>();

  private TrialSite site;
  private Path folder;
  private String otherModels = "";
  private FaultyServer server;
  private Trial trial;

  /** What comes instead of the channels. */
  enum Wrong {
    OLDER("expected release 3 or a later one, found 2"),
    UNSIGNED("found none"),
    CHANGED("found one that does not fit"),
    OF_ANOTHER_MODEL("release key for digits, found one that does not fit"),
    HTML("found none"),
    TRUNCATED("found none"),
    MISSING("expected the model's channels, found none");

    final String reason;

    Wrong(String reason) {
      this.reason = reason;
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    this.folder = folder;
    site = TrialSite.create(folder.resolve("site"));
    HearthTool.run(
        "release", "keygen", site.root().resolve("models"), "--out", folder.resolve("key.pem"));
    for (int i = 1; i <= 4; i++) {
      String version = "1." + (i - 1) + ".0";
      if (i > 1) {
        HearthTool.run(
            "import", DIGITS, "--version=" + version, "--out=" + site.root().resolve("models"));
      }
      release("digits", "publish", version);
      releases.put(i, Files.readString(channels("digits")));
    }
    for (String command : List.of("block", "unblock", "block", "unblock", "block", "unblock")) {
      release("spoken-digits", command, "9.9.9");
    }
    otherModels = Files.readString(channels("spoken-digits"));
    server = FaultyServer.start(site.root());
    trial = Trial.start(server, BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    trial.close();
  }

  private Path channels(String model) {
    return site.root().resolve("models/" + model + "/channels.json");
  }

  private void release(String model, String command, String version) throws IOException {
    HearthTool.run(
        "release",
        command,
        site.root().resolve("models/" + model),
        version,
        "--key",
        folder.resolve("key.pem"));
  }

  @BeforeEach
  void forget() {
    server.heal();
    trial.open();
    clear();
  }

  @AfterEach
  void nothingWrongIsKept() {
    server.heal();
    assertEquals(List.of(), texts(trial.run("return kept();"), "wrong"));
  }

  /** As on a device that was never here. */
  private void clear() {
    trial.run("localStorage.clear(); await caches.delete('hearth-blobs'); return {};");
    trial.browser().driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
    trial.open();
    trial.run(LOOK + "return {};");
  }

  private void offer(int release) {
    server.heal();
    server.replace(CHANNELS, text(release));
  }

  private String text(int release) {
    String text = releases.get(release);
    return text == null ? "" : text;
  }

  private void offer(Wrong wrong) {
    server.heal();
    switch (wrong) {
      case OLDER -> server.replace(CHANNELS, text(2));
      case UNSIGNED -> server.replace(CHANNELS, text(4).replaceFirst(",\\s*\"signature\".*", ""));
      case CHANGED -> server.replace(CHANNELS, text(4).replace("\"release\": 4", "\"release\": 5"));
      case OF_ANOTHER_MODEL -> server.replace(CHANNELS, otherModels);
      case HTML -> server.always(CHANNELS, Fault.HTML);
      case TRUNCATED -> server.always(CHANNELS, Fault.TRUNCATED);
      case MISSING -> server.always(CHANNELS, Fault.NOT_FOUND);
    }
  }

  private void assertSound(Map<?, ?> told, int release) {
    assertEquals("1." + (release - 1) + ".0", told.get("version"), told.toString());
    assertEquals(true, told.get("signed"));
    assertEquals("235478", told.get("read"), told.toString());
    assertEquals(releases.get(release), told.get("seen"));
    assertEquals(List.of(), told.get("wrong"));
  }

  /** Where somebody who can write the models, and sign nothing, may put one of theirs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "digits/9.9.9",
        "digits/9.9.9/manifest.json",
        "digits/9.9.9/manifest.json?x=1",
        "digits/9.9.9/?x=1",
        "digits/9.9.9/#x",
        "digits//9.9.9/",
        "x/digits/9.9.9/",
        "x/digits/9.9.9/manifest.json",
        "flat/manifest.json"
      })
  void addressesThatNoSignedChannelsName_areRefused(String address) throws IOException {
    Path models = site.root().resolve("models");
    for (String place : List.of("digits/9.9.9", "x/digits/9.9.9", "flat")) {
      if (!Files.exists(models.resolve(place))) {
        SiteCopy.copy(models.resolve("digits/1.0.0"), models.resolve(place));
      }
    }
    Map<?, ?> told =
        trial.run(
            "return opened('/models/"
                + address
                + "').then(() => ({code: 'opened'}), error => ({code: error.code}));");
    assertTrue(List.of("INTEGRITY", "MODEL_NOT_FOUND").contains(told.get("code")), "" + told);
  }

  /** An open page, and one that is opened, go on with what was there, and take what comes next. */
  @ParameterizedTest
  @EnumSource
  void wrongChannels_areNotBelieved(Wrong wrong) {
    offer(3);
    assertSound(trial.run(OPEN), 3);
    offer(wrong);

    Map<?, ?> updated = trial.run("await model.update(); return look();");
    assertSound(updated, 3);
    assertEquals(List.of("stale 1.2.0"), updated.get("changes"));
    assertTrue(texts(updated, "doubts").get(0).contains(wrong.reason), updated.toString());

    trial.open();
    trial.run(LOOK + "return {};");
    Map<?, ?> reopened = trial.run(OPEN);
    assertSound(reopened, 3);
    assertTrue(texts(reopened, "doubts").get(0).contains(wrong.reason), reopened.toString());

    offer(4);
    assertSound(trial.run("await model.update(); return look();"), 4);
  }

  /** Where nothing sound was ever seen there is nothing to go on with. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OLDER")
  void wrongChannels_areRefusedOnAFirstVisit(Wrong wrong) {
    offer(wrong);
    server.forget();

    Map<?, ?> told = trial.run("return refusal(open('digits'));");

    assertEquals(wrong == Wrong.MISSING ? "MODEL_NOT_FOUND" : "INTEGRITY", told.get("code"));
    assertTrue(told.get("message").toString().contains(wrong.reason), told.toString());
    assertEquals(
        Map.of("seen", ""),
        trial.run(
            "return {seen: JSON.parse(localStorage[`hearth:${location.origin}/models/digits/`] ??"
                + " '{}').seen?.text ?? ''};"));
    assertEquals(0, server.requestsBelow("/models/digits/1.").size(), "no manifest was asked for");
    offer(3);
    assertSound(trial.run(OPEN), 3);
  }

  /** A cache on the way answers with the file of before: there is no news, and nothing is amiss. */
  @Test
  void staleChannels_areNoNews() {
    offer(3);
    assertSound(trial.run(OPEN), 3);

    Map<?, ?> updated = trial.run("await model.update(); return look();");
    assertSound(updated, 3);
    assertEquals(List.of(), updated.get("changes"));

    offer(4);
    assertSound(trial.run("await model.update(); return look();"), 4);
  }

  /** Neither the key, the channels nor the manifest can be had, and the model was here before. */
  @ParameterizedTest
  @EnumSource(names = {"RESET", "SERVER_ERROR"})
  void siteThatIsGone_isKnown(Fault fault) {
    offer(3);
    assertSound(trial.run(OPEN), 3);
    server.heal();
    server.always(CHANNELS, fault);
    server.always(KEY, fault);
    server.always("/models/digits/1.2.0/manifest.json", fault);
    trial.open();
    trial.run(LOOK + "return {};");

    Map<?, ?> told = trial.run(OPEN);

    assertSound(told, 3);
    assertEquals(List.of(), told.get("changes"));
  }

  /** Whoever can put files there, and no script, takes the key away. */
  @ParameterizedTest
  @ValueSource(strings = {"{}", "", "<!doctype html>"})
  void keyThatIsTakenAway_isNotForgotten(String text) {
    offer(3);
    assertSound(trial.run(OPEN), 3);
    offer(Wrong.UNSIGNED);
    if (text.isEmpty()) {
      server.always(KEY, Fault.NOT_FOUND);
    } else {
      server.replace(KEY, text);
    }
    trial.open();
    trial.run(LOOK + "return {};");

    Map<?, ?> told = trial.run(OPEN);

    assertSound(told, 3);
    assertTrue(texts(told, "doubts").get(0).contains("release-key.json"), told.toString());
  }

  /** The version that the channels name cannot be had: it is tried again when it can. */
  @ParameterizedTest
  @CsvSource({"MISSING, MODEL_NOT_FOUND", "HTML, INTEGRITY", "OLDER, INTEGRITY"})
  void wrongManifest_isNotUsed(Wrong wrong, String code) throws IOException {
    offer(3);
    assertSound(trial.run(OPEN), 3);
    offerWith(wrong);

    assertEquals(code, trial.run("return refusal(model.update());").get("code"));
    assertEquals("1.2.0", trial.run("return look();").get("version"));
    trial.open();
    trial.run(LOOK + "return {};");
    Map<?, ?> reopened = trial.run(OPEN);
    assertEquals("1.2.0 previous", reopened.get("version") + " " + reopened.get("channel"));
    assertEquals("235478", reopened.get("read"));
    assertEquals(List.of("rejected 1.3.0"), reopened.get("changes"));
    offer(4);
    assertSound(trial.run("await model.update(); return look();"), 4);

    clear();
    offerWith(wrong);
    assertEquals(code, trial.run("return refusal(open('digits'));").get("code"));
    offer(4);
    assertSound(trial.run(OPEN), 4);
  }

  /** Offers 1.3.0 with another manifest than its own; caches take it for the right one. */
  private void offerWith(Wrong wrong) throws IOException {
    String manifest = "/models/digits/1.3.0/manifest.json";
    offer(4);
    switch (wrong) {
      case MISSING -> server.always(manifest, Fault.NOT_FOUND);
      case HTML -> server.always(manifest, Fault.HTML);
      default ->
          server.replace(
              manifest, Files.readString(site.root().resolve("models/digits/1.2.0/manifest.json")));
    }
  }

  /** The service worker stores what pages fetch: not what they do not believe. */
  @ParameterizedTest
  @EnumSource(names = {"OLDER", "CHANGED", "UNSIGNED"})
  void serviceWorker_keepsWhatWasBelieved(Wrong wrong) {
    try {
      offer(3);
      trial.browser().open(server.origin() + "/");
      trial.browser().waitForScript("navigator.serviceWorker.controller");
      trial.open();
      trial.run(LOOK + "return {};");
      assertSound(trial.run(OPEN), 3);
      assertEquals(text(3), stored());

      offer(wrong);
      trial.open();
      trial.run(LOOK + "return {};");
      assertSound(trial.run(OPEN), 3);
      assertEquals(text(3), stored());

      offer(4);
      assertSound(trial.run("await model.update(); return look();"), 4);
      assertEquals(text(4), stored());
    } finally {
      trial.run(
          "for (const one of await navigator.serviceWorker.getRegistrations()) await"
              + " one.unregister();"
              + "for (const name of await caches.keys()) await caches.delete(name); return {};");
    }
  }

  private Object stored() {
    return trial
        .run(
            "const cache = await caches.open('hearth-documents');"
                + "return {text: await (await cache.match('/models/digits/channels.json')).text()};")
        .get("text");
  }

  /** Devices that know a key take the one it endorsed; the files are those of hearth release. */
  @Test
  void nextKey_isTakenWhereTheOldOneEndorsedIt(@TempDir Path copy) throws IOException {
    Path models = copy.resolve("site/models");
    SiteCopy.copy(site.root().resolve("models"), models);
    Files.copy(site.root().resolve("release-key.json"), copy.resolve("site/release-key.json"));
    offer(4);
    assertSound(trial.run(OPEN), 4);
    Path next = copy.resolve("next.pem");
    HearthTool.run("release", "keygen", models, "--key", folder.resolve("key.pem"), "--out", next);
    String key = Files.readString(copy.resolve("site/release-key.json"));
    server.replace(KEY, key);
    server.replace(CHANNELS, Files.readString(models.resolve("digits/channels.json")));

    Map<?, ?> told = trial.run("await model.update(); return look();");

    assertEquals(true, told.get("signed"));
    assertEquals(List.of(), told.get("changes"), told.toString());
    assertEquals(Files.readString(models.resolve("digits/channels.json")), told.get("seen"));
    offer(Wrong.CHANGED);
    assertTrue(
        texts(trial.run("await model.update(); return look();"), "doubts")
            .get(0)
            .contains("one that it endorsed"));

    HearthTool.run("release", "keygen", models, "--force", "--out", copy.resolve("other.pem"));
    server.replace(KEY, Files.readString(copy.resolve("site/release-key.json")));
    server.replace(CHANNELS, Files.readString(models.resolve("digits/channels.json")));
    String newer = "return {seen: (await look()).seen};";
    String before = trial.run("await model.update();" + newer).get("seen").toString();
    String lost = key.replaceAll("(?s)^.*?\"ed25519\": \"|\".*", "");
    String after =
        trial
            .run("configure({lostKeys: ['" + lost + "']}); await model.update();" + newer)
            .get("seen")
            .toString();
    assertEquals(List.of("5", "6"), List.of(release(before), release(after)));
  }

  private static String release(String text) {
    return text.replaceAll("(?s).*\"release\": |,.*", "");
  }

  /** A wrong clock changes nothing: neither from the start nor when it jumps. */
  @ParameterizedTest
  @ValueSource(ints = {-30, 30})
  void wrongClock_changesNothing(int years) {
    offer(1);
    trial.run(
        "shiftClock(%d); withFaults('clock=%d'); configure({updateIntervalMs: 200}); return {};"
            .formatted(years, years));
    assertSound(trial.run(OPEN), 1);
    List<String> changes = new ArrayList<>();
    for (int release = 2; release <= 4; release++) {
      offer(release);
      String version = "1." + (release - 1) + ".0";
      Map<?, ?> told =
          trial.run(
              "await until(() => model.release.version === '%s'); return look();"
                  .formatted(version));
      assertSound(told, release);
      changes.addAll(List.of("loading " + version + " beside", "switched " + version + " beside"));
      assertEquals(changes, told.get("changes"));
      // Twice as far off on the other side, and back.
      trial.run("shiftClock(%d); return {};".formatted((release % 2 == 0 ? -2 : 2) * years));
    }

    trial.open();
    trial.run(LOOK + "shiftClock(%d); return {};".formatted(-years));
    assertSound(trial.run(OPEN), 4);
    assertEquals(0L, trial.run("return model.transfer;").get("networkBytes"), "all is here");
  }
}
