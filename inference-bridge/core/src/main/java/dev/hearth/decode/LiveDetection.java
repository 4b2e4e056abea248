package dev.hearth.decode;

/**
 * A word heard in a stream.
 *
 * @param timeSeconds end of the window in which it was recognised, since the start of the stream
 * @param label index of its label
 * @param score averaged probability, 0..1
 */
public record LiveDetection(double timeSeconds, int label, double score) {}
