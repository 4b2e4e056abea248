package dev.hearth.variants;

import java.util.List;

/**
 * Which variants to make.
 *
 * @param kinds in the order that devices try them; empty for the model as it is
 * @param tolerance the most that one may lose and still be taken unasked: the largest difference
 *     from the goldens as a share of the largest magnitude of its output
 */
public record VariantRequest(List<VariantKind> kinds, double tolerance) {
  /** What a variant may lose where nothing else is said. */
  public static final double TOLERANCE = 0.05;

  /** The model as it is. */
  public static final VariantRequest NONE = new VariantRequest(List.of(), TOLERANCE);

  public VariantRequest {
    kinds = kinds.stream().distinct().toList();
  }
}
