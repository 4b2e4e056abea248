package dev.hearth.verify.browser;

import org.jspecify.annotations.Nullable;

/**
 * What a browser made of one variant of a model.
 *
 * @param model the model's name
 * @param version its version
 * @param variant whose weights
 * @param provider what ran it, such as {@code wasm}; empty where nothing did
 * @param cases how many golden cases were reproduced; 0 where the package has none
 * @param maxAbsDiff the largest difference of a value from its golden
 * @param failure why it does not run or is not within its tolerance; null if it is
 * @param wrong true if that is a fault of the package: not of a browser without what the variant
 *     needs, nor of a variant that no device takes unasked
 */
public record BrowserResult(
    String model,
    String version,
    String variant,
    String provider,
    int cases,
    double maxAbsDiff,
    @Nullable String failure,
    boolean wrong) {}
