package dev.hearth.app.client;

import java.util.List;

/**
 * Where a model runs, and why.
 *
 * @param provider such as {@code wasm} or {@code webgl}
 * @param variant how the weights are stored, such as {@code fp32}
 * @param threads how many the processor's providers use
 * @param rejected why other ways were not taken, a sentence each
 * @param goldenCases golden cases this device reproduced; 0 where the package has none
 * @param maxAbsDiff the largest difference from them
 */
public record Plan(
    String provider,
    String variant,
    int threads,
    List<String> rejected,
    int goldenCases,
    double maxAbsDiff) {}
