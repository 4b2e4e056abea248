package dev.hearth.e2e.page;

/**
 * A problem that the page tells of.
 *
 * @param code for programs
 * @param words for people
 */
public record Trouble(String code, String words) {}
