package dev.hearth.compare;

import dev.hearth.goldens.GivenCase;
import dev.hearth.goldens.GivenGoldens;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.numpy.Npz;
import dev.hearth.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Packages without a model, and goldens that other programs made. */
final class Packages {
  private Packages() {}

  static ModelManifest of(String task, String preprocessing) {
    return of(task, preprocessing, "softmax", "[\"a\", \"b\", \"c\"]");
  }

  static ModelManifest of(String task, String preprocessing, String activation, String labels) {
    return ModelManifest.parse(
        """
        {"schema": 1, "name": "m", "version": "1.0.0", "title": "M", "license": "MIT",
         "task": "%s", "runtime": "onnx",
         "variants": [{"name": "fp32", "artifacts": [{"path": "m.onnx", "shards": [
           {"sha256": "%s", "bytes": 1}]}]}],
         "inputs": [{"name": "x", "type": "float32", "shape": ["n", "a", "b", "c"]}],
         "outputs": [{"name": "y", "type": "float32", "shape": ["n", "k"]}],
         "preprocessing": %s,
         "postprocessing": {"output": "y", "activation": "%s"},
         "labels": %s, "generator": "test"}
        """
            .formatted(task, "0".repeat(64), preprocessing, activation, labels));
  }

  static Path resource(String name) {
    try {
      return Path.of(Packages.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Tensor array(String archive, String name) throws IOException {
    return Npz.read(resource(archive)).get(name);
  }

  /** Compares the preprocessing of one source. */
  static CompareReport compare(ModelManifest manifest, Path source, Tensor input)
      throws IOException {
    GivenCase golden =
        new GivenCase("case-0", Map.of("x", input), Map.of(), source, List.of(), null);
    return compare(manifest, golden);
  }

  static CompareReport compare(ModelManifest manifest, GivenCase golden) throws IOException {
    return Comparison.run(
        manifest,
        null,
        () -> {
          throw new IllegalStateException();
        },
        new GivenGoldens("python", Double.NaN, Double.NaN, List.of(golden)),
        words -> {});
  }
}
