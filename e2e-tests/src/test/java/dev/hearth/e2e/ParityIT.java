package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.image.Bitmap;
import dev.hearth.image.ExifOrientation;
import dev.hearth.jvm.JvmPictures;
import dev.hearth.parity.Golden;
import dev.hearth.parity.GoldenCase;
import dev.hearth.parity.GoldenSuite;
import dev.hearth.parity.Inputs;
import dev.hearth.parity.JvmInputs;
import dev.hearth.testing.TestData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The golden suite in a browser, under the site's own headers, compiled to JavaScript and to Wasm
 * GC: every bit is that of the JVM. Photos go from their files to pixels by the app's own code.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityIT {
  /** As many as there are at least; of each group too, so that none is lost unseen. */
  private static final Map<String, Integer> LEAST =
      Map.of(
          "number", 11, "resize", 235, "image", 25, "photo", 59, "audio", 24, "feature", 26,
          "decode", 11, "text", 158);

  private final Map<String, Golden> jvm = new LinkedHashMap<>();
  private SiteProcess site;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Inputs inputs = new JvmInputs();
    for (GoldenCase one : GoldenSuite.cases(inputs)) {
      jvm.put(one.name(), one.run(inputs));
    }
    SiteCopy.copy(SiteCopy.built().resolve("_headers"), folder.resolve("_headers"));
    SiteCopy.copy(Path.of("src/test/resources/parity"), folder);
    SiteCopy.copy(Path.of(System.getProperty("hearth.parity")), folder.resolve("parity"));
    withoutEval(folder.resolve("parity/classes.wasm-runtime.js"));
    for (String part : new String[] {"parity", "tokenizers", "audio", "images"}) {
      SiteCopy.copy(TestData.path(part), folder.resolve("testdata").resolve(part));
    }
    for (String golden :
        new String[] {
          "image/goldens.txt",
          "audio/chirp.wav",
          "audio/chirp.logmel.f32",
          "decode/detector.csv",
          "text/goldens.json",
          "text/older-goldens.json"
        }) {
      Path file = folder.resolve(Inputs.CORE).resolve(golden);
      Files.createDirectories(file.getParent());
      Files.write(file, inputs.file(Inputs.CORE + golden));
    }
    site = SiteProcess.start(folder);
    browser = Browser.start(BrowserOptions.plain());
    browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
  }

  /**
   * Takes from TeaVM's runtime the functions it makes of texts as it starts, which the policy
   * forbids. They serve JavaScript objects, of which the suite has none.
   */
  private static void withoutEval(Path runtime) throws IOException {
    String text = Files.readString(runtime);
    assertTrue(text.contains("new Function("), "no need for this any more");
    Files.writeString(
        runtime,
        text.replace("new Function(", "inert(") + "\nfunction inert() { return inert; }\n");
  }

  @AfterAll
  void stop() {
    browser.close();
    site.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript", "wasm"})
  void everyCase_hasTheBitsOfTheJvm(String kind) {
    browser.watch().clear();
    browser.open(site.url("/"));
    browser.waitForScript("window.ready");
    List<?> lines =
        (List<?>)
            browser
                .driver()
                .executeAsyncScript(
                    "const done = arguments[1];"
                        + "runSuite(arguments[0]).then(done, error => done(['failed: ' + error]))",
                    kind);

    List<String> wrong = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (Object line : lines) {
      String[] parts = line.toString().split("\t", 2);
      Golden expected = jvm.get(parts[0]);
      String[] found = parts.length < 2 ? parts : parts[1].split(" ", -1);
      if (expected == null || !found[0].equals(expected.hash())) {
        wrong.add(line + (expected == null ? "" : ", not " + expected.hash()));
      } else {
        assertEquals(expected.count(), Long.parseLong(found[3]), parts[0]);
        assertTrue(expected.difference() <= expected.tolerance(), parts[0]);
        counts.merge(parts[0].substring(0, parts[0].indexOf('/')), 1, Integer::sum);
      }
    }
    System.out.println("Equal to the JVM's bits in " + kind + ": " + counts);
    assertEquals("", String.join("\n", wrong));
    assertEquals(jvm.size(), lines.size());
    LEAST.forEach((group, least) -> assertTrue(counts.get(group) >= least, group + counts));
    browser.watch().assertQuiet(site.origin());
  }

  /** Chromium turns pictures upright in each of these formats; a model may want them as stored. */
  @ParameterizedTest
  @CsvSource({"images/horse-cart.jpg, JPEG", "images/camera.png, PNG"})
  void orientation_isThatOfTheFile_andIsUndone(String path, String format) throws IOException {
    byte[] file = Files.readAllBytes(TestData.path(path));
    browser.open(site.url("/"));
    browser.waitForScript("window.ready");
    Bitmap stored = JvmPictures.read(file);
    for (int exif = 1; exif <= 8; exif++) {
      byte[] turned = Exif.in(file, format, exif);
      Bitmap upright = pixels(turned);
      assertEquals(exif, ExifOrientation.of(turned).exif());
      assertSame(stored, ExifOrientation.of(turned).undo(upright), format + " " + exif);
      assertSame(JvmPictures.read(turned), upright, format + " " + exif);
    }
  }

  @Test
  void partlyTransparentPicture_keepsEveryColour() throws IOException {
    BufferedImage image = new BufferedImage(97, 61, BufferedImage.TYPE_INT_ARGB);
    Random random = new Random(1);
    for (int i = 0; i < 97 * 61; i++) {
      image.setRGB(i % 97, i / 97, random.nextInt());
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, "png", file);
    browser.open(site.url("/"));
    browser.waitForScript("window.ready");

    assertSame(JvmPictures.read(file.toByteArray()), pixels(file.toByteArray()), "");
  }

  @Test
  void browserWithoutVideoFrames_readsACanvas() throws IOException {
    byte[] file = Files.readAllBytes(TestData.path("images/grace_hopper.jpg"));
    browser.open(site.url("/"));
    browser.waitForScript("window.ready");
    browser.driver().executeScript("delete self.VideoFrame");

    assertSame(JvmPictures.read(file), pixels(file), "");
  }

  private Bitmap pixels(byte[] file) {
    Object found =
        browser
            .driver()
            .executeAsyncScript(
                "const done = arguments[1];"
                    + "pixelsOf(arguments[0]).then(done, error => done(String(error)))",
                Base64.getEncoder().encodeToString(file));
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(found.toString()))
            .order(ByteOrder.LITTLE_ENDIAN);
    int width = bytes.getInt();
    int height = bytes.getInt();
    byte[] rgba = new byte[bytes.remaining()];
    bytes.get(rgba);
    return new Bitmap(width, height, rgba);
  }

  private static void assertSame(Bitmap expected, Bitmap found, String message) {
    assertEquals(expected.width(), found.width(), message);
    assertArrayEquals(expected.rgba(), found.rgba(), message);
  }
}
