package dev.hearth.decode;

/**
 * A point of a picture that has a meaning.
 *
 * @param name such as {@code left eye}, or its number where the model's author named none
 * @param x column, in pixels from the left edge
 * @param y row, in pixels from the top edge
 * @param score 0 to 1; 1 where the model gives none
 */
public record Keypoint(String name, double x, double y, double score) {}
