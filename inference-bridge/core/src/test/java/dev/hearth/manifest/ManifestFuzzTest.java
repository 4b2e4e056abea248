package dev.hearth.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.runtime.InferenceException;
import dev.hearth.testing.Mutations;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Manifests and preprocessor configurations that are nearly right. */
class ManifestFuzzTest {
  private static final String CONFIG =
      """
      {"do_resize": true, "size": {"shortest_edge": 224}, "resample": 3, "do_center_crop": true,
       "crop_size": {"height": 224, "width": 224}, "do_rescale": true,
       "rescale_factor": 0.00392156862745098, "do_normalize": true,
       "image_mean": [0.48145466, 0.4578275, 0.40821073],
       "image_std": [0.26862954, 0.26130258, 0.27577711], "do_convert_rgb": true,
       "image_processor_type": "CLIPImageProcessor"}
      """;

  private static final String MANIFEST = ModelManifestTest.MANIFEST;

  @Example
  void theOriginals_areRead() {
    assertEquals("digits", ModelManifest.parse(MANIFEST).name());
    assertTrue(HuggingFaceImageConfig.read(CONFIG).toString().length() > 0);
  }

  @Property(tries = 2000)
  void manifest_isReadOrRefused(@ForAll("manifests") String text) {
    try {
      ModelManifest.parse(text);
    } catch (InferenceException e) {
      assertEquals(InferenceException.Code.MANIFEST_INVALID, e.code());
    }
  }

  @Property(tries = 2000)
  void preprocessorConfig_isReadOrRefused(@ForAll("configs") String text) {
    try {
      HuggingFaceImageConfig.read(text);
    } catch (InferenceException e) {
      assertEquals(InferenceException.Code.MANIFEST_INVALID, e.code());
    }
  }

  @Provide
  Arbitrary<String> manifests() {
    return Mutations.of(MANIFEST);
  }

  @Provide
  Arbitrary<String> configs() {
    return Mutations.of(CONFIG);
  }
}
