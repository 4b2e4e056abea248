package dev.hearth.importer;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Variant;
import dev.hearth.model.SourceFile;
import dev.hearth.site.StoredVersion;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A stored version's model with its weights as they were trained. */
final class ExactWeights {
  private ExactWeights() {}

  /**
   * Puts the model together from its shards.
   *
   * @throws BadInputException if no variant has the exact weights, or a shard is at fault
   */
  static SourceModel of(StoredVersion version, ModelManifest manifest, Path target)
      throws IOException {
    Variant variant = variant(manifest);
    version.assemble(variant, target);
    List<SourceFile> files = new ArrayList<>();
    for (Artifact artifact : variant.artifacts()) {
      files.add(SourceFile.of(artifact.path(), target.resolve(artifact.path()).normalize()));
    }
    return new SourceModel(
        manifest.runtime(),
        manifest.runtime() == ModelRuntime.ONNX ? "ONNX model" : "TF.js model",
        variant.name(),
        List.copyOf(files),
        manifest.inputs(),
        manifest.outputs(),
        Set.of(),
        Set.of());
  }

  private static Variant variant(ModelManifest manifest) {
    Variant best =
        manifest.variants().stream()
            .min(Comparator.comparingDouble(Variant::tolerance))
            .orElseThrow();
    if (best.tolerance() > 0) {
      throw new BadInputException(
          manifest.name()
              + " "
              + manifest.version()
              + " holds no weights as they were trained, only "
              + best.name()
              + "; quantize the model's own files");
    }
    return best;
  }
}
