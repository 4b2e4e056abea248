package dev.hearth.app.client;

/**
 * The version of a model that serves.
 *
 * @param channel {@code stable}; {@code canary}: this device is among those that try it; {@code
 *     previous}: the stable one failed here; {@code pinned}: it was asked for
 * @param signed true if the site's release key has signed what it offers
 */
public record Release(String version, String channel, boolean signed) {}
