package dev.hearth.predict;

/**
 * A result and what it cost.
 *
 * @param <O> the result's type
 * @param result the translator's result
 * @param timings the times of the three steps
 */
public record Prediction<O>(O result, Timings timings) {}
