package dev.hearth.app.client;

/**
 * A version of a model that may be opened.
 *
 * @param channel {@code stable}, {@code canary}, {@code previous} or {@code released}
 */
public record Offered(String version, String channel) {}
