package dev.hearth.cli;

import dev.hearth.variants.VariantKind;
import dev.hearth.variants.VariantRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of commands that make variants. */
final class VariantOptions {
  @Option(
      names = "--variants",
      paramLabel = "LIST",
      split = ",",
      converter = KindConverter.class,
      completionCandidates = KindNames.class,
      description =
          "How weights are stored, in the order that devices try them, of"
              + " ${COMPLETION-CANDIDATES}. Default: as they are; of quantize fp32,fp16,int8.")
  private @Nullable List<VariantKind> kinds;

  @Option(
      names = "--variant-tolerance",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      converter = ShareConverter.class,
      description =
          "The most a variant may differ from the goldens, as a share of its output's largest"
              + " value, and still be taken unasked. Default: ${DEFAULT-VALUE}.")
  private double tolerance;

  VariantRequest request(List<VariantKind> otherwise) {
    return new VariantRequest(kinds == null ? otherwise : kinds, tolerance);
  }

  /** Reads a share of 0 to 1. */
  static final class ShareConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double share = Double.parseDouble(text);
        if (share >= 0 && share <= 1) {
          return share;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new TypeConversionException("expected a share of 0 to 1, such as 0.05, found " + text);
    }
  }

  /** Reads a variant by its name in manifests. */
  static final class KindConverter implements ITypeConverter<VariantKind> {
    @Override
    public VariantKind convert(String text) {
      VariantKind kind = VariantKind.named(text.strip());
      if (kind == null) {
        throw new TypeConversionException(
            "expected some of " + VariantKind.ids() + ", found " + text);
      }
      return kind;
    }
  }

  /** Lists the variants. */
  static final class KindNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return new ArrayList<>(VariantKind.ids()).iterator();
    }
  }
}
