package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Trouble;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Pictures by their addresses, and several at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureInputsIT {
  private static final Path SEVEN =
      TestData.path("images/mnist/7_60000.png").toAbsolutePath().normalize();

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
  void open() {
    page.open("digits");
    page.choose("upload");
  }

  @AfterEach
  void quiet() {
    page.assertQuiet();
  }

  @Test
  void addressOfThisSite_isPredicted() {
    WebElement sample = page.part("sample");
    String label = sample.getAttribute("data-label");
    String address = sample.findElement(By.cssSelector("img")).getAttribute("src");

    fetch(String.valueOf(address));

    page.browser().waitFor("a prediction", driver -> page.answer().count() > 0);
    assertEquals(label, page.answer().label());
  }

  @Test
  void addressOfAnotherSite_isRefusedInWords_withoutARequest() {
    fetch("https://images.example.org/cat.jpg");

    Trouble trouble = page.trouble();
    assertEquals("ADDRESS_REFUSED", trouble.code());
    assertEquals(
        "Expected an address of " + page.origin() + ", found https://images.example.org/cat.jpg",
        page.browser()
            .answer("return document.querySelector('.problem-detail code').textContent;"));
  }

  @Test
  void noAddress_isRefusedInWords() {
    fetch("https://");

    assertEquals("ADDRESS_INVALID", page.trouble().code());
  }

  @Test
  void pastedPicture_isPredicted() throws IOException {
    String picture = Base64.getEncoder().encodeToString(Files.readAllBytes(SEVEN));
    page.browser()
        .driver()
        .executeCdpCommand(
            "Browser.grantPermissions",
            Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    String copied =
        page.browser()
            .answer(
                "const bytes = Uint8Array.from(atob('"
                    + picture
                    + "'), c => c.charCodeAt(0));"
                    + "const png = new Blob([bytes], {type: 'image/png'});"
                    + "await navigator.clipboard.write([new ClipboardItem({'image/png': png})]);"
                    + "return 'copied';");
    assertEquals("copied", copied);

    new Actions(page.browser().driver())
        .keyDown(Keys.CONTROL)
        .sendKeys("v")
        .keyUp(Keys.CONTROL)
        .perform();

    assertEquals("7", page.lastAnswerAfter(0).label());
  }

  @Test
  void severalPictures_becomeABatch() {
    Path two = TestData.path("images/mnist/2_60001.png").toAbsolutePath().normalize();

    page.browser()
        .driver()
        .findElement(By.cssSelector("#panel-upload [data-testid=file]"))
        .sendKeys(SEVEN + "\n" + two);

    page.browser().waitForScript("location.search.includes('view=runs')");
    page.browser()
        .waitForScript(
            "import('/app/runs.js').then(runs => runs.list())"
                + ".then(([run]) => run.inputs === 2 && run.source.includes('digits'))");
  }

  private void fetch(String address) {
    WebElement field = page.part("picture-address");
    field.clear();
    field.sendKeys(address);
    page.part("fetch").click();
  }
}
