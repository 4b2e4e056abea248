import {Samples} from './samples.js';

const MOST_ERRORS = 10;

/** What a comparison notes of one of its two models. */
export class Side {
  #times = {
    preprocessMs: new Samples(),
    runMs: new Samples(),
    postprocessMs: new Samples(),
    totalMs: new Samples(),
  };
  /** @type {Map<string, import('../../hearth.js').ComparedPlan>} */
  #plans = new Map();
  #failures = 0;
  /** @type {import('../../hearth.js').ComparedModel['errors']} */
  #errors = [];
  #of;

  /** @param {import('../../hearth.js').Model | null} model null while it loads */
  constructor(model) {
    this.url = model?.url ?? null;
    const {name, version} = model?.manifest ?? {};
    this.#of = {name: name ?? null, version: version ?? null, url: this.url};
  }

  /**
   * Notes an input that both have tried.
   *
   * @param {import('./port.js').Reply} reply
   * @param {import('../../hearth.js').Plan} plan
   */
  count({timings, tookMs}, {runtime, provider, variant, threads}) {
    for (const [name, ms] of Object.entries({...timings, totalMs: tookMs})) {
      this.#times[/** @type {'totalMs'} */ (name)]?.add(ms);
    }
    const key = [provider, variant, threads].join();
    const known = this.#plans.get(key) ?? {runtime, provider, variant, threads, inputs: 0};
    this.#plans.set(key, {...known, inputs: known.inputs + 1});
  }

  /** @param {any} error */
  failed({code, message}) {
    this.#failures++;
    this.#errors.push({code, message});
    if (this.#errors.length > MOST_ERRORS) this.#errors.shift();
  }

  /** @returns {import('../../hearth.js').ComparedModel} */
  get report() {
    const {preprocessMs, runMs, postprocessMs, totalMs} = this.#times;
    return {
      ...this.#of,
      plans: [...this.#plans.values()].map((plan) => ({...plan})),
      failures: this.#failures,
      errors: this.#errors.map((error) => ({...error})),
      preprocessMs: preprocessMs.summary,
      runMs: runMs.summary,
      postprocessMs: postprocessMs.summary,
      totalMs: totalMs.summary,
    };
  }
}
