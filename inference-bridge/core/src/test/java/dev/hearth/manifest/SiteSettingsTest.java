package dev.hearth.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.manifest.SiteSettings.Endpoint;
import dev.hearth.manifest.SiteSettings.Protocol;
import dev.hearth.runtime.InferenceException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SiteSettingsTest {
  private static final String ALL =
      """
      {
        "title": "Herbarium",
        "texts": {
          "de": {
            "Models": "Pflanzen"
          }
        },
        "accent": "#2f6fde",
        "models": ["b", "a"],
        "samples": {
          "a": ["samples/1.png"],
          "image-classification": ["samples/2.png"]
        },
        "topK": 3,
        "imageHosts": ["https://images.example.org"],
        "endpoint": {
          "url": "http://localhost:8000/x",
          "protocol": "tensorflow-serving"
        },
        "languages": ["de"]
      }
      """;
  private static final String POLICY =
      "default-src 'none'; connect-src 'self'; img-src 'self' blob: data:; base-uri 'none'";

  @Test
  void parse_readsWhatToJsonWrites() {
    SiteSettings settings = SiteSettings.parse(ALL);

    assertEquals(ALL, settings.toJson());
    assertEquals("Herbarium", settings.title());
    assertEquals(Map.of("Models", "Pflanzen"), settings.texts().get("de"));
    assertEquals(
        new Endpoint("http://localhost:8000/x", Protocol.TENSORFLOW_SERVING), settings.endpoint());
    assertEquals(List.of("samples/1.png"), settings.samples("a", Task.IMAGE_CLASSIFICATION));
    assertEquals(List.of("samples/2.png"), settings.samples("b", Task.IMAGE_CLASSIFICATION));
    assertEquals(List.of(), settings.samples("b", Task.AUDIO_CLASSIFICATION));
  }

  @Test
  void default_isHearthWithAllModels() {
    SiteSettings settings = SiteSettings.DEFAULT;

    assertEquals("Hearth", settings.title());
    assertEquals(5, settings.topK());
    assertNull(settings.endpoint());
    assertEquals(settings, SiteSettings.parse(settings.toJson()));
    assertEquals(POLICY, settings.policy(POLICY));
  }

  @Test
  void parse_saysWhatIsWrong() {
    assertRefused("{\"titel\": \"x\"}", "Unknown key titel, expected one of ");
    assertRefused("{\"accent\": \"blue\"}", "Expected accent to be a colour such as");
    assertRefused("{\"topK\": 11}", "Expected topK to be from 1 to 10, found 11");
    assertRefused("{\"languages\": []}", "one language at least");
    assertRefused("{\"imageHosts\": [\"https://a.org/\"]}", "found \"https://a.org/\"");
    assertRefused("{\"imageHosts\": [\"https://a.org; x\"]}", "origins such as");
    assertRefused("{\"endpoint\": {\"url\": \"a\", \"protocol\": \"x\"}}", "endpoint.url");
    assertRefused(
        "{\"endpoint\": {\"url\": \"https://a.org\", \"protocol\": \"x\"}}",
        "one of open-inference-v2, tensorflow-serving");
    assertRefused("{", "site.json is not valid JSON");
  }

  @Test
  void policy_letsThePageReachTheHostsAndNoOthers() {
    SiteSettings settings = SiteSettings.parse(ALL);
    String expected =
        "default-src 'none'; connect-src 'self' https://images.example.org http://localhost:8000;"
            + " img-src 'self' blob: data: https://images.example.org; base-uri 'none'";

    assertEquals(expected, settings.policy(POLICY));
    assertEquals(expected, settings.policy(expected), "twice");
    assertEquals(POLICY, SiteSettings.DEFAULT.policy(expected), "and back");
  }

  @Test
  void allowsPicturesFrom_comparesOrigins() {
    SiteSettings settings = SiteSettings.parse(ALL);

    assertTrue(settings.allowsPicturesFrom("https://images.example.org/a/b.png?c"));
    assertTrue(settings.allowsPicturesFrom("https://IMAGES.example.org/"));
    assertFalse(settings.allowsPicturesFrom("http://images.example.org/a.png"));
    assertFalse(settings.allowsPicturesFrom("https://images.example.org.evil.org/a.png"));
    assertFalse(settings.allowsPicturesFrom("https://images.example.org@evil.org/a.png"));
    assertFalse(settings.allowsPicturesFrom("samples/1.png"));
  }

  @Test
  void shown_areTheNamedModelsInTheirOrder() {
    ModelIndex index = new ModelIndex(List.of(entry("a"), entry("b"), entry("c")));

    assertEquals(List.of(entry("b"), entry("a")), SiteSettings.parse(ALL).shown(index));
    assertEquals(index.models(), SiteSettings.DEFAULT.shown(index));
  }

  private static ModelIndex.Entry entry(String name) {
    return new ModelIndex.Entry(name, name, "", Task.TENSORS, 1);
  }

  private static void assertRefused(String json, String reason) {
    String message =
        Objects.requireNonNull(
            assertThrows(InferenceException.class, () -> SiteSettings.parse(json)).getMessage());
    assertTrue(message.contains(reason), message);
  }
}
