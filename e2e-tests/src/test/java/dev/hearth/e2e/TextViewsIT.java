package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.Answer;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.json.Json;

/** The views of models that read texts; what they show is what the JVM computes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextViewsIT {
  private TextModels models;
  private HearthPage page;
  private Path files;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    files = folder;
    Path root = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    models = new TextModels(folder, root);
    models.mood();
    page = HearthPage.start(SiteProcess.start(root), BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    if (page != null) {
      page.close();
    }
  }

  private Answer type(CharSequence... text) {
    long before = page.answer().count();
    page.part("text").sendKeys(text);
    return page.lastAnswerAfter(before);
  }

  private void give(String text) {
    page.browser()
        .driver()
        .executeScript(
            "const area = document.querySelector('[data-testid=text]');"
                + "area.value = arguments[0];"
                + "area.dispatchEvent(new Event('input'))",
            text);
  }

  private List<?> golden(String model, String... input) throws IOException {
    return new Json().toType(models.answers(model, input), List.class);
  }

  @Test
  void classes_followWhatIsTyped() throws IOException {
    page.open("mood");

    Answer glad = type("I love this great film");
    assertGolden(glad, "I love this great film");
    Answer cross = type(Keys.chord(Keys.CONTROL, "a"), "What a boring, bad film");
    assertGolden(cross, "What a boring, bad film");
    assertEquals("negative", cross.label());
    assertEquals("8 of at most 32 tokens", page.part("tokens").getText());
    page.assertQuiet();
  }

  private void assertGolden(Answer answer, String text) throws IOException {
    List<?> classes = (List<?>) golden("mood", text).get(0);
    for (int i = 0; i < classes.size(); i++) {
      Map<?, ?> one = (Map<?, ?>) classes.get(i);
      assertEquals(one.get("label"), answer.labels().get(i));
      assertEquals(
          ((Number) one.get("probability")).doubleValue(), answer.probabilities().get(i), 1e-6);
    }
  }

  @Test
  void emptyText_hasNoPrediction() {
    page.open("mood");
    type("good");

    page.part("clear").click();

    page.browser().waitForScript("!document.querySelector('[data-testid=results] [data-label]')");
    assertEquals("", page.part("text").getAttribute("value"));
    assertFalse(page.part("copy").isEnabled());
  }

  @Test
  void longText_isCut_andTheViewSaysSo() {
    page.open("mood");

    give("good ".repeat(100));

    page.browser().waitForScript("document.querySelector('[data-testid=tokens][data-full]')");
    assertTrue(page.part("tokens").getText().startsWith("The model takes 32 tokens at most"));
  }

  @Test
  void file_isRead_andOneThatIsNoTextChangesNothing() throws IOException {
    page.open("mood");
    Path text = Files.writeString(files.resolve("note.txt"), "A good \ud83d\ude00 day");
    Path other = files.resolve("note.bin");
    Files.write(other, new byte[] {0, (byte) 0xff, 1});

    upload(text);
    page.browser().waitForScript("document.querySelector('[data-testid=results] [data-label]')");
    assertEquals("A good \ud83d\ude00 day", value());

    upload(other);
    assertEquals("NOT_A_TEXT", page.trouble().code());
    assertEquals("A good \ud83d\ude00 day", value());
    page.part("remedy").click();
  }

  private String value() {
    return Objects.toString(page.part("text").getAttribute("value"));
  }

  private void upload(Path file) {
    page.browser()
        .driver()
        .findElement(By.cssSelector("[data-testid=file]"))
        .sendKeys(file.toAbsolutePath().normalize().toString());
  }
}
