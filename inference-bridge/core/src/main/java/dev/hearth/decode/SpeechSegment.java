package dev.hearth.decode;

/**
 * A stretch of speech.
 *
 * @param startSeconds where it begins
 * @param endSeconds where it ends
 */
public record SpeechSegment(double startSeconds, double endSeconds) {}
