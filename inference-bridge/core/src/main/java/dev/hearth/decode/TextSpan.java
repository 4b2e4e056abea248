package dev.hearth.decode;

/**
 * A stretch of a text that has been found.
 *
 * @param label what it is; empty where the task gives none
 * @param score 0 to 1
 * @param start index of its first UTF-16 unit
 * @param end index after its last one
 * @param text the stretch itself
 */
public record TextSpan(String label, double score, int start, int end, String text) {}
