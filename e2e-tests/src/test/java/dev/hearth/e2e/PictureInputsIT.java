package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.testing.TestData;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Pictures by their addresses, and several at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureInputsIT {
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

    assertEquals("ADDRESS_REFUSED", page.trouble().code());
  }

  @Test
  void noAddress_isRefusedInWords() {
    fetch("https://");

    assertEquals("ADDRESS_INVALID", page.trouble().code());
  }

  @Test
  void severalPictures_becomeABatch() {
    Path seven = TestData.path("images/mnist/7_60000.png").toAbsolutePath().normalize();
    Path two = TestData.path("images/mnist/2_60001.png").toAbsolutePath().normalize();

    page.browser()
        .driver()
        .findElement(By.cssSelector("#panel-upload [data-testid=file]"))
        .sendKeys(seven + "\n" + two);

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
