package dev.hearth.importer;

import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.SelfTestReport;
import dev.hearth.site.ModelsFolder.Outcome;
import dev.hearth.variants.VariantReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import did.
 *
 * @param manifest the package
 * @param format the words for the model's format
 * @param folder where the version lies
 * @param outcome whether it was there before
 * @param selfTest what running the goldens on the JVM gave; null where that is not possible
 * @param variants what each variant costs
 */
public record ImportReport(
    ModelManifest manifest,
    String format,
    Path folder,
    Outcome outcome,
    @Nullable SelfTestReport selfTest,
    List<VariantReport> variants) {
  public ImportReport {
    variants = List.copyOf(variants);
  }
}
