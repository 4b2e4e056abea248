package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.json.Json;

/**
 * The models of the test data through hearth.js on the GPU's providers, here software adapters: a
 * table of which pass, which need an operator that is not there, and which come out wrong. None
 * hangs, none fails without a reason, and a self-test catches each wrong one.
 *
 * <p>Small models alone, unless the property {@code hearth.providers} is {@code all}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvidersIT {
  private static final long SMALL_BYTES = 50_000;
  private static final String PASSED = "passed";
  private static final String UNSUPPORTED = "UNSUPPORTED_OPERATOR";
  private static final String WRONG = "wrong";

  private final Map<String, Map<String, Row>> table = new LinkedHashMap<>();
  private Path site;
  private GoldensPage page;

  /**
   * What came of a model on a provider.
   *
   * @param passed how many of its cases
   * @param maxAbsDiff of the cases that ran; 0 if none did
   */
  private record Row(
      String outcome, String says, long passed, long cases, double maxAbsDiff, double ms) {
    static Row of(GoldenModel model, Map<?, ?> report) {
      double ms = ((Number) report.get("ms")).doubleValue();
      if (report.get("error") instanceof Map<?, ?> error) {
        String code = error.get("code").toString();
        return new Row(code, error.get("message").toString(), 0, model.cases(), 0, ms);
      }
      List<?> problems = (List<?>) report.get("problems");
      return new Row(
          problems.isEmpty() ? PASSED : WRONG,
          problems.isEmpty() ? "" : problems.get(0).toString(),
          ((Number) report.get("cases")).longValue(),
          model.cases(),
          ((Number) report.get("maxAbsDiff")).doubleValue(),
          ms);
    }

    String line(String name, String provider) {
      String why =
          outcome.equals(PASSED)
              ? ", at most " + maxAbsDiff + " off"
              : ": " + says.replaceAll("\\s+", " ").replace("|", "\\|");
      return String.join(
          " | ", "| " + name, provider, outcome + why, passed + " of " + cases + " |\n");
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    site = GoldensPage.addModels(GoldensPage.layOut(folder));
    // Otherwise the plan would leave these providers to the last.
    Path worker = site.resolve("app/engine-worker.js");
    Files.writeString(worker, "import '../hardware.js';\n" + Files.readString(worker));
    for (String compressed : new String[] {".br", ".gz"}) {
      Files.deleteIfExists(Path.of(worker + compressed));
    }
    page = GoldensPage.start(site, BrowserOptions.plain().flag("--enable-unsafe-webgpu"));
  }

  @AfterAll
  void stop() throws IOException {
    if (page == null) {
      return;
    }
    page.close();
    Map<String, Integer> models = new TreeMap<>();
    StringBuilder lines = new StringBuilder("| model | provider | outcome | passed |\n|-|-|-|-|\n");
    table.forEach(
        (name, rows) ->
            rows.forEach(
                (provider, row) -> {
                  lines.append(row.line(name, provider));
                  models.merge(provider + " " + row.outcome(), 1, Integer::sum);
                }));
    lines.append("\nModels: ").append(models).append("\n");
    System.out.println(lines);
    Files.writeString(Path.of("target/providers.md"), lines);
    Files.writeString(Path.of("target/providers.json"), new Json().toJson(table));
  }

  @ParameterizedTest
  @ValueSource(strings = {"webgl", "webgpu"})
  void everyModel_passesOrSaysWhyNot(String provider) throws IOException {
    page.reload();
    List<GoldenModel> wrong = new ArrayList<>();
    for (GoldenModel model : models()) {
      Row row = Row.of(model, page.run(model, Map.of("provider", provider)));
      table.computeIfAbsent(model.name(), name -> new LinkedHashMap<>()).put(provider, row);
      switch (row.outcome()) {
        case PASSED -> assertEquals(row.cases(), row.passed(), model.name());
        case UNSUPPORTED -> assertFalse(row.says().isBlank());
        case WRONG -> wrong.add(model);
        case "RUNTIME_FAILED" -> assertSaysWhy(model + ": " + row.says());
        default -> throw new AssertionError(model + ": " + row.outcome() + " " + row.says());
      }
    }

    for (GoldenModel model : wrong) {
      if (model.name().startsWith("onnx/")) {
        assertCaught(model, provider);
      }
    }
  }

  private static List<GoldenModel> models() {
    boolean all = System.getProperty("hearth.providers", "").equals("all");
    List<GoldenModel> models =
        GoldenModel.all().stream().filter(model -> all || model.bytes() < SMALL_BYTES).toList();
    assertTrue(models.size() >= 60, models.toString());
    return models;
  }

  /** More than which call failed, and the number of an exception. */
  private static void assertSaysWhy(String message) {
    String reason = message.substring(message.lastIndexOf(": ") + 2);
    assertTrue(reason.matches("(?s).*[A-Za-z]{3,}.* .*[A-Za-z]{3,}.*"), message);
  }

  /** As a package with its goldens, the model ends where they are reproduced. */
  private void assertCaught(GoldenModel model, String provider) throws IOException {
    String name = model.name().substring("onnx/".length());
    Path folder = TestData.path(model.folder());
    if (!Files.exists(site.resolve("models").resolve(name))) {
      HearthTool.run(
          "import",
          "--out=" + site.resolve("models"),
          "--name=" + name,
          "--golden=" + folder.resolve(model.golden()),
          folder);
    }
    Map<?, ?> plan =
        (Map<?, ?>)
            page.call(
                "planOf(...given)",
                "models/" + name,
                Map.of("provider", List.of(provider, "wasm")));

    assertEquals("wasm", plan.get("provider"), plan.toString());
    Map<?, ?> rejected = (Map<?, ?>) ((List<?>) plan.get("rejected")).get(0);
    assertEquals(provider, rejected.get("provider"));
    assertEquals("SELF_TEST_FAILED", rejected.get("code"));
    System.out.println(name + " on " + provider + ": " + rejected.get("reason"));
  }
}
