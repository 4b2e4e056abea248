package dev.hearth.e2e;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Screenshots;
import dev.hearth.e2e.page.Views.View;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What must be true of the view of every task, after a prediction. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskViewsIT {
  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path root = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    PictureModels.into(root);
    DataModels.into(folder, root);
    SoundModels.voice(folder, root, "voice", 16_000, 512, 64);
    TextModels texts = new TextModels(folder, root);
    texts.mood();
    texts.names();
    texts.answers();
    texts.gaps();
    texts.meanings();
    page = HearthPage.start(SiteProcess.start(root), BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    if (page != null) {
      page.close();
    }
  }

  Stream<View> views() {
    return Stream.of(
        view("crowd", "faces", () -> upload("images/selfie_1600.jpg", "detections")),
        view("landmarks", "blazeface", () -> upload("images/face_portrait.jpg", "detections")),
        view("keypoints", "points", () -> upload("images/face_portrait.jpg", "keypoints")),
        view("segmentation", "colours", () -> upload("images/pelican.jpeg", "segmentation")),
        view("image-to-image", "larger", () -> upload("images/gorilla_rgba.png", "picture-made")),
        view("embeddings", "alike", this::alike),
        view("classes", "things", () -> upload("images/horse-cart.jpg", "results")),
        view("text", "mood", () -> type("What a boring, bad film")),
        view("tokens", "names", () -> type("Anna Smith left New York for Paris.")),
        view("question", "answers", this::ask),
        view("gaps", "gaps", () -> type("They [MASK] hot [MASK]")),
        view("sentences", "meanings", this::compare),
        view("nearest", "meanings", this::rank),
        view("class-of-row", "iris", () -> fill("5.1", "3.5", "1.4", "0.2")),
        view("table", "iris", this::table),
        view("value-of-row", "abalone", this::measures),
        view("tensors", "product", this::tensors),
        view("words", "spoken-digits", () -> upload("audio/fsdd/7_jackson_0.wav", "results")),
        view("speech", "voice", () -> upload("audio/speech_16k.wav", "speech")));
  }

  @ParameterizedTest
  @MethodSource("views")
  void everyTask_isShownToEverybody(View view) throws IOException {
    view.open(page);
    Screenshots.takeAll(page.browser(), "task-" + view);
    page.browser()
        .driver()
        .executeScript("for (const one of document.querySelectorAll('details')) one.open = true");
    QualityIT.assertAccessible(page, view.name());
    QualityIT.assertFits(page, view.name());
    page.assertQuiet();
  }

  private View view(String name, String model, Runnable predict) {
    return new View(name, "?model=" + model, opened -> predict.run());
  }

  private void upload(String file, String answer) {
    if (page.shows("tab-upload")) {
      page.choose("upload");
    }
    send("[role=tabpanel]:not([hidden]) [data-testid=file]", TestData.path(file));
    predicted(answer);
  }

  private void send(String input, Path... files) {
    List<String> paths =
        Stream.of(files).map(file -> file.toAbsolutePath().normalize().toString()).toList();
    page.browser().driver().findElement(By.cssSelector(input)).sendKeys(String.join("\n", paths));
  }

  private void predicted(String answer) {
    page.browser()
        .waitForScript(
            "Number(document.querySelector('[data-testid="
                + answer
                + "]')?.dataset.resultCount) > 0"
                + " && !document.querySelector('.answer-body[data-empty=true]')");
  }

  private void alike() {
    upload("images/horse-cart.jpg", "similar");
    send(
        "[data-testid=similar-files]",
        TestData.path("images/pelican.jpeg"),
        TestData.path("images/dog_1080.jpg"));
    page.browser()
        .waitForScript(
            "document.querySelectorAll('[data-testid=similar-row][data-similarity]').length === 2");
  }

  private void type(String text) {
    page.part("text").sendKeys(text);
    page.browser().waitForScript("!!document.querySelector('.answer-body[data-empty=false]')");
  }

  private void ask() {
    page.part("text").sendKeys("In 1999 Anna Smith came to New York by ship.");
    page.part("question").sendKeys("Where did she come to?");
    predicted("answers");
  }

  private void compare() {
    page.part("add-sentence").click();
    List<String> sentences =
        List.of("The dog and the cat", "A horse is an animal", "We pay the bank with money");
    List<WebElement> rows = page.browser().findAll("[data-testid=sentence]");
    for (int i = 0; i < sentences.size(); i++) {
      rows.get(i).sendKeys(sentences.get(i));
    }
    page.browser()
        .waitForScript("document.querySelectorAll('[data-testid=matrix] td').length === 9");
  }

  private void rank() {
    page.choose("nearest");
    page.part("query").sendKeys("My horse");
    page.browser().find("[data-testid=list]").sendKeys("Pay the price\nThe dog\nEat soup");
    predicted("similarity");
  }

  private void fill(String... cells) {
    List<WebElement> fields = page.browser().findAll("[data-testid=row-form] [data-column]");
    for (int i = 0; i < cells.length; i++) {
      fields.get(i).sendKeys(cells[i]);
    }
    page.part("row-predict").click();
    page.browser().waitForScript("!!document.querySelector('.answer-body[data-empty=false]')");
  }

  private void measures() {
    fill("M", "0.455", "0.365", "0.095", "0.514", "0.2245", "0.101", "0.15");
  }

  private void table() {
    page.choose("upload");
    send("#panel-upload [data-testid=file]", TestData.path("tables/iris_rows.csv"));
    page.browser()
        .waitForScript("!!document.querySelector('[data-testid=rows-summary]').textContent");
  }

  private void tensors() {
    List<WebElement> values = page.browser().findAll("[data-testid=tensor-values]");
    values.get(0).sendKeys("[[1,2,3,4],[5,6,7,8],[9,10,11,12]]");
    values.get(1).sendKeys("10 20 30, 40 50 60, 70 80 90, 100 110 120");
    page.part("tensors-run").click();
    predicted("tensors-out");
  }
}
