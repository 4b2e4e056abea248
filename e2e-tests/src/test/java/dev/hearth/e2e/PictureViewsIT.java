package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.decode.BoundingBox;
import dev.hearth.decode.Embedding;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** What the page shows of models of pictures, by real models where there are some. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureViewsIT {
  private static final Path PORTRAIT = TestData.path("images/face_portrait.jpg");
  private static final BoundingBox PORTRAIT_FACE = new BoundingBox(147, 36, 190, 79);

  private Path folder;
  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    folder = shared;
    Path root = SiteCopy.copy(SiteCopy.built(), shared.resolve("site"));
    PictureModels.into(root);
    page = HearthPage.start(SiteProcess.start(root), BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    if (page != null) {
      page.close();
    }
  }

  @AfterEach
  void quiet() {
    page.assertQuiet();
  }

  @ParameterizedTest
  @CsvSource({"face_portrait, 458, 424", "grace_hopper, 517, 606"})
  void ultraface_boxesAreTheGoldens(String name, int width, int height) throws IOException {
    GoldenOutputs golden =
        GoldenOutputs.read("onnx/ultraface-rfb-320/ultraface-rfb-320.golden.json");
    float[] scores = golden.of(name, "scores");
    float[] boxes = golden.of(name, "boxes");
    int best = 0;
    for (int i = 0; i < scores.length / 2; i++) {
      best = scores[2 * i + 1] > scores[2 * best + 1] ? i : best;
    }
    page.open("faces");

    upload(TestData.path("images/" + name + ".jpg"), "detections");

    assertEquals(1, count("detection"));
    assertEquals("1 found", page.browser().find("[data-testid=found-count]").getText());
    assertEquals(scores[2 * best + 1], number("detection", "data-score"), 0.01);
    BoundingBox expected =
        new BoundingBox(
            boxes[4 * best] * width,
            boxes[4 * best + 1] * height,
            boxes[4 * best + 2] * width,
            boxes[4 * best + 3] * height);
    BoundingBox found = detection();
    assertTrue(found.iou(expected) > 0.93, found + " is not " + expected);
    assertShownAt(found, width, height);
  }

  @Test
  void thresholds_actWithoutARun() throws IOException {
    float[] scores =
        GoldenOutputs.read("onnx/ultraface-rfb-320/ultraface-rfb-320.golden.json")
            .of("grace_hopper", "scores");
    int likely = 0;
    for (int i = 0; i < scores.length / 2; i++) {
      likely += scores[2 * i + 1] >= 0.5 ? 1 : 0;
    }
    page.open("faces");
    upload(TestData.path("images/grace_hopper.jpg"), "detections");
    assertTrue(number("detections", "data-run-ms") > 0);
    page.browser().find(".settings > summary").click();

    slide("iou-threshold", 100, "detections");
    slide("score-threshold", 50, "detections");

    assertEquals(likely, count("detection"), 2);
    assertTrue(likely > 3, "several candidates overlap");
    assertEquals(0, number("detections", "data-run-ms"), "no run");

    slide("iou-threshold", 20, "detections");
    assertTrue(count("detection") < likely, "what overlaps gives way");
    slide("score-threshold", 70, "detections");
    assertEquals(1, count("detection"));
    slide("score-threshold", 100, "detections");
    assertEquals(0, count("detection"));
    assertTrue(page.browser().find(".found-none").isDisplayed());

    // The next picture is predicted by them.
    slide("score-threshold", 80, "detections");
    upload(PORTRAIT, "detections");
    assertTrue(number("detections", "data-run-ms") > 0);
    assertEquals(1, count("detection"));
  }

  @Test
  void detections_areLitByFocusAndPointer() {
    page.open("faces");
    upload(TestData.path("images/selfie_1600.jpg"), "detections");
    assertTrue(count("detection") > 20, "a crowd");
    WebElement row = page.browser().find("[data-testid=detection] button");
    new Actions(page.browser().driver()).moveToElement(row).perform();
    page.browser().waitForScript("document.querySelector('.box[data-lit] .box-name')");
    row.click();
    assertEquals("true", row.getAttribute("aria-pressed"));
    row.sendKeys(Keys.TAB);
    page.browser().waitForScript("document.querySelectorAll('.box[data-lit]').length === 2");
  }

  @Test
  void blazeface_landmarksLieInTheFace() throws IOException {
    GoldenOutputs golden = GoldenOutputs.read("tfjs/blazeface/blazeface.golden.json");
    double best = -1e9;
    for (String output : List.of("Identity", "Identity_1")) {
      for (float logit : golden.of("face_portrait", output)) {
        best = Math.max(best, logit);
      }
    }
    page.open("blazeface");

    upload(PORTRAIT, "detections");

    assertEquals(1, count("detection"));
    assertEquals(1 / (1 + Math.exp(-best)), number("detection", "data-score"), 0.02);
    BoundingBox found = detection();
    assertTrue(found.iou(PORTRAIT_FACE) > 0.5, found.toString());
    assertEquals(6, count("point"));
    List<?> eyes =
        (List<?>)
            run(
                "return ['right eye', 'left eye', 'mouth'].map(name => {"
                    + "const at = document.querySelector(`.point[data-name='${name}']`)"
                    + ".getBoundingClientRect(); return [at.x, at.y];}).flat()");
    assertTrue(at(eyes, 0) < at(eyes, 2), "the right eye is on the picture's left");
    assertTrue(at(eyes, 5) > at(eyes, 1), "the mouth is lower");
  }

  @Test
  void turnedPhoto_isShownAndReadUpright() throws IOException {
    BufferedImage upright = ImageIO.read(PORTRAIT.toFile());
    BufferedImage turned =
        new BufferedImage(upright.getHeight(), upright.getWidth(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = turned.createGraphics();
    AffineTransform left = AffineTransform.getTranslateInstance(0, upright.getWidth());
    left.quadrantRotate(3);
    graphics.drawImage(upright, left, null);
    graphics.dispose();
    Path file = folder.resolve("turned.png");
    Files.write(file, Exif.in(png(turned), "PNG", 6));
    page.open("faces");

    upload(file, "detections");

    assertEquals(1, count("detection"));
    assertTrue(detection().iou(PORTRAIT_FACE) > 0.5, detection().toString());
    assertShownAt(detection(), upright.getWidth(), upright.getHeight());
    page.browser().find("[data-testid=details] summary").click();
    assertEquals(
        "320 x 240",
        run("const c = document.querySelector('.preview'); return c.width + ' x ' + c.height;"));
  }

  @Test
  void pictureOfAModelThatTakesItAsStored_isShownSo() throws IOException {
    byte[] portrait = png(ImageIO.read(PORTRAIT.toFile()));
    Path file = Files.write(folder.resolve("stored.png"), Exif.in(portrait, "PNG", 6));
    page.open("stored");

    upload(file, "detections");

    assertEquals(1, count("detection"));
    assertTrue(detection().iou(PORTRAIT_FACE) > 0.5, detection().toString());
    assertShownAt(detection(), 458, 424);
    assertEquals("458 x 424", paintedSize());

    page.open("faces");
    upload(file, "detections");
    assertEquals("424 x 458", paintedSize());
  }

  /** Returns the size at which the picture would be shown, were there room for all its pixels. */
  private String paintedSize() {
    return page.browser()
        .answer(
            "const picture = document.querySelector('[data-testid=picture]');"
                + "const copy = picture.cloneNode();"
                + "copy.style.cssText = 'position: absolute; width: auto; height: auto';"
                + "picture.after(copy); await copy.decode();"
                + "const size = copy.offsetWidth + ' x ' + copy.offsetHeight;"
                + "copy.remove(); return size;");
  }

  @Test
  void modelSeesItsBackground_underTransparentPixels() throws IOException {
    BufferedImage veil = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
    veil.setRGB(0, 0, 0xffff0000);
    Path file = Files.write(folder.resolve("veil.png"), png(veil));
    page.open("colours");
    page.browser().find("[data-testid=details] summary").click();

    upload(file, "segmentation");

    assertEquals(
        "255,0,0,255,0,128,255,255",
        run(
            "const c = document.querySelector('.preview').getContext('2d');"
                + "return [...c.getImageData(0, 0, 1, 1).data, ...c.getImageData(63, 63, 1, 1).data].join();"));
  }

  @Test
  void madePicture_isTheGoldens() throws IOException {
    float[] golden =
        GoldenOutputs.read("onnx/super-resolution-224/super-resolution-224.golden.json")
            .of("gorilla", "output");
    page.open("larger");

    upload(TestData.path("images/gorilla_rgba.png"), "picture-made");

    assertEquals("224 \u00d7 224 px", page.part("size-before").getText());
    assertEquals("672 \u00d7 672 px", page.part("size-after").getText());
    List<?> levels =
        (List<?>)
            run(
                "const c = document.querySelector('[data-testid=made]');"
                    + "const {data} = c.getContext('2d').getImageData(0, 0, c.width, c.height);"
                    + "const out = [];"
                    + "for (let i = 0; i < data.length; i += 4 * 97)"
                    + " out.push(0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2]);"
                    + "return out;");
    double sum = 0;
    for (int i = 0; i < levels.size(); i++) {
      double expected = Math.max(0, Math.min(255, 255 * golden[97 * i]));
      sum += Math.abs(at(levels, i) - expected);
    }
    assertEquals(672 * 672 / 97 + 1, levels.size());
    assertTrue(sum / levels.size() < 2, "luma is " + sum / levels.size() + " levels off");

    WebElement divide = page.browser().driver().findElement(By.cssSelector(".divide"));
    divide.sendKeys(Keys.HOME);
    assertEquals(
        0, at((List<?>) run("return [+document.querySelector('.divide').value]"), 0), 1e-9);
    assertEquals("672 x 672 image/png", saved("larger.png"));
  }

  @Test
  void mask_isColouredSharedAndSaved() throws IOException {
    Path file =
        painted(
            "flag.png",
            320,
            128,
            Map.entry(Color.RED, new Rectangle(0, 0, 160, 128)),
            Map.entry(Color.GREEN, new Rectangle(160, 0, 160, 64)),
            Map.entry(Color.BLUE, new Rectangle(160, 64, 160, 64)));
    page.open("colours");

    upload(file, "segmentation");

    List<?> legend =
        (List<?>)
            run(
                "return [...document.querySelectorAll('[data-testid=class]')]"
                    + ".map(c => c.dataset.label + ' ' + Math.round(20 * c.dataset.share))");
    assertEquals("background 10", legend.get(0));
    assertTrue(legend.containsAll(List.of("green 5", "blue 5")), legend.toString());
    assertEquals(List.of("0,0,0,0", "86,180,233,255", "0,158,115,255"), pixels());

    page.browser().find("[data-testid=class][data-label=green] button").click();
    assertEquals(List.of("0,0,0,0", "0,0,0,0", "0,158,115,255"), pixels());
    page.browser().find(".settings > summary").click();
    run(
        "const s = document.querySelector('[data-testid=opacity]'); s.value = 25;"
            + "s.dispatchEvent(new Event('input'));");
    assertEquals(
        "0.25", run("return getComputedStyle(document.querySelector('.mask-over')).opacity"));
    assertEquals("320 x 128 image/png", saved("colours-mask.png"));
  }

  @Test
  void points_areJoined() throws IOException {
    Path file =
        painted(
            "dots.png",
            640,
            320,
            Map.entry(Color.RED, new Rectangle(100, 100, 10, 5)),
            Map.entry(Color.GREEN, new Rectangle(300, 200, 10, 5)),
            Map.entry(Color.BLUE, new Rectangle(500, 50, 10, 5)));
    page.open("points");

    upload(file, "keypoints");

    assertEquals("3 of 3 points", page.browser().find("[data-testid=found-count]").getText());
    Map<String, double[]> places =
        Map.of(
            "red", new double[] {105, 102.5},
            "green", new double[] {305, 202.5},
            "blue", new double[] {505, 52.5});
    places.forEach(
        (name, place) -> {
          String point = "[data-testid=keypoint][data-name=" + name + "]";
          WebElement row = page.browser().find(point);
          assertEquals(place[0], Double.parseDouble(row.getAttribute("data-x")), 8, name);
          assertEquals(place[1], Double.parseDouble(row.getAttribute("data-y")), 4, name);
        });
    String path = "return document.querySelector('.skeleton path').getAttribute('d')";
    assertEquals(2, run(path).toString().chars().filter(c -> c == 'M').count());

    page.browser().find(".settings > summary").click();
    run(
        "const s = document.querySelector('[data-testid=least-score]'); s.value = 100;"
            + "s.dispatchEvent(new Event('input'));");
    assertEquals("", run(path), "what is not sure enough is not joined");
  }

  @Test
  void alike_isTheCosineOfTheGoldens() throws IOException {
    GoldenOutputs golden = GoldenOutputs.read("onnx/squeezenet-fp16/squeezenet-fp16.golden.json");
    Map<String, String> files =
        Map.of(
            "pelican.jpeg", "pelican",
            "dog_1080.jpg", "dog_1080",
            "stop_sign.jpg", "stop_sign",
            "horse-cart.jpg", "horse-cart");
    page.open("alike");
    upload(TestData.path("images/horse-cart.jpg"), "similar");

    StringBuilder paths = new StringBuilder();
    files
        .keySet()
        .forEach(
            name ->
                paths
                    .append(TestData.path("images/" + name).toAbsolutePath().normalize())
                    .append('\n'));
    page.browser()
        .driver()
        .findElement(By.cssSelector("[data-testid=similar-files]"))
        .sendKeys(paths.toString().strip());

    page.browser()
        .waitForScript(
            "document.querySelectorAll('[data-testid=similar-row][data-similarity]').length === 4"
                + " && document.querySelector('.similar-progress').hidden");
    Embedding query = embedding(golden, "horse-cart");
    double last = 2;
    for (WebElement row : page.browser().findAll("[data-testid=similar-row]")) {
      String name = row.getAttribute("data-name");
      double found = Double.parseDouble(row.getAttribute("data-similarity"));
      double expected = query.similarity(embedding(golden, files.get(name)));
      assertEquals(expected, found, 0.02, name);
      assertTrue(found <= last, "the most alike first");
      last = found;
    }
    assertEquals(
        "horse-cart.jpg",
        page.browser().find("[data-testid=similar-row]").getAttribute("data-name"));

    page.browser().find("[data-testid=similar-row][data-name='pelican.jpeg'] button").click();

    page.browser()
        .waitForScript(
            "document.querySelector('[data-testid=similar-row]').dataset.name === 'pelican.jpeg'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          things  | images/dog_1080.jpg      | golden retriever | 0.9941
          things  | images/horse-cart.jpg    | oxcart           | 0.8403
          emotion | images/face_portrait.jpg | sad              | 0.5755
          emotion | images/grace_hopper.jpg  | happy            | 0.5452
          """)
  void classes_areTheGoldens(String model, String picture, String label, double probability) {
    page.open(model);
    page.choose("upload");

    var answer = page.upload(TestData.path(picture));

    assertEquals(label, answer.label());
    assertEquals(probability, answer.probability(), 0.02);
  }

  private static Embedding embedding(GoldenOutputs golden, String name) {
    float[] values = golden.of(name, "softmaxout_1");
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return new Embedding(out);
  }

  private void upload(Path file, String answer) {
    String count = "+document.querySelector('[data-testid=" + answer + "]').dataset.resultCount";
    Object before = run("return " + count);
    page.browser()
        .driver()
        .findElement(By.cssSelector("[role=tabpanel]:not([hidden]) [data-testid=file]"))
        .sendKeys(file.toAbsolutePath().normalize().toString());
    page.browser().waitForScript(count + " > " + before);
  }

  private void slide(String slider, int value, String answer) {
    String count = "+document.querySelector('[data-testid=" + answer + "]').dataset.resultCount";
    Object before = run("return " + count);
    run(
        "const s = document.querySelector('[data-testid="
            + slider
            + "]'); s.value = "
            + value
            + "; s.dispatchEvent(new Event('input'));");
    page.browser().waitForScript(count + " > " + before);
  }

  /** The box over the picture is where the picture shows what was found, within a pixel or two. */
  private void assertShownAt(BoundingBox found, int width, int height) {
    List<?> places =
        (List<?>)
            run(
                "const rect = e => { const r = document.querySelector(e).getBoundingClientRect();"
                    + " return [r.x, r.y, r.width, r.height]; };"
                    + "return [...rect('[data-testid=picture]'), ...rect('[data-testid=box]')];");
    double scale = Math.min(at(places, 2) / width, at(places, 3) / height);
    double left = at(places, 0) + (at(places, 2) - width * scale) / 2;
    double top = at(places, 1) + (at(places, 3) - height * scale) / 2;
    assertEquals(left + found.left() * scale, at(places, 4), 2);
    assertEquals(top + found.top() * scale, at(places, 5), 2);
    assertEquals(found.width() * scale, at(places, 6), 2);
    assertEquals(found.height() * scale, at(places, 7), 2);
  }

  private List<?> pixels() {
    return (List<?>)
        run(
            "const c = document.querySelector('[data-testid=mask]');"
                + "return [[80, 64], [240, 20], [240, 110]].map(([x, y]) =>"
                + " [...c.getContext('2d').getImageData(x, y, 1, 1).data].join());");
  }

  /** Returns the size and type of the file that is saved, under the name it is to have. */
  private Object saved(String name) {
    return page.browser()
        .driver()
        .executeAsyncScript(
            "const [name, done] = arguments;"
                + "const {click} = HTMLAnchorElement.prototype;"
                + "const {createObjectURL} = URL;"
                + "let saved;"
                + "URL.createObjectURL = blob => createObjectURL.call(URL, saved = blob);"
                + "HTMLAnchorElement.prototype.click = function () {"
                + " HTMLAnchorElement.prototype.click = click;"
                + " URL.createObjectURL = createObjectURL;"
                + " createImageBitmap(saved).then(({width, height}) =>"
                + "  done(this.download === name ? `${width} x ${height} ${saved.type}` : this.download),"
                + "  error => done(String(error))); };"
                + "document.querySelector('[data-testid=export]').click();",
            name);
  }

  private BoundingBox detection() {
    double x = number("detection", "data-x");
    double y = number("detection", "data-y");
    return new BoundingBox(
        x, y, x + number("detection", "data-width"), y + number("detection", "data-height"));
  }

  private int count(String testId) {
    return page.browser().findAll("[data-testid=" + testId + "]").size();
  }

  private double number(String testId, String attribute) {
    return Double.parseDouble(
        page.browser().find("[data-testid=" + testId + "]").getAttribute(attribute));
  }

  private Object run(String script) {
    return page.browser().driver().executeScript(script);
  }

  private static double at(List<?> numbers, int index) {
    return ((Number) numbers.get(index)).doubleValue();
  }

  @SafeVarargs
  private Path painted(String name, int width, int height, Map.Entry<Color, Rectangle>... parts)
      throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    for (Map.Entry<Color, Rectangle> part : parts) {
      graphics.setColor(part.getKey());
      graphics.fill(part.getValue());
    }
    graphics.dispose();
    return Files.write(folder.resolve(name), png(picture));
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", out);
    return out.toByteArray();
  }
}
