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
import org.openqa.selenium.WebElement;
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
    models.names();
    models.answers();
    models.gaps();
    models.meanings();
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

  private void waitForResult(String testId) {
    page.browser()
        .waitForScript(
            "Number(document.querySelector('[data-testid="
                + testId
                + "]')?.dataset.resultCount) > 0"
                + " && document.querySelector('.answer-body[data-empty=false]')");
  }

  private List<?> read(String script) {
    return (List<?>) page.browser().driver().executeScript("return " + script);
  }

  private static void assertScore(Object golden, Object shown) {
    assertEquals(((Number) golden).doubleValue(), Double.parseDouble(shown.toString()), 1e-6);
  }

  @Test
  void names_areMarkedWhereTheyAre_behindEmojiToo() throws IOException {
    String text = "\ud83d\ude00\ud83d\udc69\u200d\ud83d\ude80 Anna Smith left New York for Paris.";
    page.open("names");
    give(text);
    waitForResult("entities");

    List<?> spans = (List<?>) golden("names", text).get(0);
    List<?> shown =
        read(
            "[...document.querySelectorAll('[data-testid=entities] [data-start]')].map(item =>"
                + " [item.dataset.label, item.dataset.start, item.dataset.end, item.dataset.score,"
                + "  item.querySelector('.entity-text').textContent])");
    assertEquals(3, spans.size());
    assertEquals(spans.size(), shown.size());
    for (int i = 0; i < spans.size(); i++) {
      Map<?, ?> span = (Map<?, ?>) spans.get(i);
      List<?> item = (List<?>) shown.get(i);
      assertEquals(span.get("label"), item.get(0));
      assertEquals(String.valueOf(span.get("start")), item.get(1));
      assertEquals(String.valueOf(span.get("end")), item.get(2));
      assertScore(span.get("score"), item.get(3));
      assertEquals(span.get("text"), item.get(4));
    }
    assertEquals(
        List.of("Anna Smith", "New York", "Paris"),
        read("[...document.querySelectorAll('mark')].map(mark => mark.firstChild.textContent)"));
    assertEquals(
        text,
        page.browser()
            .driver()
            .executeScript(
                "const copy = document.querySelector('[data-testid=marked]').cloneNode(true);"
                    + "copy.querySelectorAll('.tag').forEach(tag => tag.remove());"
                    + "return copy.textContent"));
    page.assertQuiet();
  }

  @Test
  void question_isAnsweredInTheText() throws IOException {
    String text = "\ud83d\ude00 In 1999 Anna Smith came to New York by ship.";
    page.open("answers");
    give(text);
    page.part("question").sendKeys("Where did she come to?");
    waitForResult("answers");

    List<?> spans = (List<?>) golden("answers", "Where did she come to?", text).get(0);
    List<?> shown =
        read(
            "[...document.querySelectorAll('[data-testid=choice]')].map(item =>"
                + " [item.dataset.label, item.dataset.probability])");
    assertEquals(spans.size(), shown.size());
    for (int i = 0; i < spans.size(); i++) {
      Map<?, ?> span = (Map<?, ?>) spans.get(i);
      assertEquals(span.get("text"), ((List<?>) shown.get(i)).get(0));
      assertScore(span.get("score"), ((List<?>) shown.get(i)).get(1));
    }
    assertEquals("New York", ((List<?>) shown.get(0)).get(0));
    assertEquals(
        List.of("New York"),
        read("[...document.querySelectorAll('mark')].map(mark => mark.firstChild.textContent)"));
    page.assertQuiet();
  }

  @Test
  void word_thatIsChosen_goesIntoTheGap() throws IOException {
    page.open("gaps");
    page.browser().find("[data-testid=insert-mask]:not([hidden])");
    give("\ud83d\ude00 They drink hot ");
    page.part("text").sendKeys(Keys.END);
    page.part("insert-mask").click();
    waitForResult("gaps");
    assertEquals("\ud83d\ude00 They drink hot [MASK]", value());

    List<?> words = (List<?>) ((List<?>) golden("gaps", value()).get(0)).get(0);
    List<?> shown =
        read(
            "[...document.querySelectorAll('[data-testid=choice]')].map(item =>"
                + " [item.dataset.label, item.dataset.probability])");
    assertEquals(words.size(), shown.size());
    for (int i = 0; i < words.size(); i++) {
      assertEquals(((Map<?, ?>) words.get(i)).get("label"), ((List<?>) shown.get(i)).get(0));
      assertScore(((Map<?, ?>) words.get(i)).get("score"), ((List<?>) shown.get(i)).get(1));
    }
    page.browser().find("[data-testid=choice] button").click();
    assertEquals("\ud83d\ude00 They drink hot " + ((List<?>) shown.get(0)).get(0), value());
    page.assertQuiet();
  }

  @Test
  void sentences_areComparedByTheCosineOfTheirVectors() throws IOException {
    List<String> sentences =
        List.of("The dog and the cat", "A horse is an animal", "We pay the bank with money");
    page.open("meanings");
    page.part("add-sentence").click();
    List<WebElement> rows = page.browser().findAll("[data-testid=sentence]");
    for (int i = 0; i < sentences.size(); i++) {
      rows.get(i).sendKeys(sentences.get(i));
    }
    page.browser()
        .waitForScript("document.querySelectorAll('[data-testid=matrix] td').length === 9");

    List<?> vectors = golden("meanings", sentences.toArray(String[]::new));
    List<?> cells =
        read("[...document.querySelectorAll('[data-testid=matrix] td')].map(c => c.textContent)");
    for (int i = 0; i < 9; i++) {
      double cosine = cosine(vectors.get(i / 3), vectors.get(i % 3));
      assertEquals(cosine, Double.parseDouble(cells.get(i).toString()), 0.00501, i + ": " + cells);
    }
    page.assertQuiet();
  }

  private static double cosine(Object one, Object other) {
    List<?> left = (List<?>) ((Map<?, ?>) one).get("embedding");
    List<?> right = (List<?>) ((Map<?, ?>) other).get("embedding");
    double dot = 0;
    double leftSquare = 0;
    double rightSquare = 0;
    for (int i = 0; i < left.size(); i++) {
      double x = ((Number) left.get(i)).doubleValue();
      double y = ((Number) right.get(i)).doubleValue();
      dot += x * y;
      leftSquare += x * x;
      rightSquare += y * y;
    }
    return dot / Math.sqrt(leftSquare * rightSquare);
  }

  @Test
  void listInAFile_isRankedByLikeness() throws IOException {
    page.open("meanings");
    page.choose("nearest");
    page.part("query").sendKeys("My horse");
    Path list =
        Files.writeString(files.resolve("list.txt"), "Pay the price\n\nThe dog\nEat soup\n");
    page.browser()
        .driver()
        .findElement(By.cssSelector("#panel-nearest [data-testid=file]"))
        .sendKeys(list.toAbsolutePath().normalize().toString());
    waitForResult("similarity");

    assertEquals(
        List.of("The dog", "Eat soup", "Pay the price"),
        read("[...document.querySelectorAll('[data-testid=choice]')].map(i => i.dataset.label)"));
  }

  @Test
  void lines_becomeARun() {
    page.open("mood");
    page.browser().find("[data-testid=batch] summary").click();
    page.part("batch-lines").sendKeys("I love it\nI hate it\n");
    page.part("batch-start").click();

    page.browser().waitForScript("location.search.includes('view=runs&run=')");
    page.browser()
        .waitForScript(
            "document.querySelector('main').textContent.includes('positive')"
                + " && document.querySelector('main').textContent.includes('negative')");
  }
}
