/**
 * @typedef {import('./rollout.js').Rollout} Rollout
 * @typedef {import('./rollout.js').Place} Place
 */

/** Looks for another version of an open model, at intervals and when its page comes to the fore. */
export class Following {
  #rollout;
  #model;
  #isWithdrawn = false;
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
   * @param {{move: (place: Place, rollout: Rollout, isBlocked: boolean) => Promise<void>,
   *     withdraw: (place: Place, cause: unknown) => void}} model goes over to another version, at once
   *     if its own is blocked; or has none any more
   */
  constructor(rollout, place, intervalMs, model) {
    this.#rollout = rollout;
    this.place = place;
    this.#model = model;
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

  /** Goes back to the version before, if there is one: this one fails. @param {unknown} error */
  leave(error) {
    if (this.#rollout.fails(this.place, error)) this.#quietly();
  }

  async #go() {
    this.#rollout.forgive();
    try {
      while (!(await this.#hasArrived()));
      this.#isWithdrawn = false;
    } catch (error) {
      if (!this.#isEnded && this.#rollout.blocks(this.place)) {
        this.#isWithdrawn = true;
        this.#model.withdraw(this.place, error);
      }
      throw error;
    }
  }

  /** Goes to the version that this device should use; false where another is to be tried. */
  async #hasArrived() {
    const place = await this.#rollout.locate();
    if (this.#isEnded) return true;
    const isBlocked = this.#rollout.blocks(this.place);
    if (this.#isWithdrawn || place.version !== this.place.version) {
      try {
        await this.#model.move(place, this.#rollout, isBlocked);
      } catch (error) {
        if (this.#rollout.fails(place, error) && isBlocked) return false;
        throw error;
      }
    }
    this.place = place;
    this.#rollout.serves(place);
    return true;
  }

  #whenSeen = () => {
    if (globalThis.document?.visibilityState === 'visible') this.#quietly();
  };

  // Without a connection there is no news; why a version was not taken is told by an event.
  #quietly = () => void this.look().catch(() => {});
}
