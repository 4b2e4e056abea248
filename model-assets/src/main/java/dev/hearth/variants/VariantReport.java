package dev.hearth.variants;

import org.jspecify.annotations.Nullable;

/**
 * What a variant costs.
 *
 * @param name its name in the manifest
 * @param bytes the size of its files
 * @param modelBytes the size of the model's own files
 * @param accuracy its answers beside the goldens; null where the JVM cannot run it, or nothing is
 *     known to compare with
 * @param weights its weights beside the trained ones, where that is all that is known; else null
 * @param tolerance what it may lose on a device, as a share of an output's largest magnitude
 * @param onRequest true if no device takes it unasked
 */
public record VariantReport(
    String name,
    long bytes,
    long modelBytes,
    @Nullable Accuracy accuracy,
    @Nullable WeightError weights,
    double tolerance,
    boolean onRequest) {}
