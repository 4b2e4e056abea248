package dev.hearth.app.client;

/**
 * A version of a model that the site offers beside the one in use.
 *
 * @param channel {@code stable}, {@code canary}, {@code previous} or {@code released}
 */
public record OtherVersion(String version, String channel) {}
