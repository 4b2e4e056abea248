package dev.hearth.app.engine;

/** A stream of live sound on its way through a model. */
interface Hearing {
  /**
   * Takes the next samples, mono, -1 to 1, and tells what they are.
   *
   * @param behind true if so much sound waits already that predictions are left out
   */
  void hear(float[] samples, boolean behind);
}
