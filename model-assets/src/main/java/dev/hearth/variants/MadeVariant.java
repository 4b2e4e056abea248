package dev.hearth.variants;

import dev.hearth.source.SourceModel;
import java.util.List;

/**
 * A variant, ready to be packaged.
 *
 * @param model its files
 * @param needs features a device must have
 * @param report what it costs
 */
public record MadeVariant(SourceModel model, List<String> needs, VariantReport report) {
  public MadeVariant {
    needs = List.copyOf(needs);
  }
}
