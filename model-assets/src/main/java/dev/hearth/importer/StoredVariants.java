package dev.hearth.importer;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Variant;
import dev.hearth.model.SourceFile;
import dev.hearth.site.Staging;
import dev.hearth.variants.MadeVariant;
import dev.hearth.variants.VariantReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Variants as a manifest names them. */
final class StoredVariants {
  private StoredVariants() {}

  /** Stages the files of variants and returns what a manifest says of them. */
  static List<Variant> in(Staging staging, List<MadeVariant> variants) throws IOException {
    List<Variant> out = new ArrayList<>();
    for (MadeVariant made : variants) {
      List<Artifact> artifacts = new ArrayList<>();
      for (SourceFile file : SourceFile.all(made.model())) {
        artifacts.add(staging.store(file));
      }
      VariantReport cost = made.report();
      out.add(
          new Variant(cost.name(), artifacts, made.needs(), cost.tolerance(), cost.onRequest()));
    }
    return out;
  }
}
