package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every model of the test data through hearth.js on the processor: every output of every golden
 * case has the name, type, shape and values it should.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldensIT {
  private final Map<String, Integer> cases = new TreeMap<>();
  private GoldensPage page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    page =
        GoldensPage.start(
            GoldensPage.addModels(GoldensPage.layOut(folder)), BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    if (page == null) {
      return;
    }
    System.out.println("Golden cases that passed: " + cases);
    try {
      page.assertQuiet();
    } finally {
      page.close();
    }
  }

  static List<GoldenModel> models() {
    return GoldenModel.all();
  }

  @Test
  void testData_isAllThere() {
    for (String group : GoldenModel.GROUPS) {
      assertTrue(models().stream().anyMatch(model -> model.name().startsWith(group)), group);
    }
    assertEquals(
        60, models().stream().filter(model -> model.name().startsWith("conformance")).count());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void oneThread_givesTheGoldens(GoldenModel model) {
    assertPasses(model, 1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void twoThreads_giveTheGoldens(GoldenModel model) {
    assertPasses(model, 2);
  }

  private void assertPasses(GoldenModel model, int threads) {
    Map<?, ?> report = page.run(model, Map.of("provider", "wasm", "threads", threads));

    assertNull(report.get("error"));
    assertEquals(List.of(), report.get("problems"));
    assertEquals((long) model.cases(), report.get("cases"));
    assertEquals(model.values(), report.get("values"));
    Map<?, ?> plan = (Map<?, ?>) report.get("plan");
    assertEquals("wasm", plan.get("provider"));
    assertEquals((long) threads, plan.get("threads"));
    assertEquals(List.of(), plan.get("rejected"));
    cases.merge(
        threads + " of " + model.name().replaceFirst("/.*", ""), model.cases(), Integer::sum);
  }
}
