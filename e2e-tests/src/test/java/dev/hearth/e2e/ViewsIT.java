package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Screenshots;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.e2e.page.Trouble;
import dev.hearth.testing.TestData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** The ways between the views, and those that lead nowhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewsIT {
  private HearthPage page;

  @BeforeAll
  void start() {
    page = HearthPage.start(BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    page.close();
  }

  @BeforeEach
  void forgetOtherTests() {
    page.browser().watch().clear();
  }

  @Test
  void gallery_leadsToAModelAndBack() {
    page.openGallery();
    assertTrue(page.part("card-digits").getText().contains("Handwritten digits"));
    assertTrue(page.part("card-spoken-digits").getText().matches("(?s).*[0-9.]+.[KM]B.*"));

    page.part("card-spoken-digits").click();

    assertEquals("ready", page.settledState());
    assertTrue(address().endsWith("/?model=spoken-digits"), address());
    assertEquals("Spoken digits \u00b7 Hearth", page.browser().driver().getTitle());
    page.browser().driver().navigate().back();
    page.part("gallery");
    page.part("card-digits");
    assertEquals("gallery", page.settledState());
    assertEquals("Hearth", page.browser().driver().getTitle());
    page.browser().driver().navigate().forward();
    page.part("tab-live");
    page.browser().find("a.brand").click();
    page.part("card-digits");
    page.assertQuiet();
  }

  @Test
  void address_opensAModel() {
    page.openGallery();
    page.part("address").sendKeys("models/digits", Keys.ENTER);

    page.part("pad");
    assertEquals("ready", page.settledState());
    page.browser().driver().navigate().refresh();
    assertEquals("ready", page.settledState());
    assertEquals("1", page.draw(Strokes.digit(1), Kind.MOUSE).label());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such-model",
        "models/no-such/1.0.0/manifest.json",
        "models/digits/9.9.9/manifest.json",
        "../../etc"
      })
  void unknownModel_isAProblemInWords(String address) {
    Trouble trouble = page.openInVain(address);

    assertEquals("MODEL_NOT_FOUND", trouble.code());
    assertTrue(trouble.words().contains("no such model"), trouble.words());
    page.part("remedy").click();
    page.part("card-digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:9/models/x/manifest.json", "index.html", "%00"})
  void addressThatIsNoModel_isAProblemAndNoHang(String address) {
    Trouble trouble = page.openInVain(address);

    System.out.println(address + " -> " + trouble.code());
    assertFalse(trouble.code().equals("UNKNOWN"), trouble.words());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "cpu", "webgl"})
  void chosenBackend_runsSpokenDigits(String provider) {
    page.open("spoken-digits&provider=" + provider);

    assertTrue(page.part("backend").getText().startsWith(provider));
    page.choose("upload");
    assertEquals("three", page.upload(TestData.path("audio/fsdd/3_jackson_0.wav")).label());
  }

  @ParameterizedTest
  @CsvSource({
    "digits, webgl, UNSUPPORTED_OPERATOR",
    "digits, quantum, PROVIDER_UNAVAILABLE",
    "spoken-digits, quantum, PROVIDER_UNAVAILABLE"
  })
  void missingBackend_isAProblemThatTheButtonHeals(String model, String provider, String code) {
    Trouble trouble = page.openInVain(model + "&provider=" + provider);

    assertEquals(code, trouble.code());
    page.part("remedy").click();
    page.part("tab-upload");
    assertEquals("ready", page.settledState());
    assertTrue(page.part("backend").getText().startsWith("wasm"));
    assertTrue(address().endsWith("/?model=" + model), address());
  }

  @Test
  void cancelledLoading_mayBeginAgain() {
    slowly(
        () -> {
          page.begin("digits");
          page.part("cancel").click();
          assertEquals("failed", page.settledState());
          assertEquals("CANCELLED", page.trouble().code());
        });

    page.part("remedy").click();

    page.part("pad");
    assertEquals("ready", page.settledState());
    assertEquals("7", page.draw(Strokes.digit(7), Kind.MOUSE).label());
  }

  @Test
  void loading_tellsBytesAndCanBeLeft() {
    slowly(
        () -> {
          page.begin("digits");
          String figures =
              Objects.toString(
                  page.browser()
                      .waitForScript(
                          "document.querySelector('.figures')"
                              + "?.textContent.match(/[0-9.]+ of [0-9.]+.[KM]B . [0-9]+.%/)?.[0]"));
          assertTrue(figures.matches(".* of [1-9].*"), figures);
          page.browser().find("a.brand").click();
          page.part("card-spoken-digits");
        });

    page.part("card-spoken-digits").click();
    page.part("tab-live");
    assertEquals("ready", page.settledState());
  }

  private void slowly(Runnable action) {
    network(20_000);
    try {
      action.run();
    } finally {
      network(-1);
    }
  }

  private void network(int bytesPerSecond) {
    page.browser().driver().executeCdpCommand("Network.enable", Map.of());
    page.browser().driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
    page.browser()
        .driver()
        .executeCdpCommand(
            "Network.emulateNetworkConditions",
            Map.of(
                "offline",
                false,
                "latency",
                0,
                "downloadThroughput",
                bytesPerSecond,
                "uploadThroughput",
                -1));
  }

  @Test
  void keyboard_reachesAllThatAMouseDoes() {
    page.openGallery();
    assertTrue(tabbed(14).containsAll(List.of("theme", "card-digits", "card-spoken-digits")));

    page.open("digits");
    focusHeading();
    page.part("tab-draw").sendKeys(Keys.ARROW_RIGHT);
    page.browser().find("[data-testid=tab-upload][aria-selected=true]");
    page.part("sample");
    assertEquals("tab-upload", focused());
    List<String> reached = tabbed(30);
    assertTrue(reached.containsAll(List.of("file", "sample", "tab-upload")), reached.toString());
    assertFalse(reached.contains("tab-camera"), "arrow keys go from tab to tab: " + reached);
    page.part("sample").sendKeys(Keys.ENTER);
    assertEquals("7", page.lastAnswerAfter(0).label());
    page.part("tab-upload").sendKeys(Keys.ARROW_RIGHT);
    assertEquals("tab-camera", focused());
  }

  private void focusHeading() {
    page.browser().driver().executeScript("document.activeElement.blur()");
  }

  private List<String> tabbed(int times) {
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      new Actions(page.browser().driver()).sendKeys(Keys.TAB).perform();
      reached.add(focused());
    }
    return reached;
  }

  /** Returns the test id of what has the focus, or of what it is in. */
  private String focused() {
    return Objects.toString(
        page.browser()
            .driver()
            .executeScript(
                "const e = document.activeElement.closest('[data-testid]');"
                    + "return e ? e.dataset.testid : document.activeElement.tagName"));
  }

  @Test
  void nothing_overflowsASmallPhone() {
    Screenshots.show(page.browser(), Screenshots.PHONE, "light");
    try {
      page.openGallery();
      assertNothingOverflows("gallery");
      for (String model : List.of("digits", "spoken-digits")) {
        page.open(model);
        page.browser()
            .driver()
            .executeScript("document.querySelector('[data-testid=details]').open = true");
        for (String tab :
            model.equals("digits")
                ? List.of("draw", "upload", "camera")
                : List.of("live", "record", "upload")) {
          page.choose(tab);
          assertNothingOverflows(model + " " + tab);
        }
      }
      page.openInVain("no-such-model-with-a-name-that-is-much-longer-than-any-phone-is-wide");
      assertNothingOverflows("unknown model");
    } finally {
      Screenshots.reset(page.browser());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits", "spoken-digits"})
  void model_fitsALaptop(String model) {
    Screenshots.show(page.browser(), Screenshots.LAPTOP, "light");
    try {
      page.open(model);
      Object height =
          page.browser().driver().executeScript("return document.documentElement.scrollHeight");
      assertEquals(900L, height, "nothing to scroll");
    } finally {
      Screenshots.reset(page.browser());
    }
  }

  private void assertNothingOverflows(String where) {
    Object wide =
        page.browser()
            .driver()
            .executeScript(
                "const scrolls = e => { for (let p = e.parentElement; p; p = p.parentElement)"
                    + " if (getComputedStyle(p).overflowX !== 'visible') return true;"
                    + " return false; };"
                    + "return [...document.body.querySelectorAll('*')].filter(e => {"
                    + " const box = e.getBoundingClientRect();"
                    + " return box.width > 0 && !e.closest('.unseen')"
                    + "   && (box.right > innerWidth + 0.5 || box.left < -0.5) && !scrolls(e);"
                    + "}).map(e => e.tagName + '.' + e.className)");
    assertEquals(List.of(), wide, where);
    assertEquals(
        360L,
        page.browser().driver().executeScript("return document.documentElement.scrollWidth"),
        where);
  }

  private String address() {
    return Objects.toString(page.browser().driver().getCurrentUrl());
  }
}
