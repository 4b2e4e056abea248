package dev.hearth.e2e.page;

import dev.hearth.e2e.browser.Browser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.json.Json;

/** The view of a person's own model, as a person uses it. */
public final class OwnPage {
  private final HearthPage page;
  private final Browser browser;

  public OwnPage(HearthPage page) {
    this.page = page;
    this.browser = page.browser();
  }

  /** Opens the view anew, chooses files, and returns the state that this leads to. */
  public String give(List<Path> files) {
    open();
    choose("own-files", files);
    return settled();
  }

  /** Opens the view anew, chooses a folder, and returns the state that this leads to. */
  public String giveFolder(Path folder) {
    open();
    choose("own-folder", List.of(folder));
    return settled();
  }

  /** Opens the view anew, drops files and folders on it, and returns the state. */
  public String giveDropped(Path... paths) {
    open();
    return drop(paths);
  }

  /** Drops files and folders on the view as it is, and returns the state that this leads to. */
  public String drop(Path... paths) {
    List<String> files = new ArrayList<>();
    for (Path path : paths) {
      files.add(path.toAbsolutePath().normalize().toString());
    }
    Map<String, Object> data = Map.of("items", List.of(), "files", files, "dragOperationsMask", 1);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      browser
          .driver()
          .executeCdpCommand(
              "Input.dispatchDragEvent", Map.of("type", type, "x", 200, "y", 300, "data", data));
    }
    return settled();
  }

  /** Chooses files in one of the view's file inputs. */
  public void choose(String testId, List<Path> files) {
    List<String> paths = new ArrayList<>();
    for (Path file : files) {
      paths.add(file.toAbsolutePath().normalize().toString());
    }
    browser
        .driver()
        .findElement(By.cssSelector("[data-testid=" + testId + "]"))
        .sendKeys(String.join("\n", paths));
  }

  /** Waits until what was given is read, and returns the state. */
  public String settled() {
    return Objects.toString(
        browser.waitForScript(
            "['inspected', 'refused', 'choosing'].find(one =>"
                + " one === document.documentElement.dataset.state)"));
  }

  /** Runs the model, and returns the state that this leads to. */
  public String run() {
    browser.find("[data-testid=own-run]").click();
    browser.waitForScript("document.documentElement.dataset.state !== 'inspected'");
    return page.settledState();
  }

  /** Writes into one of the form's fields. */
  public void write(String testId, String value) {
    browser
        .driver()
        .executeScript(
            "const field = document.querySelector(`[data-testid=${arguments[0]}]`);"
                + "field.value = arguments[1];"
                + "field.dispatchEvent(new Event('change', {bubbles: true}));",
            testId,
            value);
  }

  /** Writes into one of the form's fields, asks for a run, and returns why it is refused. */
  public String refusedFor(String testId, String value) {
    write(testId, value);
    browser.find("[data-testid=own-run]").click();
    browser.waitForScript("!document.querySelector('[data-testid=own-problem]').hidden");
    return textOf("own-problem");
  }

  /** Says what the model is, as a hearth.json. */
  public void describe(String description) {
    browser
        .driver()
        .executeScript(
            "const json = document.querySelector('[data-testid=own-json]');"
                + "json.value = arguments[0];"
                + "json.dispatchEvent(new Event('change', {bubbles: true}));",
            description);
  }

  /** Returns what the view says of the files that were given. */
  public String said() {
    return textOf("own-said");
  }

  public String textOf(String testId) {
    return text("document.querySelector('[data-testid=" + testId + "]').textContent");
  }

  public String valueOf(String testId) {
    return text("document.querySelector('[data-testid=" + testId + "]').value");
  }

  /** Returns what the view found out, as {@code hearth inspect} prints it. */
  public Map<String, Object> found(String testId) {
    return new Json().toType(textOf(testId), Json.MAP_TYPE);
  }

  private String text(String expression) {
    return Objects.toString(browser.driver().executeScript("return " + expression));
  }

  private void open() {
    browser.open(page.origin() + "/?view=own");
    browser.waitForScript("document.querySelector('[data-testid=own-files]')");
  }
}
