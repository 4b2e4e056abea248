const KEPT = 100;

/** The last hundred of a series of times. */
export class Samples {
  /** @type {number[]} */
  #values = [];
  #next = 0;

  /** @param {number} value */
  add(value) {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % KEPT;
  }

  /** Oldest first. */
  get all() {
    return this.#values.length < KEPT
      ? [...this.#values]
      : [...this.#values.slice(this.#next), ...this.#values.slice(0, this.#next)];
  }

  /** Null where there are none. */
  get summary() {
    const all = this.all;
    if (all.length === 0) return null;
    const sorted = [...all].sort((a, b) => a - b);
    const at = (/** @type {number} */ share) => sorted[Math.ceil(share * sorted.length) - 1];
    return {last: all[all.length - 1], median: at(0.5), p95: at(0.95)};
  }
}
