import {cancelled} from './errors.js';
import {Samples} from './samples.js';

/**
 * @typedef {import('../../hearth.js').StreamDetails} StreamDetails
 * @typedef {(result: any, details: StreamDetails) => unknown} Callback
 */

/**
 * What both kinds of stream share: the end, the figures, and the results for those who iterate.
 *
 * @implements {AsyncIterable<any>}
 */
export class Live {
  /** @type {any[]} */
  #untaken = [];
  #mostUntaken;
  #wake = () => {};
  /** @type {(error?: unknown) => void} */
  #finish;
  #latencies = new Samples();
  frames = 0;
  dropped = 0;
  isEnded = false;
  #onEnd;
  /** @type {Promise<void>} */
  done;

  /**
   * @param {number} mostUntaken how many results wait for whoever iterates; the oldest give way
   * @param {AbortSignal | undefined} signal
   * @param {() => unknown} onEnd frees what the stream holds
   */
  constructor(mostUntaken, signal, onEnd) {
    this.#mostUntaken = mostUntaken;
    const abort = () => void this.end(cancelled());
    this.#onEnd = () => {
      signal?.removeEventListener('abort', abort);
      return onEnd();
    };
    this.#finish = () => {};
    this.done = new Promise((resolve, reject) => {
      this.#finish = (error) => (error === undefined ? resolve() : reject(error));
    });
    signal?.addEventListener('abort', abort);
  }

  get stats() {
    return {frames: this.frames, dropped: this.dropped, latencies: this.#latencies.all};
  }

  stop() {
    this.end();
    return this.done;
  }

  /** @param {unknown} [error] */
  async end(error) {
    if (this.isEnded) return;
    this.isEnded = true;
    try {
      await this.#onEnd();
    } catch (failure) {
      error ??= failure;
    }
    this.#finish(error);
    this.#wake();
  }

  /** @param {any} result @param {StreamDetails} details @param {Callback | null | undefined} callback */
  async give(result, details, callback) {
    if (details.latencyMs !== undefined) this.#latencies.add(details.latencyMs);
    if (!callback) {
      this.#untaken.push(result);
      if (this.#untaken.length > this.#mostUntaken) this.#untaken.shift();
      this.#wake();
    }
    await callback?.(result, details);
  }

  async *[Symbol.asyncIterator]() {
    try {
      for (;;) {
        while (this.#untaken.length > 0) yield this.#untaken.shift();
        if (this.isEnded) return await this.done;
        await /** @type {Promise<void>} */ (new Promise((resolve) => (this.#wake = resolve)));
      }
    } finally {
      await this.stop();
    }
  }
}
