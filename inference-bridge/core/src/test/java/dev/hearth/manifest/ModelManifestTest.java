package dev.hearth.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.runtime.InferenceException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ModelManifestTest {
  static final String MANIFEST =
      """
      {
        "schema": 1,
        "name": "digits",
        "version": "1.0.0",
        "title": "Handwritten digits",
        "description": "Reads \\"one\\" digit.",
        "license": "Apache-2.0",
        "task": "image-classification",
        "runtime": "onnx",
        "variants": [
          {
            "name": "fp32",
            "artifacts": [
              {
                "path": "model.onnx",
                "shards": [
                  {
                    "sha256": "%1$s",
                    "bytes": 4194304
                  },
                  {
                    "sha256": "%1$s",
                    "bytes": 7
                  }
                ]
              }
            ]
          }
        ],
        "inputs": [
          {
            "name": "image",
            "type": "float32",
            "shape": ["batch", 1, 28, 28]
          }
        ],
        "outputs": [
          {
            "name": "logits",
            "type": "float32",
            "shape": ["batch", 2]
          }
        ],
        "preprocessing": {
          "image": {
            "width": 28,
            "height": 28,
            "color": "grey",
            "fit": "digit",
            "filter": "bilinear",
            "scale": 0.00392156862745098,
            "mean": [0.1307],
            "std": [0.3081],
            "layout": "NCHW"
          }
        },
        "postprocessing": {
          "output": "logits",
          "activation": "softmax"
        },
        "labels": ["0", "1"],
        "goldens": {
          "engine": "onnxruntime 1.29.0",
          "abs": 1.0E-4,
          "rel": 0.001,
          "data": {
            "path": "goldens.bin",
            "shards": [
              {
                "sha256": "%1$s",
                "bytes": 3176
              }
            ]
          },
          "cases": [
            {
              "id": "one",
              "inputs": [
                {
                  "name": "image",
                  "type": "float32",
                  "shape": [1, 1, 28, 28],
                  "offset": 0
                }
              ],
              "outputs": [
                {
                  "name": "logits",
                  "type": "float32",
                  "shape": [1, 10],
                  "offset": 3136
                }
              ]
            }
          ]
        },
        "generator": "hearth 0.1.0"
      }
      """
          .formatted("0123456789abcdef".repeat(4));

  @Test
  void variants_sayWhatTheyLose() {
    String with =
        MANIFEST
            .formatted("0".repeat(64))
            .replace(
                "\"variants\": [",
                "\"variants\": [{\"name\": \"int4\", \"artifacts\": [{\"path\": \"m\", \"shards\":"
                    + " [{\"sha256\": \""
                    + "1".repeat(64)
                    + "\", \"bytes\": 5}]}], \"tolerance\": 0.25, \"onRequest\": true},");

    ModelManifest manifest = ModelManifest.parse(with);

    assertEquals(0.25, manifest.variants().get(0).tolerance());
    assertTrue(manifest.variants().get(0).onRequest());
    assertEquals(0, manifest.variants().get(1).tolerance());
    assertEquals(4194311, manifest.bytes(), "of what is downloaded unasked");
    assertEquals(manifest.variants(), ModelManifest.parse(manifest.toJson()).variants());
    for (String wrong : new String[] {"-0.25", "\"0.25\""}) {
      String text = with.replace("\"tolerance\": 0.25", "\"tolerance\": " + wrong);
      assertThrows(InferenceException.class, () -> ModelManifest.parse(text));
    }
  }

  @Test
  void toJson_writesWhatParseRead() {
    ModelManifest manifest = ModelManifest.parse(MANIFEST);

    assertEquals(MANIFEST, manifest.toJson());
    assertEquals(4194311, manifest.bytes());
  }

  @Test
  void parse_refusesUnknownKeysNamingThePlace() {
    assertRefused(
        "\"path\": \"model.onnx\",", "\"path\": \"a\", \"size\": 1,", "artifacts[0].size");
    assertRefused("\"schema\": 1,", "\"schema\": 1, \"extra\": 1,", "Unknown key extra");
    assertRefused("\"fit\": \"digit\",", "\"fitt\": \"digit\",", "preprocessing.image.fitt");
  }

  @Test
  void parse_refusesWrongValuesNamingThePlace() {
    assertRefused("\"schema\": 1,", "\"schema\": 2,", "schema to be 1");
    assertRefused("\"bytes\": 7", "\"bytes\": 0", "shards[1].bytes to be at least 1");
    assertRefused("\"bytes\": 7", "\"bytes\": 7.5", "a whole number");
    assertRefused("\"image\": {", "\"imagine\": {", "Unknown key preprocessing.imagine");
    assertRefused("\"name\": \"digits\"", "\"name\": \"../x\"", "found ../x");
    assertRefused("0123456789abcdef", "/../456789abcdef", "hexadecimal");
    assertRefused("\"std\": [0.3081]", "\"std\": [0]", "a std other than 0");
    assertRefused("\"schema\": 1,", "\"schema\": 1, \"schema\": 1,", "each key once");
    assertRefused("{", "<!doctype html>{", "not valid JSON");
  }

  @Test
  void classifierOutput_refusesWhatDoesNotFitTheModel() {
    assertRefused(ClassifierOutput::of, "\"softmax\"", "\"Softmax\"", "none, softmax, sigmoid");
    assertRefused(
        ClassifierOutput::of, "\"labels\": [\"0\", \"1\"]", "\"labels\": []", "each of 2 values");
    assertRefused(
        ClassifierOutput::of,
        "\"output\": \"logits\"",
        "\"output\": \"x\"",
        "one of logits, found x");
  }

  private static void assertRefused(String target, String replacement, String message) {
    assertRefused(manifest -> {}, target, replacement, message);
  }

  private static void assertRefused(
      Consumer<ModelManifest> reader, String target, String replacement, String message) {
    assertTrue(MANIFEST.contains(target), target);
    String text = MANIFEST.replaceFirst(quote(target), replacement);
    InferenceException e =
        assertThrows(InferenceException.class, () -> reader.accept(ModelManifest.parse(text)));
    assertEquals(InferenceException.Code.MANIFEST_INVALID, e.code());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static String quote(String text) {
    return java.util.regex.Pattern.quote(text);
  }
}
