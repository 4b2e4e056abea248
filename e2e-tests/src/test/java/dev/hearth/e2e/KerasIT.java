package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keras models as they come, imported by the command line and run by TensorFlow.js. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KerasIT {
  private static final Path SMALL = Path.of("../model-assets/src/test/resources/keras");
  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path site = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    for (String name : List.of("cifar10-resnet8", "streaming-wakeword")) {
      Path model = TestData.path("keras-h5/" + name);
      hearthImport(site, name, model, model.resolve(name + ".golden.json"));
    }
    for (String name : List.of("conv.keras", "conv.h5")) {
      hearthImport(site, name, SMALL.resolve(name), SMALL.resolve(name + ".golden.json"));
    }
    page = HearthPage.start(SiteProcess.start(site), BrowserOptions.plain());
  }

  private static void hearthImport(Path site, String name, Path model, Path golden)
      throws IOException {
    HearthTool.run(
        "import", model, "--name=" + name, "--golden=" + golden, "--out=" + site.resolve("models"));
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

  static List<String> models() {
    return List.of("cifar10-resnet8", "streaming-wakeword", "conv.keras", "conv.h5");
  }

  @ParameterizedTest
  @MethodSource("models")
  void model_reproducesItsGoldens(String name) {
    page.open(name);

    page.part("tensors");
    page.browser()
        .driver()
        .executeScript("document.querySelector('[data-testid=details]').open = true");
    assertTrue(page.part("self-test").getText().contains("reproduced"));
    assertEquals("1", page.part("self-test").getAttribute("data-cases"));
    System.out.println(name + ": " + page.part("self-test").getText());
  }
}
