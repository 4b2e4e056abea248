package dev.hearth.task.tabular;

/**
 * A number that a model foretold.
 *
 * @param value the number
 * @param unit what it counts; may be empty
 */
public record Quantity(double value, String unit) {}
