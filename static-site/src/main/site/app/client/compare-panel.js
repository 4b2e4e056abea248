import {isSoundTask} from './inputs.js';
import {fixed, milliseconds} from './numbers.js';

/**
 * @typedef {import('../../hearth.js').Model} Model
 * @typedef {import('../../hearth.js').Comparison} Comparison
 * @typedef {import('../../hearth.js').ComparedModel} ComparedModel
 * @typedef {import('../../hearth.js').ComparisonReport} ComparisonReport
 * @typedef {import('../../hearth.js').OfferedVersion} OfferedVersion
 */

/** Between two looks at a report: a screen reader says what is new in it. */
const PAUSE_MS = 1000;
const URL_LIFE_MS = 60_000;

/**
 * Adds the panel of an opened model to the page.
 *
 * @param {HTMLElement} slot
 * @param {Model} model
 * @param {() => Promise<OfferedVersion[]>} versions those that may be opened
 */
export function attach(slot, model, versions) {
  const panel = new ComparePanel(copyOf('t-compare'), model, versions);
  slot.append(panel.element);
}

/** @param {string} template */
const copyOf = (template) =>
  /** @type {HTMLElement} */ (
    /** @type {HTMLTemplateElement} */ (document.getElementById(template)).content.firstElementChild
  ).cloneNode(true);

class ComparePanel {
  #model;
  #versions;
  /** @type {Map<string, string>} */
  #words = new Map();
  #opening = new AbortController();
  /** @type {Comparison | null} */
  #comparison = null;
  #isStopped = false;
  #fileName = '';
  #shownDifference = 0;
  /** Something has changed since it was shown. */
  #isNews = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Node} element
   * @param {Model} model
   * @param {() => Promise<OfferedVersion[]>} versions
   */
  constructor(element, model, versions) {
    this.element = /** @type {HTMLDetailsElement} */ (element);
    this.#model = model;
    this.#versions = versions;
    const terms = /** @type {HTMLElement} */ (copyOf('compare-words')).querySelectorAll('dt');
    for (const term of terms) {
      this.#words.set(term.textContent, term.nextElementSibling?.textContent ?? '');
    }
    this.#part('.sounds').hidden = !isSoundTask(model.manifest?.task ?? '');
    this.element.addEventListener('toggle', () => this.#list());
    this.#part('.start').onclick = () => this.#start();
    this.#part('.stop').onclick = () => this.#stop();
    this.#part('.export').onclick = () => this.#export();
    this.#list();
  }

  /** @param {string} selector @returns {any} */
  #part(selector) {
    return this.element.querySelector(selector);
  }

  /** @param {string} name @param {...unknown} values */
  #say(name, ...values) {
    const words = this.#words.get(name) ?? String(values[0]);
    return words.replace(/\{(\d)\}/g, (_, i) => String(values[i]));
  }

  async #list() {
    const all = await this.#versions().catch(() => null);
    // The list stays as it was where the site does not answer.
    if (!all || this.#isBusy) return;
    const now = this.#model.manifest?.version;
    const select = this.#part('select');
    const chosen = select.value;
    const others = all.filter(({version}) => version !== now);
    select.replaceChildren(
      ...others.map(({version, channel}) => new Option(this.#say(channel, version), version)),
    );
    if (others.some(({version}) => version === chosen)) select.value = chosen;
    this.#part('.start').disabled = others.length === 0;
  }

  get #isBusy() {
    return ['loading', 'running'].includes(this.element.dataset.compare ?? '');
  }

  /** @param {'idle' | 'loading' | 'running' | 'ended'} state @param {string} words */
  #enter(state, words) {
    this.element.dataset.compare = state;
    this.#part('.state').textContent = words;
    this.#part('select').disabled = this.#isBusy;
  }

  async #start() {
    const version = this.#part('select').value;
    const {name, version: mine} = this.#model.manifest ?? {};
    this.#opening = new AbortController();
    this.#isStopped = false;
    this.#shownDifference = 0;
    this.#enter('loading', this.#say('loading', version));
    this.#part('.stop').focus();
    try {
      const comparison = await this.#model.compareWith({
        version,
        signal: this.#opening.signal,
        onChange: () => this.#changed(),
      });
      this.#comparison = comparison;
      this.#fileName = `${name}-${mine}-and-${version}.json`;
      this.#enter('running', this.#say('running', version));
      this.#look();
      void comparison.done.then(() => this.#ended(comparison.report.because));
    } catch (/** @type {any} */ error) {
      const known = this.#words.has(error.code) ? error.code : 'other';
      this.#enter('idle', this.#say(known, error.message));
      this.#part('.start').focus();
    }
  }

  #stop() {
    this.#isStopped = true;
    this.#opening.abort();
    void this.#comparison?.end();
  }

  /** @param {string} because */
  #ended(because) {
    this.#look();
    this.#enter('ended', this.#isStopped ? this.#say('stopped') : this.#say('ended', because));
    if (this.#isStopped) this.#part('.start').focus();
  }

  #export() {
    const json = JSON.stringify(this.#comparison?.report, null, 2);
    const link = document.createElement('a');
    link.download = this.#fileName;
    link.href = URL.createObjectURL(new Blob([json], {type: 'application/json'}));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), URL_LIFE_MS);
  }

  #changed() {
    this.#isNews = true;
    if (this.#timer !== undefined) return;
    this.#look();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isNews) this.#changed();
    }, PAUSE_MS);
  }

  #look() {
    this.#isNews = false;
    if (!this.#comparison) return;
    const {first, other, inputs, agreement, disagreements} = this.#comparison.report;
    this.#row('.first', first);
    this.#row('.other', other);
    const shares = [agreement.rate, agreement.low, agreement.high].map(percent);
    this.#part('.agreement').textContent =
      inputs.compared > 0
        ? this.#say('agreement', agreement.agreed, inputs.compared, ...shares)
        : this.#say('nothing');
    const failed = first.failures + other.failures;
    this.#part('.left').textContent =
      inputs.skipped + failed > 0
        ? this.#say(failed > 0 ? 'failed' : 'skipped', inputs.skipped, failed)
        : '';
    const last = disagreements.at(-1);
    if ((last?.input ?? 0) === this.#shownDifference && last) return;
    this.#shownDifference = last?.input ?? 0;
    this.#part('.difference').textContent = last
      ? this.#say('difference', this.#said(last.first), this.#said(last.other))
      : '';
  }

  /** @param {string} selector @param {ComparedModel} side */
  #row(selector, {version, totalMs}) {
    const [name, median, p95] = this.#part(selector).children;
    name.textContent = version;
    median.textContent = totalMs ? milliseconds(totalMs.median) : '\u2013';
    p95.textContent = totalMs ? milliseconds(totalMs.p95) : '\u2013';
  }

  /**
   * What a result says in a few words: the best class, the word for each gap, a value; "\u2013" of
   * what takes more.
   *
   * @param {any} result
   */
  #said(result) {
    const {words = [], result: found = result} = result ?? {};
    if (words.length > 0) return words.map((/** @type {any} */ {label}) => label).join(' ');
    if (found?.unit !== undefined) return `${fixed(found.value, 2)} ${found.unit}`.trim();
    if (!Array.isArray(found)) return '\u2013';
    const best = Array.isArray(found[0]) ? found.map(([word]) => word) : found.slice(0, 1);
    if (best.length === 0) return this.#say('silence');
    if (!best.every(({label}) => label)) return '\u2013';
    return best
      .map(({label, probability, score}) => this.#say('said', label, percent(probability ?? score)))
      .join(', ');
  }
}

/** @param {number | null} share */
const percent = (share) => Math.floor((share ?? 0) * 100);
