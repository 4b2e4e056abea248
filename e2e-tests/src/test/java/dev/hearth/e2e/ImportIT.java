package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.Answer;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.json.Json;

/** Models of other people, imported by the command line into a copy of the site. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportIT {
  /** The input of mnist-8 is 0 to 255, which no manifest could guess. */
  private static final String MNIST_DESCRIPTION =
      """
      {
        "title": "MNIST of the ONNX model zoo",
        "preprocessing": {"image": {"width": 28, "height": 28, "color": "grey", "fit": "stretch",
          "scale": 1, "layout": "NCHW"}},
        "postprocessing": {"output": "Plus214_Output_0", "activation": "softmax"}
      }
      """;

  private Path folder;
  private Path models;
  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    folder = shared;
    Path site = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    models = site.resolve("models");
    Path labels = Files.write(folder.resolve("labels.txt"), List.of("0123456789".split("")));
    Path mnist = TestData.path("onnx/mnist-8");
    hearthImport(
        mnist,
        "--task=image-classification",
        "--labels=" + labels,
        "--describe=" + Files.writeString(folder.resolve("mnist.json"), MNIST_DESCRIPTION),
        "--golden=" + mnist.resolve("mnist-8.golden.json"));
    hearthImport(
        mnist,
        "--name=mnist-as-stored",
        "--task=image-classification",
        "--labels=" + labels,
        "--describe="
            + Files.writeString(
                folder.resolve("stored.json"),
                MNIST_DESCRIPTION.replace("\"scale\": 1", "\"scale\": 1, \"asStored\": true")));
    Path doodles = TestData.path("tfjs/doodlenet");
    hearthImport(
        doodles,
        "--task=image-classification",
        "--golden=" + doodles.resolve("doodlenet.golden.json"));
    for (String other :
        List.of("onnx/ultraface-rfb-320", "onnx/iris_rf", "tfjs/blazeface", "tfjs/abalone")) {
      hearthImport(TestData.path(other));
    }
    page = HearthPage.start(SiteProcess.start(site), BrowserOptions.plain());
  }

  private void hearthImport(Path model, String... options) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("import", "--out=" + models));
    arguments.addAll(List.of(options));
    arguments.add(model);
    HearthTool.run(arguments.toArray());
  }

  @AfterAll
  void stop() {
    page.close();
  }

  @AfterEach
  void quiet() {
    page.assertQuiet();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist-8", "models/mnist-8", "models/mnist-8/1.0.0/manifest.json"})
  void onnxModel_opensByNameAndByUrlAndRunsToTheGoldens(String address) {
    page.open(address);

    assertSelfTested();
    page.choose("upload");
    for (String digit : List.of("7_60000", "2_60001", "0_60003")) {
      Answer answer = page.upload(TestData.path("images/mnist/" + digit + ".png"));
      assertEquals(digit.substring(0, 1), answer.label(), digit);
    }
  }

  @Test
  void turnedPhoto_isSeenUprightOrAsStored_asTheModelWasTrained() throws IOException {
    Path digit = TestData.path("images/mnist/7_60000.png");
    Path turned =
        Files.write(folder.resolve("turned.png"), Exif.in(Files.readAllBytes(digit), "PNG", 6));
    page.open("mnist-as-stored");
    page.choose("upload");
    Answer plain = page.upload(digit);
    assertEquals("7", plain.label());
    assertEquals(plain.labels(), page.upload(turned).labels());

    page.open("mnist-8");
    page.choose("upload");
    assertEquals(plain.labels(), page.upload(digit).labels());
    assertNotEquals(plain.labels(), page.upload(turned).labels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"doodlenet", "models/doodlenet/1.0.0/manifest.json"})
  void tfjsModel_opensByNameAndByUrlAndRunsToTheGoldens(String address) throws IOException {
    page.open(address);

    assertSelfTested();
    page.choose("upload");
    int cases = 0;
    for (Map<?, ?> golden : goldens("tfjs/doodlenet/doodlenet.golden.json").subList(0, 4)) {
      Answer answer = page.upload(TestData.path(golden.get("source").toString()));
      List<?> top5 = (List<?>) golden.get("top5");
      for (int i = 0; i < 5; i++) {
        Map<?, ?> expected = (Map<?, ?>) top5.get(i);
        assertEquals(expected.get("label"), answer.labels().get(i), golden.get("source") + " " + i);
        assertEquals(
            ((Number) expected.get("value")).doubleValue(), answer.probabilities().get(i), 1e-4);
      }
      cases++;
    }
    assertEquals(4, cases);
  }

  private static List<Map<?, ?>> goldens(String file) throws IOException {
    Map<String, Object> golden =
        new Json().toType(Files.readString(TestData.path(file)), Json.MAP_TYPE);
    List<Map<?, ?>> cases = new ArrayList<>();
    ((List<?>) golden.get("cases")).forEach(one -> cases.add((Map<?, ?>) one));
    return cases;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ultraface-rfb-320", "iris_rf", "blazeface", "abalone"})
  void otherModel_opensAsTensors(String name) {
    page.open(name);

    page.part("tensors");
    System.out.println(name + ": " + page.part("self-test").getText());
    if (!name.equals("blazeface") && !name.equals("abalone")) {
      assertSelfTested();
    }
  }

  @Test
  void gallery_listsThemAll() {
    page.openGallery();

    for (String name :
        List.of("digits", "spoken-digits", "mnist-8", "doodlenet", "blazeface", "iris_rf")) {
      assertTrue(page.shows("card-" + name), name);
    }
    assertTrue(page.part("card-mnist-8").getText().contains("ONNX model zoo"));
  }

  private void assertSelfTested() {
    page.browser()
        .driver()
        .executeScript("document.querySelector('[data-testid=details]').open = true");
    assertTrue(page.part("self-test").getText().contains("reproduced"));
    assertTrue(Integer.parseInt(page.part("self-test").getAttribute("data-cases")) > 0);
  }
}
