import {cancelled, HearthError, messageOf} from './errors.js';
import {kindOf} from './inputs.js';
import {Samples} from './samples.js';

/**
 * @typedef {import('../../hearth.js').StreamDetails} StreamDetails
 * @typedef {(result: any, details: StreamDetails) => unknown} Callback
 */

const LOOK_MS = 250;

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
  #others;
  /** @type {MediaStreamTrack | HTMLVideoElement | null} */
  #source = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  /** @type {Promise<void>} */
  done;

  /**
   * @param {number} mostUntaken how many results wait for whoever iterates; the oldest give way
   * @param {AbortSignal | undefined} signal
   * @param {Set<Live>} others the model's streams, this among them until it ends
   * @param {() => unknown} onEnd frees what the stream holds
   */
  constructor(mostUntaken, signal, others, onEnd) {
    this.#mostUntaken = mostUntaken;
    this.#others = others.add(this);
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

  /**
   * Ends with what it reads, which it looks at: no event tells of a track that its own page stops.
   *
   * @param {MediaStreamTrack | HTMLVideoElement} source
   */
  follow(source) {
    this.#source = source;
    this.#timer = setInterval(() => this.look(), LOOK_MS);
    this.look();
  }

  /** Ends if its source has. */
  look() {
    const source = /** @type {any} */ (this.#source);
    if (source?.error) this.end(unreadable('video', source.error.message));
    else if (
      source?.readyState === 'ended' ||
      source?.ended ||
      source?.srcObject?.active === false
    ) {
      this.end();
    }
  }

  stop() {
    this.end();
    return this.done;
  }

  /** @param {unknown} [error] */
  async end(error) {
    if (this.isEnded) return;
    this.isEnded = true;
    this.#others.delete(this);
    clearInterval(this.#timer);
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

/**
 * Returns what to read of a stream of media.
 *
 * @param {any} media
 * @param {'sound' | 'video'} what
 * @returns {MediaStreamTrack}
 */
export function trackOf(media, what) {
  const tracks = what === 'sound' ? media?.getAudioTracks : media?.getVideoTracks;
  if (!tracks) {
    const expected = what === 'sound' ? 'a MediaStream' : 'a MediaStream or a video element';
    throw new HearthError('INVALID_INPUT', `Expected ${expected}, found ${kindOf(media)}`);
  }
  const [track] = tracks.call(media);
  if (!track)
    throw new HearthError('INVALID_INPUT', `Expected a stream with ${what}, found none in it`);
  return track;
}

/** @param {'sound' | 'video'} what @param {unknown} cause */
export const unreadable = (what, cause) =>
  cause instanceof HearthError
    ? cause
    : new HearthError('INVALID_INPUT', `The ${what} could not be read: ${messageOf(cause)}`, {
        cause,
      });
