package dev.hearth.verify;

/**
 * Something that was found wrong, or worth looking at.
 *
 * @param place the file or folder, inside the folder that was checked
 * @param sentence what was expected and found
 * @param wrong true if the package cannot be published so; false for a note
 */
public record Finding(String place, String sentence, boolean wrong) {}
