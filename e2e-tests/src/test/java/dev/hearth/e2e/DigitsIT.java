package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.Answer;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Strokes;
import dev.hearth.e2e.page.Trouble;
import dev.hearth.testing.TestData;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** Handwritten digits, uploaded and drawn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DigitsIT {
  private Path folder;
  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path shared) {
    folder = shared;
    page = HearthPage.start(BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    page.close();
  }

  @BeforeEach
  void open() {
    page.open("digits");
  }

  @AfterEach
  void quiet() {
    page.assertQuiet();
  }

  @Test
  void uploadedMnist_isRead() throws IOException {
    List<Path> pictures;
    try (Stream<Path> all = Files.list(TestData.path("images/mnist"))) {
      pictures = all.sorted().toList();
    }
    assertEquals(20, pictures.size());
    page.choose("upload");
    StringBuilder table = new StringBuilder();
    int right = 0;
    for (Path picture : pictures) {
      Answer answer = page.upload(picture);
      boolean isRight = picture.getFileName().toString().startsWith(answer.label() + "_");
      right += isRight ? 1 : 0;
      table.append(line(picture.getFileName().toString(), answer, isRight));
    }
    System.out.println("Uploaded MNIST pictures, " + right + " of 20 right\n" + table);
    assertTrue(right >= 19, table.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "in the middle, 1, 0, 0, 0123456789",
    "small and off-centre, 0.4, -0.27, 0.24, 0123456789",
    "to the edges, 1.45, 0, 0, 24579"
  })
  void drawnDigits_areRead(String how, double scale, double dx, double dy, String digits) {
    assertDrawn("Drawn " + how, digits, scale, dx, dy);
  }

  /** The pen is of one width, so a small digit is a thick one, a large one thin. */
  private void assertDrawn(String how, String digits, double scale, double dx, double dy) {
    StringBuilder table = new StringBuilder();
    int right = 0;
    for (char c : digits.toCharArray()) {
      int digit = c - '0';
      Answer answer = page.draw(Strokes.digit(digit).placed(scale, dx, dy), Kind.MOUSE);
      boolean isRight = answer.label().equals("" + digit);
      right += isRight ? 1 : 0;
      table.append(line("" + digit, answer, isRight));
    }
    System.out.println(how + ", " + right + " of " + digits.length() + " right\n" + table);
    assertEquals(digits.length(), right, table.toString());
  }

  private static String line(String input, Answer answer, boolean isRight) {
    return "  " + input + " -> " + answer + (isRight ? "" : "   WRONG") + "\n";
  }

  @Test
  void lightInkOnADarkPage_isRead() {
    page.part("theme").click();
    page.part("theme").click();
    try {
      assertEquals("dark", themeOfPage());
      assertTrue(luminanceOf("background-color") < 60, "the pad is dark");
      assertTrue(luminanceOf("color") > 200, "the ink is light");
      assertDrawn("Drawn light on dark", "12589", 1, 0, 0);
      Answer dark = page.answer();

      page.part("theme").click();

      assertEquals("9", page.lastAnswerAfter(dark.count()).label(), "after the sheet turned light");
    } finally {
      page.browser().driver().executeScript("localStorage.clear()");
    }
  }

  private String themeOfPage() {
    return Objects.toString(
        page.browser().driver().executeScript("return document.documentElement.dataset.theme"));
  }

  private long luminanceOf(String property) {
    Object value =
        page.browser()
            .driver()
            .executeScript(
                "const pad = document.querySelector('[data-testid=pad]');"
                    + "const [r, g, b] = getComputedStyle(pad).getPropertyValue(arguments[0])"
                    + ".match(/[0-9]+/g).map(Number);"
                    + "return Math.round((r + g + b) / 3)",
                property);
    return ((Number) Objects.requireNonNull(value)).longValue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"TOUCH", "PEN"})
  void fingerAndPen_draw(Kind kind) {
    for (int digit : new int[] {2, 4, 7}) {
      assertEquals("" + digit, page.draw(Strokes.digit(digit), kind).label(), kind + " " + digit);
    }
  }

  @Test
  void answer_tellsTimesAndBackend() {
    page.draw(Strokes.digit(3), Kind.MOUSE);

    String times = page.part("times").getText().replace('\u00a0', ' ');
    assertTrue(
        times.matches("[0-9.]+ ms = [0-9.]+ prepare \\+ [0-9.]+ model \\+ [0-9.]+ finish"), times);
    assertTrue(page.part("backend").getText().contains("wasm"), page.part("backend").getText());
    assertEquals(5, page.answer().labels().size());
    double sum = page.answer().probabilities().stream().mapToDouble(p -> p).sum();
    assertTrue(sum > 0.9 && sum < 1.0001, "sum " + sum);
  }

  @Test
  void blankPad_isNotAnswered() {
    assertEquals(List.of(), page.answer().labels());
    page.draw(Strokes.digit(6), Kind.MOUSE);

    page.clearPad();

    assertEquals(List.of(), page.answer().labels());
    assertFalse(page.shows("clear"));
    page.choose("upload");
    page.choose("draw");
    assertEquals(List.of(), page.answer().labels());
  }

  @Test
  void blankPicture_isAnsweredByAProblem() throws IOException {
    page.choose("upload");

    Trouble trouble = page.uploadInVain(write("blank.png", Color.WHITE));

    assertEquals("INVALID_INPUT", trouble.code());
    assertEquals(List.of(), page.answer().labels());
    assertEquals("7", page.upload(TestData.path("images/mnist/7_60000.png")).label());
  }

  @ParameterizedTest
  @ValueSource(strings = {"This is a letter, not a picture.", ""})
  void fileThatIsNoPicture_isAProblemInWords(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("letter.png"), content);
    page.choose("upload");

    Trouble trouble = page.uploadInVain(file);

    assertEquals("NOT_AN_IMAGE", trouble.code());
    assertTrue(trouble.words().contains("PNG, JPEG or WebP"), trouble.words());
    assertEquals("4", page.upload(TestData.path("images/mnist/4_60004.png")).label());
    assertFalse(page.shows("problem"), "the problem goes with the next good picture");
  }

  @Test
  void samples_areReadAsTheirLabels() {
    page.choose("upload");
    page.part("sample");
    List<WebElement> samples = page.browser().findAll("[data-testid=sample]");
    assertTrue(samples.size() >= 5, "samples: " + samples.size());
    for (WebElement sample : samples) {
      long before = page.answer().count();
      sample.click();
      Answer answer = page.lastAnswerAfter(before);
      assertEquals(sample.getAttribute("data-label"), answer.label());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop", "paste"})
  void droppedOrPastedPicture_isRead(String how) {
    String event =
        how.equals("drop")
            ? "new DragEvent('drop', {dataTransfer: held, bubbles: true, cancelable: true})"
            : "new ClipboardEvent('paste', {clipboardData: held, bubbles: true, cancelable: true})";

    page.browser()
        .driver()
        .executeAsyncScript(
            "const done = arguments[0];"
                + "fetch('samples/3.png').then(r => r.blob()).then(blob => {"
                + " const held = new DataTransfer();"
                + " held.items.add(new File([blob], 'three.png', {type: 'image/png'}));"
                + " document.querySelector('main').dispatchEvent("
                + event
                + "); done(); })");

    assertEquals("3", page.lastAnswerAfter(0).label());
    assertTrue(page.shows("picture"));
  }

  @Test
  void theInputAsTheModelSeesIt_isShown() {
    page.draw(Strokes.digit(8), Kind.MOUSE);

    page.part("details").findElement(By.tagName("summary")).click();

    assertTrue(page.part("self-test").getText().contains("reproduced"));
    assertEquals("2", page.part("self-test").getAttribute("data-cases"));
  }

  private Path write(String name, Color color) throws IOException {
    BufferedImage picture = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(color);
    pen.fillRect(0, 0, 200, 200);
    pen.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
