package dev.hearth.e2e.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** The page as a person uses it. */
public final class HearthPage implements AutoCloseable {
  /** An answer that has not changed for so many looks, a tenth of a second apart, is the last. */
  private static final int QUIET_LOOKS = 5;

  private static final String READ_ANSWER =
      "const list = document.querySelector('[data-testid=results]');"
          + "if (!list) return {count: 0, labels: [], probabilities: []};"
          + "const items = [...list.querySelectorAll('[data-label]')];"
          + "return {count: Number(list.dataset.resultCount),"
          + " labels: items.map(i => i.dataset.label),"
          + " probabilities: items.map(i => i.dataset.probability)};";

  private final SiteProcess site;
  private final Browser browser;

  private HearthPage(SiteProcess site, Browser browser) {
    this.site = site;
    this.browser = browser;
  }

  /** Serves the built site and starts a browser; the page is not open yet. */
  public static HearthPage start(BrowserOptions options) {
    return start(SiteProcess.start(), options);
  }

  /** Starts a browser for a site, which is closed with this. */
  public static HearthPage start(SiteProcess site, BrowserOptions options) {
    return new HearthPage(site, Browser.start(options));
  }

  /** Returns the browser, for what this class has no word for. */
  public Browser browser() {
    return browser;
  }

  /** Returns the site's origin. */
  public String origin() {
    return site.origin();
  }

  /** Opens the gallery. */
  public void openGallery() {
    browser.open(site.url("/"));
    assertEquals("gallery", settledState());
  }

  /**
   * Opens a model and waits until it may be used.
   *
   * @param query what follows {@code ?model=}
   */
  public void open(String query) {
    begin(query);
    String state = settledState();
    assertEquals("ready", state, () -> query + ": " + trouble());
  }

  /** Opens a model that is going to fail, and returns the page's words for it. */
  public Trouble openInVain(String query) {
    begin(query);
    assertEquals("failed", settledState());
    return trouble();
  }

  /** Begins to open a model. */
  public void begin(String query) {
    browser.open(site.url("/?model=" + query));
  }

  /** Returns what the page is in when it loads no more: gallery, ready or failed. */
  public String settledState() {
    return Objects.toString(
        browser.waitForScript(
            "document.documentElement.dataset.state !== 'loading'"
                + " && document.documentElement.dataset.state"));
  }

  /** Returns what a card of the gallery says of working offline, once it says something. */
  public String offline(String model) {
    String card = "[data-testid=card-" + model + "] ";
    browser.waitForScript("document.querySelector('" + card + "[data-keep]')");
    return browser.find(card + "[data-testid=offline]").getText();
  }

  /** Has a model of the gallery made available offline. */
  public void keep(String model) {
    offline(model);
    browser.find("[data-testid=card-" + model + "] [data-testid=keep]").click();
    waitUntilKept(model);
  }

  /** Waits until a card of the gallery says that its model works offline. */
  public void waitUntilKept(String model) {
    browser.find("[data-testid=card-" + model + "] [data-keep=works]");
  }

  /**
   * Waits until the documents of a model opened by its name are stored: after that it asks for
   * none.
   */
  public void waitUntilRemembered(String model) {
    browser.waitForScript(
        "caches.open('hearth-documents').then(cache => cache.match('models/"
            + model
            + "/1.0.0/MODEL_CARD.md')).then(Boolean)");
  }

  /** Returns what the details of an opened model say. */
  public String detail(String testId) {
    return Objects.toString(
        browser
            .driver()
            .executeScript(
                "return document.querySelector('[data-testid=' + arguments[0] + ']').textContent",
                testId));
  }

  /** Returns the element of that test id, once it is shown. */
  public WebElement part(String testId) {
    return browser.find("[data-testid=" + testId + "]");
  }

  /** Returns true if an element of that test id is shown now. */
  public boolean shows(String testId) {
    return browser.findAll("[data-testid=" + testId + "]").stream()
        .anyMatch(WebElement::isDisplayed);
  }

  /** Chooses a way to give an input: draw, upload, camera, live or record. */
  public void choose(String tab) {
    part("tab-" + tab).click();
    browser.find("[data-testid=tab-" + tab + "][aria-selected=true]");
  }

  /** Returns the prediction shown now. */
  public Answer answer() {
    Map<?, ?> seen = (Map<?, ?>) browser.driver().executeScript(READ_ANSWER);
    List<String> labels = new ArrayList<>();
    ((List<?>) seen.get("labels")).forEach(label -> labels.add(label.toString()));
    List<Double> probabilities = new ArrayList<>();
    ((List<?>) seen.get("probabilities"))
        .forEach(p -> probabilities.add(Double.valueOf(p.toString())));
    return new Answer(((Number) seen.get("count")).longValue(), labels, probabilities);
  }

  /** Gives the file input a file and returns the prediction; the upload tab is chosen. */
  public Answer upload(Path file) {
    long before = answer().count();
    sendFile(file);
    browser.waitFor(
        "a prediction of " + file.getFileName(),
        page -> answer().count() > before || isNewTrouble());
    if (isNewTrouble()) {
      throw new AssertionError(file.getFileName() + ": " + trouble());
    }
    return answer();
  }

  /** Gives the file input a file it cannot take, and returns the page's words for it. */
  public Trouble uploadInVain(Path file) {
    sendFile(file);
    return trouble();
  }

  /** Gives the file input a file, and waits for nothing. */
  public void sendFile(Path file) {
    browser
        .driver()
        .executeScript(
            "for (const old of document.querySelectorAll('[data-testid=problem]'))"
                + " old.dataset.seen = ''");
    browser
        .driver()
        .findElement(By.cssSelector("[role=tabpanel]:not([hidden]) [data-testid=file]"))
        .sendKeys(file.toAbsolutePath().toString());
  }

  private boolean isNewTrouble() {
    return !browser.findAll("[data-testid=problem]:not([data-seen])").isEmpty();
  }

  /** Waits for a problem that no upload began with, and returns it. */
  public Trouble trouble() {
    WebElement box = browser.find("[data-testid=problem]:not([data-seen])");
    return new Trouble(Objects.toString(box.getAttribute("data-code")), box.getText());
  }

  /** Draws on the empty pad and returns the prediction of the finished drawing. */
  public Answer draw(Strokes strokes, Kind kind) {
    if (shows("clear")) {
      clearPad();
    }
    long before = answer().count();
    Pointer.draw(browser, part("pad"), strokes, kind);
    return lastAnswerAfter(before);
  }

  /** Empties the pad. */
  public void clearPad() {
    part("clear").click();
    browser.waitForScript("!document.querySelector('[data-testid=results] [data-label]')");
  }

  /** Waits for predictions and for their end, and returns the last one. */
  public Answer lastAnswerAfter(long count) {
    long[] last = {count};
    int[] looks = {0};
    return browser.waitFor(
        "a prediction that stays",
        page -> {
          Answer now = answer();
          looks[0] = now.count() == last[0] ? looks[0] + 1 : 0;
          last[0] = now.count();
          return now.count() > count && looks[0] >= QUIET_LOOKS ? now : null;
        });
  }

  /** Returns the labels of a list of words as it shows them: live words the last first. */
  public List<String> words(String testId) {
    List<String> words = new ArrayList<>();
    Object labels =
        browser
            .driver()
            .executeScript(
                "return [...document.querySelectorAll('[data-testid="
                    + testId
                    + "] [data-label]')].map(i => i.dataset.label)");
    ((List<?>) labels).forEach(word -> words.add(word.toString()));
    return words;
  }

  /** Asserts that nothing left the origin and nobody complained. */
  public void assertQuiet() {
    browser.watch().assertQuiet(site.origin());
  }

  @Override
  public void close() {
    browser.close();
    site.close();
  }
}
