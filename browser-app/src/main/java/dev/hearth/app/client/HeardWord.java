package dev.hearth.app.client;

import dev.hearth.decode.Classification;

/**
 * A word found in a sound.
 *
 * @param word which
 * @param atSeconds when the window that recognised it ends, from the sound's beginning
 */
public record HeardWord(Classification word, double atSeconds) {}
