package dev.hearth.app.ui.sounds;

/**
 * A stretch of a sound, or with the same two ends a moment.
 *
 * @param from in seconds
 * @param to in seconds
 */
record Span(double from, double to) {}
