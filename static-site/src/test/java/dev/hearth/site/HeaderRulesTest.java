package dev.hearth.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderRulesTest {
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String SHELL = "public, max-age=0, must-revalidate";

  @Test
  void forPath_splatMatchesAnyDepth() {
    HeaderRules rules =
        HeaderRules.parse(List.of("# comment", "/a/*", "  X-A: 1", "", "/b", " X-B: 2"));

    assertEquals(Map.of("X-A", "1"), rules.forPath("/a/b/c.js"));
    assertEquals(Map.of("X-A", "1"), rules.forPath("/a/"));
    assertEquals(Map.of("X-B", "2"), rules.forPath("/b"));
    assertEquals(Map.of(), rules.forPath("/b/c"));
  }

  @Test
  void forPath_placeholderMatchesOneSegment() {
    HeaderRules rules = HeaderRules.parse(List.of("/models/:name/:version/x.json", "  X-A: 1"));

    assertEquals(Map.of("X-A", "1"), rules.forPath("/models/digits/1.0.0/x.json"));
    assertEquals(Map.of(), rules.forPath("/models/digits/x.json"));
    assertEquals(Map.of(), rules.forPath("/models/digits/1.0.0/more/x.json"));
  }

  @Test
  void forPath_takesOtherCharactersLiterally() {
    HeaderRules rules = HeaderRules.parse(List.of("/*.mjs", "  X-A: 1"));

    assertEquals(Map.of("X-A", "1"), rules.forPath("/vendor/a.mjs"));
    assertEquals(Map.of(), rules.forPath("/vendor/amjs"));
  }

  @Test
  void forPath_joinsValuesOfOneHeader() {
    HeaderRules rules = HeaderRules.parse(List.of("/*", "  X-A: 1", "/a", "  X-A: 2"));

    assertEquals(Map.of("X-A", "1, 2"), rules.forPath("/a"));
  }

  @Test
  void parse_refusesWhatItDoesNotKnow() {
    assertThrows(IllegalArgumentException.class, () -> HeaderRules.parse(List.of("  X-A: 1")));
    assertThrows(
        IllegalArgumentException.class, () -> HeaderRules.parse(List.of("/*", "  no header")));
    assertThrows(IllegalArgumentException.class, () -> HeaderRules.parse(List.of("/*", "X-A: 1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/models/blobs/0a1b | " + IMMUTABLE,
        "/models/digits/1.0.0/manifest.json | " + IMMUTABLE,
        "/models/index.json | no-cache",
        "/models/digits/channels.json | no-cache",
        "/ | " + SHELL,
        "/index.html | " + SHELL,
        "/app/page.js | " + SHELL,
        "/vendor/tfjs/tfjs.js | " + SHELL,
      })
  void ownRules_giveOneCacheControl(String path, String expected) throws IOException {
    assertEquals(expected, ownRules().forPath(path).get("Cache-Control"));
  }

  @Test
  void ownRules_giveContentTypes() throws IOException {
    HeaderRules rules = ownRules();

    assertEquals(
        "application/wasm", rules.forPath("/vendor/onnxruntime-web/a.wasm").get("Content-Type"));
    assertEquals(
        "text/javascript; charset=utf-8", rules.forPath("/vendor/a.mjs").get("Content-Type"));
    assertFalse(rules.forPath("/app/page.js").containsKey("Content-Type"));
  }

  @Test
  void ownRules_keepThePolicyStrict() throws IOException {
    String policy = ownRules().forPath("/any").getOrDefault("Content-Security-Policy", "");

    assertTrue(policy.startsWith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    assertFalse(policy.contains("'unsafe-eval'"), policy);
    assertFalse(policy.contains("'unsafe-inline'"), policy);
    assertFalse(policy.contains("http"), policy);
  }

  private static HeaderRules ownRules() throws IOException {
    return HeaderRules.read(Path.of("src/main/site/_headers"));
  }
}
