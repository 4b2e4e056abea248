package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.json.Json;

/**
 * Every model of the test data, imported by one command with every variant it can have, gives its
 * goldens in a browser, as {@code hearth verify --browser} sees it.
 */
class VariantsIT {
  private static final String SUFFIX = ".golden.json";

  @Test
  void everyVariant_ofEveryModel_givesTheGoldens(@TempDir Path folder) throws IOException {
    Path models = SiteCopy.copy(SiteCopy.built(), folder.resolve("site")).resolve("models");
    int imported = 0;
    for (String group : List.of("onnx", "tfjs", "keras-h5")) {
      for (Path golden : goldens(TestData.path(group))) {
        String file = golden.getFileName().toString();
        String name = file.substring(0, file.length() - SUFFIX.length());
        String variants =
            group.equals("onnx") ? "fp32,fp16,fp16-compute,int8,int4" : "fp32,fp16,uint16,uint8";
        HearthTool.run(
            "import",
            golden.resolveSibling(""),
            "--name=" + name,
            "--golden=" + golden,
            "--variants=" + variants,
            "--out=" + models);
        imported++;
      }
    }
    assertTrue(imported >= 19, imported + " models");

    String out =
        HearthTool.run("verify", models, "--browser", "--chrome=" + Browser.program(), "--json");

    Map<String, Object> report = new Json().toType(out, Json.MAP_TYPE);
    assertEquals(true, report.get("passed"), out);
    StringBuilder table = new StringBuilder();
    for (Object one : TrialSite.list(report, "browser")) {
      Map<String, Object> result = TrialSite.object(one);
      String row = row(models, result);
      table.append(row);
      if (result.get("failure") == null) {
        assertTrue((long) result.get("cases") > 0, row);
      } else {
        // What a self-test refuses costs too much of the model, and was not offered.
        assertTrue(row.contains("needs shader-f16") || row.contains("on request"), row);
      }
    }
    System.out.println(table);
    Files.writeString(Path.of("target/variants.md"), table);
    assertTrue(
        Files.readString(models.resolve("ultraface-rfb-320/1.0.0/MODEL_CARD.md"))
            .contains("| fp16 | wasm | 1 | "),
        "the model card has what the browser gave");
  }

  private static String row(Path models, Map<String, Object> result) throws IOException {
    Path version = models.resolve(result.get("model") + "/" + result.get("version"));
    Map<String, Object> manifest =
        new Json().toType(Files.readString(version.resolve("manifest.json")), Json.MAP_TYPE);
    long bytes = 0;
    boolean onRequest = false;
    for (Object one : TrialSite.list(manifest, "variants")) {
      Map<String, Object> variant = TrialSite.object(one);
      if (variant.get("name").equals(result.get("variant"))) {
        onRequest = Boolean.TRUE.equals(variant.get("onRequest"));
        for (Object artifact : TrialSite.list(variant, "artifacts")) {
          for (Object shard : TrialSite.list(TrialSite.object(artifact), "shards")) {
            bytes += (long) TrialSite.object(shard).get("bytes");
          }
        }
      }
    }
    String outcome =
        result.get("failure") == null ? "" + result.get("maxAbsDiff") : "" + result.get("failure");
    return String.format(
        "| %s | %s | %d | %s | %s |%n",
        result.get("model"), result.get("variant"), bytes, outcome, onRequest ? "on request" : "");
  }

  private static List<Path> goldens(Path group) throws IOException {
    try (Stream<Path> files = Files.walk(group, 2)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }
}
