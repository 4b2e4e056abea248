import * as numbers from '../numbers.js';
import {bestClass, difference} from './answers.js';
import {infer} from './protocols.js';

/**
 * @typedef {import('../../../hearth.js').Model} Model
 * @typedef {import('../../../hearth.js').Fetches} Fetches
 */

/** @param {string} template */
const copyOf = (template) =>
  /** @type {HTMLElement} */ (
    /** @type {HTMLTemplateElement} */ (
      document.getElementById(template)
    ).content.firstElementChild?.cloneNode(true)
  );

/** Sends a model's inputs to a server as well, once a person allows it, and compares. */
export class ServerPanel {
  element = copyOf('t-server');
  #model;
  #endpoint;
  #onSent;
  /** @type {Map<string, string>} */
  #words = new Map();
  /** The last input that this device answered. @type {Fetches | null} */
  #feeds = null;
  /** It is to be sent once the one before is answered. */
  #isNews = false;
  /** @type {AbortController | null} */
  #asking = null;

  /**
   * @param {Model} model
   * @param {{url: string, protocol: string}} endpoint
   * @param {(bytes: number) => unknown} onSent told of each request before it leaves
   */
  constructor(model, endpoint, onSent) {
    this.#onSent = onSent;
    this.#model = model;
    this.#endpoint = endpoint;
    for (const term of copyOf('server-words').querySelectorAll('dt'))
      this.#words.set(term.dataset.word ?? '', term.nextElementSibling?.textContent ?? '');
    for (const host of this.element.querySelectorAll('.host'))
      host.textContent = new URL(endpoint.url, document.baseURI).host;
    this.#part('.allow').onclick = () => this.#allow();
    this.#part('.stop').onclick = () => this.#stop();
  }

  /** Takes an input that this device has answered. @param {{feeds: Fetches}} prediction */
  shown({feeds}) {
    this.#feeds = feeds;
    this.#isNews = true;
    this.#next();
  }

  /** Ends it with the view of the model. */
  end() {
    this.#asking?.abort();
    this.#mark(false);
  }

  /** @param {string} selector @returns {any} */
  #part(selector) {
    return this.element.querySelector(selector);
  }

  /** @param {string} word @param {...unknown} values */
  #say(word, ...values) {
    return (this.#words.get(word) ?? '').replace(/\{(\d)\}/g, (_, i) => String(values[i]));
  }

  get #isAllowed() {
    return this.element.dataset.server === 'on';
  }

  /** @param {boolean} isOn */
  #mark(isOn) {
    this.element.dataset.server = isOn ? 'on' : 'off';
    document.documentElement.toggleAttribute('data-sending', isOn);
  }

  #allow() {
    this.#mark(true);
    this.#part('.state').textContent = this.#feeds ? '' : this.#say('waiting');
    this.#part('.stop').focus();
    this.#next();
  }

  #stop() {
    this.#asking?.abort();
    this.#mark(false);
    this.#part('.state').textContent = this.#say('stopped');
    this.#part('.allow').focus();
  }

  #next() {
    if (!this.#isAllowed || !this.#feeds || !this.#isNews || this.#asking) return;
    const feeds = this.#feeds;
    this.#isNews = false;
    if (Object.keys(feeds).length === 0) {
      this.#part('.state').textContent = this.#say('several');
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    this.#part('.state').textContent = this.#say('asking');
    this.#compare(feeds, asking.signal)
      .catch((error) => {
        if (asking.signal.aborted) return;
        this.element.toggleAttribute('data-report', false);
        this.#part('.state').textContent = this.#say('failed', error.message);
      })
      .finally(() => {
        this.#asking = null;
        this.#next();
      });
  }

  /** @param {Fetches} feeds @param {AbortSignal} signal */
  async #compare(feeds, signal) {
    const {manifest, outputs} = this.#model;
    const names = outputs.map(({name}) => name);
    // One after the other: where both are on this machine, each would slow the other.
    const startedMs = performance.now();
    const here = await this.#model.run(feeds, {signal});
    const hereMs = performance.now() - startedMs;
    const there = await infer(this.#endpoint, manifest?.name ?? '', feeds, names, this.#onSent, signal);
    const {largest, problem} = difference(here, there.outputs);
    this.#row('.here', hereMs, bestClass(manifest, (name) => /** @type {any} */ (here[name]?.data)));
    this.#row('.there', there.tookMs, bestClass(manifest, (name) => there.outputs[name]?.values));
    this.#part('.difference').textContent = problem
      ? this.#say('unlike', problem)
      : this.#say('difference', numbers.difference(largest));
    this.element.dataset.largest = String(largest);
    this.#part('.sent').textContent = this.#say('sent', numbers.size(there.sentBytes));
    const isOther = there.version !== '' && there.version !== manifest?.version;
    this.#part('.state').textContent = isOther ? this.#say('version', there.version, manifest?.version) : '';
    this.element.toggleAttribute('data-report', true);
  }

  /** @param {string} selector @param {number} ms @param {{label: string, probability: number} | null} best */
  #row(selector, ms, best) {
    this.#part(`${selector} .time`).textContent = numbers.milliseconds(ms);
    this.#part(`${selector} .said`).textContent = best
      ? this.#say('said', best.label, numbers.fixed(best.probability * 100, 1))
      : '\u2013';
  }
}
