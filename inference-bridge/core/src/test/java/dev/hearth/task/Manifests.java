package dev.hearth.task;

import dev.hearth.manifest.ModelManifest;

/** Manifests around a few lines of their own. */
final class Manifests {
  private static final String PICTURE =
      """
      "preprocessing": {"image": {"width": %d, "height": %d, "color": "rgb", "fit": "%s",
        "filter": "nearest", "scale": 1, "mean": [0], "std": [1], "layout": "NCHW"}},
      """;

  private Manifests() {}

  /** Returns a manifest; {@code rest} are its task, labels, preprocessing and postprocessing. */
  static ModelManifest of(String inputs, String rest) {
    return ModelManifest.parse(
        """
        {"schema": 1, "name": "model", "version": "1", "title": "A model", "license": "MIT",
         "runtime": "onnx", "generator": "a test", "variants": [{"name": "fp32", "artifacts": [
           {"path": "m", "shards": [{"sha256": "%s", "bytes": 1}]}]}],
         "inputs": [%s],
         "outputs": [{"name": "o", "type": "float32", "shape": ["batch", "values"]}], %s}
        """
            .formatted("0".repeat(64), inputs, rest));
  }

  /** Returns the manifest of a model that takes a picture of that size. */
  static ModelManifest picture(int width, int height, String fit, String rest) {
    return of(
        "{\"name\": \"image\", \"type\": \"float32\", \"shape\": [1, 3, %d, %d]}"
            .formatted(height, width),
        PICTURE.formatted(width, height, fit) + rest);
  }
}
