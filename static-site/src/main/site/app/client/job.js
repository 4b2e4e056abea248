import {refused} from './errors.js';

/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./inputs.js').Message} Message
 * @typedef {import('./port.js').Reply} Reply
 */

/** What a session waits for. */
export class Job {
  settled = false;
  /** Its message has left. */
  posted = false;
  retried = false;
  /** It was tried where others had failed, for want of another place. */
  forgave = false;
  /** @type {(reply: Reply) => void} */
  #resolve = () => {};
  /** @type {(error: unknown) => void} */
  #reject = () => {};
  /** @type {() => void} */
  #forget;

  /**
   * @param {Session} session
   * @param {string} kind of request; 'open' for none but having the model open
   * @param {((again: boolean) => Message | Promise<Message> | null) | null} prepare takes the input
   *     as it is; the second time, it may be gone: null
   * @param {AbortSignal | undefined} signal
   * @param {(job: Job) => void} abort
   */
  constructor(session, kind, prepare, signal, abort) {
    this.session = session;
    this.kind = kind;
    this.prepare = prepare;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const onAbort = () => abort(this);
    signal?.addEventListener('abort', onAbort);
    this.#forget = () => signal?.removeEventListener('abort', onAbort);
    session.waiting++;
    /** @type {Promise<Message | null>} */
    this.message = (async () => (await prepare?.(false)) ?? null)().catch((error) => {
      throw refused(error);
    });
    this.message.catch((error) => this.reject(error));
  }

  /** Makes it ready for its one retry; returns whether the input can be had again. */
  async renew() {
    this.retried = true;
    if (!this.posted || !this.prepare) return true;
    const message = Promise.resolve(this.prepare(true));
    this.message = message;
    return message.then(
      (found) => found !== null,
      () => false,
    );
  }

  /** @param {Reply} reply */
  resolve(reply) {
    this.#settle();
    this.#resolve(reply);
  }

  /** @param {unknown} error */
  reject(error) {
    this.#settle();
    this.#reject(error);
  }

  #settle() {
    if (this.settled) return;
    this.settled = true;
    this.session.waiting--;
    this.#forget();
  }
}

/** Frees the pictures of a message that nobody will get. @param {Message | null} message @returns {Reply} */
export function discard(message) {
  for (const item of message?.transfer ?? [])
    if ('close' in item && typeof item.close === 'function') item.close();
  return {};
}
