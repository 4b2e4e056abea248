package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.SavedModelWriter;
import dev.hearth.testing.TinyAttentionModel;
import dev.hearth.testing.TinyRecurrentModel;
import dev.hearth.testing.TinySavedModels;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** SavedModels of TensorFlow, imported and run in the page to what plain arithmetic gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavedModelIT {
  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path site = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    Path models = site.resolve("models");
    hearthImport(
        models,
        folder.resolve("saved-classifier"),
        TinySavedModels.classifier().snappy(),
        TinySavedModels.classifierGolden(folder.resolve("classifier-golden")));
    hearthImport(
        models,
        folder.resolve("saved-loop"),
        TinySavedModels.loop(),
        TinySavedModels.loopGolden(folder.resolve("loop-golden")));
    hearthImport(
        models,
        folder.resolve("saved-recurrent"),
        TinyRecurrentModel.model(),
        TinyRecurrentModel.golden(folder.resolve("recurrent-golden")));
    hearthImport(
        models,
        folder.resolve("saved-attention"),
        TinyAttentionModel.model(),
        TinyAttentionModel.golden(folder.resolve("attention-golden")));
    page = HearthPage.start(SiteProcess.start(site), BrowserOptions.plain());
  }

  private static void hearthImport(Path models, Path folder, SavedModelWriter model, Path golden)
      throws IOException {
    String said =
        HearthTool.run(
            "import", "--out=" + models, "--golden=" + golden, model.write(folder).toString());
    assertTrue(said.contains("TensorFlow SavedModel"), said);
  }

  @AfterAll
  void stop() {
    page.close();
  }

  @Test
  void layers_withBatchNormalisationsFolded_giveTheGolden() {
    assertSelfTested("saved-classifier");
  }

  @Test
  void loopsAndBranches_giveTheGolden() {
    assertSelfTested("saved-loop");
  }

  @Test
  void listsThatLoopsFill_giveTheGolden() {
    assertSelfTested("saved-recurrent");
  }

  @Test
  void operatorsSpelledOut_giveTheGolden() {
    assertSelfTested("saved-attention");
  }

  private void assertSelfTested(String name) {
    page.open(name);
    page.part("tensors");
    page.browser()
        .driver()
        .executeScript("document.querySelector('[data-testid=details]').open = true");
    String report = page.part("self-test").getText();
    System.out.println(name + ": " + report);
    assertTrue(report.contains("reproduced"), report);
    assertEquals("1", page.part("self-test").getAttribute("data-cases"));
    page.assertQuiet();
  }
}
