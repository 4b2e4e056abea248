/** @typedef {import('../../hearth.js').Disagreement} Disagreement */

const MOST_DISAGREEMENTS = 20;
/** 95 % of a normal distribution lie within so many standard deviations. */
const DEVIATIONS = 1.959964;

/** How often two models agreed, and how far apart they were. */
export class Tally {
  compared = 0;
  #agreed = 0;
  #sum = 0;
  #known = 0;
  #largest = 0;
  /** @type {Disagreement[]} */
  #disagreements = [];

  /**
   * @param {import('./agreement.js').Verdict} verdict
   * @param {() => Omit<Disagreement, 'difference'>} tell what to keep of a disagreement
   */
  count({agrees, difference}, tell) {
    const isKnown = Number.isFinite(difference);
    this.compared++;
    if (isKnown) {
      this.#sum += difference;
      this.#known++;
      this.#largest = Math.max(this.#largest, difference);
    }
    if (agrees) {
      this.#agreed++;
      return;
    }
    this.#disagreements.push({...tell(), difference: isKnown ? difference : null});
    if (this.#disagreements.length > MOST_DISAGREEMENTS) this.#disagreements.shift();
  }

  get agreement() {
    return {agreed: this.#agreed, ...wilson(this.#agreed, this.compared)};
  }

  get difference() {
    return this.#known > 0
      ? {mean: this.#sum / this.#known, largest: this.#largest}
      : {mean: null, largest: null};
  }

  /** Copies. */
  get disagreements() {
    return structuredClone(this.#disagreements);
  }
}

/**
 * Returns the share that agreed and the bounds, by Wilson, that hold it with 95 % confidence.
 *
 * @param {number} agreed
 * @param {number} compared
 */
function wilson(agreed, compared) {
  if (compared === 0) return {rate: null, low: null, high: null};
  const rate = agreed / compared;
  const spread = DEVIATIONS ** 2 / compared;
  const centre = (rate + spread / 2) / (1 + spread);
  const reach =
    (DEVIATIONS / (1 + spread)) * Math.sqrt((rate * (1 - rate) + spread / 4) / compared);
  return {rate, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach)};
}
