/**
 * @typedef {import('./rollout.js').Rollout} Rollout
 * @typedef {import('./rollout.js').Place} Place
 */

/** Looks for another version of an open model, at intervals and when its page comes to the fore. */
export class Following {
  #rollout;
  #move;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  /** @type {Promise<void> | null} */
  #looking = null;
  #isEnded = false;
  place;

  /**
   * @param {Rollout} rollout
   * @param {Place} place where the model was opened
   * @param {number} intervalMs 0 or less: only when asked
   * @param {(place: Place) => Promise<void>} move goes over to another version
   */
  constructor(rollout, place, intervalMs, move) {
    this.#rollout = rollout;
    this.place = place;
    this.#move = move;
    if (intervalMs > 0) {
      this.#timer = setInterval(this.#quietly, intervalMs);
      /** @type {any} */ (this.#timer).unref?.(); // Node would wait for it.
      globalThis.document?.addEventListener?.('visibilitychange', this.#whenSeen);
    }
  }

  /** Looks now; resolves when the model is of the version that this device should use. */
  look() {
    return (this.#looking ??= this.#go().finally(() => (this.#looking = null)));
  }

  end() {
    this.#isEnded = true;
    clearInterval(this.#timer);
    globalThis.document?.removeEventListener?.('visibilitychange', this.#whenSeen);
  }

  async #go() {
    const place = await this.#rollout.locate();
    if (this.#isEnded) return;
    if (place.version !== this.place.version) {
      try {
        await this.#move(place);
      } catch (error) {
        this.#rollout.fails(place, error);
        throw error;
      }
    }
    this.place = place;
    this.#rollout.serves(place);
  }

  #whenSeen = () => {
    if (globalThis.document?.visibilityState === 'visible') this.#quietly();
  };

  // Without a connection there is no news; why a version was not taken is told by an event.
  #quietly = () => void this.look().catch(() => {});
}
