package dev.hearth.app.client;

/** Hears what becomes of a model's versions. Must not block. */
public interface ReleaseListener {
  /**
   * Called for each change.
   *
   * @param state {@code loading}: another version is loaded beside; {@code switched}: it serves
   *     now; {@code rejected}: it failed here; others as hearth.d.ts says
   * @param reason why it failed; "" where it did not
   */
  void onVersion(String state, String version, String reason);
}
