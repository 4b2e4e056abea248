import {cancelled, EngineEnded, HearthError, messageOf} from './errors.js';
import {discard, Job} from './job.js';
import {pagePort, workerPort} from './port.js';

/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./inputs.js').Message} Message
 * @typedef {import('./port.js').Port} Port
 * @typedef {import('./port.js').Reply} Reply
 */

let lastId = 0;

/**
 * One worker, or the page's own thread, and the models that live in it. Requests wait here and are
 * posted one at a time, so that those that wait outlive the worker: when it is ended, the next
 * request starts another and opens its model there.
 */
export class Host {
  #base;
  /** @type {Port | null} */
  #port = null;
  /** Why there is no worker. */
  #refusal;
  /** The port of now has sent something. */
  #spoke = false;
  #hasStarted = false;
  #endedBecause = '';
  /** @type {Set<Session>} */
  #sessions = new Set();
  /** Those loaded in the port of now. @type {Set<Session>} */
  #open = new Set();
  /** @type {Job[]} */
  #queue = [];
  /** @type {Job | null} */
  #job = null;
  #draining = false;
  /** @type {{id: number, session: Session, resolve: (reply: Reply) => void, reject: (error: unknown) => void} | null} */
  #pending = null;
  /** @type {{session: Session, kind: string, limit: number} | null} */
  #watched = null;
  #lastSign = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** When the timer ends; never, if it is not set. */
  #due = Infinity;
  /** @param {URL} base @param {boolean} inWorker */
  constructor(base, inWorker) {
    this.#base = base;
    this.#refusal = inWorker ? '' : 'the page asked for none';
  }

  /** Whether the models run in a worker; if not, why. */
  get worker() {
    return {used: this.#refusal === '', reason: this.#refusal};
  }

  /** @param {Session} session */
  add(session) {
    this.#sessions.add(session);
  }

  /** Whether several models live here, beside each other. */
  get isShared() {
    return this.#sessions.size > 1;
  }

  /** @param {Session} session */
  isOpen(session) {
    return this.#open.has(session);
  }

  /**
   * Asks the engine, after all that was asked before, and with the model open.
   *
   * @param {Session} session
   * @param {string} kind
   * @param {Job['prepare']} [prepare]
   * @param {AbortSignal} [signal]
   * @returns {Promise<Reply>}
   */
  async call(session, kind, prepare = null, signal = undefined) {
    if (signal?.aborted) throw cancelled();
    const job = new Job(session, kind, prepare, signal, (aborted) => this.#abort(aborted));
    this.#queue.push(job);
    this.#drain();
    return job.answer;
  }

  /** Frees a model's memory, after what it is doing. @param {Session} session @param {string} reason */
  async sleep(session, reason) {
    session.sleepReason = reason;
    await this.call(session, 'sleep');
  }

  /**
   * Hands the engine something it does not answer.
   *
   * @param {Session} session
   * @param {string} kind
   * @param {Message} message
   */
  tell(session, kind, {fields, transfer}) {
    if (!this.#open.has(session)) return false;
    this.#port?.post({model: session.number, kind, ...fields}, transfer);
    return true;
  }

  /** Ends a model: at once if no other lives here. @param {Session} session */
  async remove(session) {
    if (!this.#sessions.delete(session)) return;
    const closed = cancelled('The model was closed.');
    for (const job of this.#queue.filter((one) => one.session === session)) this.#give(job, closed);
    if (this.#job?.session === session) this.#job.reject(closed);
    if (this.#sessions.size === 0 && this.#port?.end)
      this.#lose(new EngineEnded('CANCELLED', closed.message));
    else if (this.#open.has(session) || this.#pending?.session === session)
      await this.call(session, 'close');
  }

  async #drain() {
    if (this.#draining) return;
    this.#draining = true;
    for (let job; (job = this.#queue.shift()); ) {
      this.#job = job;
      try {
        job.resolve(await this.#serve(job));
      } catch (error) {
        job.reject(error);
      }
      this.#job = null;
    }
    this.#draining = false;
  }

  /** @param {Job} job @returns {Promise<Reply>} */
  async #serve(job) {
    const {session, kind} = job;
    for (;;) {
      try {
        if (kind === 'close' || kind === 'sleep') return await this.#unload(session, kind);
        const message = await job.message;
        if (job.settled) return discard(message);
        await this.#ready(job);
        if (kind === 'open') return {};
        if (job.settled) return discard(message);
        job.posted = true;
        return await this.#exchange(session, kind, message ?? {fields: {}, transfer: []});
      } catch (error) {
        if (!(error instanceof EngineEnded)) throw error;
        if (error.refused) continue;
        session.drop(error.rejected);
        if (!error.retry || job.retried || job.settled || !(await job.renew())) throw error;
      }
    }
  }

  /** Has the engine running and the job's model open in it. @param {Job} job */
  async #ready(job) {
    const {session} = job;
    this.#port ??= await this.#start();
    if (this.#open.has(session)) return;
    if (!this.#sessions.has(session)) throw cancelled('The model was closed.');
    session.makeRoom();
    const opened = await this.#load(job);
    this.#open.add(session);
    session.opened(opened, this.worker);
    if (session.live) await this.#exchange(session, 'listen', session.live);
  }

  /** @param {Job} job */
  async #load(job) {
    const {session} = job;
    try {
      return await this.#exchange(session, 'open', session.openRequest());
    } catch (error) {
      // A worker may end for reasons that are not its model's, such as the page's memory.
      if (error instanceof EngineEnded || !session.forgive(job)) throw error;
      return this.#exchange(session, 'open', session.openRequest());
    }
  }

  /** @param {Session} session @param {string} kind @returns {Promise<Reply>} */
  async #unload(session, kind) {
    if (!this.#open.has(session)) return {};
    if (kind === 'sleep') session.fellAsleep();
    if (this.#open.size === 1 && this.#port?.end) {
      this.#end('');
      return {};
    }
    this.#open.delete(session);
    session.unloaded();
    return this.#exchange(session, 'close', {fields: {}, transfer: []});
  }

  /** @returns {Promise<Port>} */
  async #start() {
    if (this.worker.used) {
      try {
        this.#spoke = false;
        const port = workerPort(this.#base, this.#receive, (reason) => this.#failed(reason));
        if (this.#endedBecause) this.#announce('restarted', this.#endedBecause);
        return port;
      } catch (error) {
        this.#refuse(messageOf(error));
      }
    }
    try {
      return await pagePort(this.#base, this.#receive);
    } catch (cause) {
      throw new HearthError('NETWORK', `The engine could not be loaded: ${messageOf(cause)}`, {
        cause,
      });
    }
  }

  /** @param {string} reason */
  #refuse(reason) {
    this.#refusal = `no worker could be started: ${reason}`;
    this.#announce('unavailable', reason);
  }

  /** @param {'started' | 'restarted' | 'unavailable'} state @param {string} reason */
  #announce(state, reason) {
    for (const session of this.#sessions) {
      if (state === 'restarted') session.counts.restarts++;
      session.emit({type: 'worker', state, reason});
    }
  }

  /**
   * @param {Session} session
   * @param {string} kind
   * @param {Message} message
   * @returns {Promise<Reply>}
   */
  async #exchange(session, kind, {fields, transfer}) {
    const port = /** @type {Port} */ (this.#port);
    const startedMs = performance.now();
    try {
      const reply = await new Promise((resolve, reject) => {
        const id = ++lastId;
        this.#pending = {id, session, resolve, reject};
        try {
          port.post({id, model: session.number, kind, ...fields}, transfer);
        } catch (cause) {
          reject(
            new HearthError(
              'INVALID_INPUT',
              `The input cannot be handed to the engine: ${messageOf(cause)}`,
              {cause},
            ),
          );
        }
        // Afterwards: the engine is at work meanwhile.
        this.#watch(session, kind);
      });
      return Object.assign(reply, {tookMs: performance.now() - startedMs});
    } finally {
      this.#pending = null;
      if (this.#sessions.size === 0) this.#rest();
    }
  }

  #receive = (/** @type {Reply} */ reply) => {
    if (!this.#spoke) this.#heardFirst();
    this.#lastSign = performance.now();
    if (reply.id === undefined) {
      for (const session of this.#sessions)
        if (session.number === reply.model) session.receive(reply);
      return;
    }
    const pending = this.#pending;
    if (reply.id !== pending?.id) return;
    if (reply.error) pending?.reject(this.#failure(reply.error));
    else pending?.resolve(reply);
  };

  /** It is there: what is refused never speaks. */
  #heardFirst() {
    this.#spoke = true;
    if (this.worker.used && !this.#hasStarted) this.#announce('started', '');
    this.#hasStarted = true;
  }

  /** @param {{code: import('./errors.js').ErrorCode, message: string, dropped?: import('./errors.js').Rejection[], restart?: boolean}} error */
  #failure({code, message, dropped = [], restart}) {
    if (!restart) return new HearthError(code, message, {rejected: dropped});
    this.#end(message);
    return new EngineEnded(code, message, {retry: true, dropped});
  }

  /** @param {string} reason */
  #failed(reason) {
    if (!this.#spoke) {
      this.#refuse(reason);
      this.#lose(new EngineEnded('RUNTIME_FAILED', reason, {refused: true}));
      return;
    }
    const message = `The worker died: ${reason}`;
    const guilty = this.#pending?.session ?? [...this.#open].find((session) => session.live);
    const dropped = guilty?.blame('RUNTIME_FAILED', message) ?? [];
    if (!this.#pending) guilty?.drop(dropped);
    this.#lose(new EngineEnded('RUNTIME_FAILED', message, {retry: true, dropped}));
  }

  /** Ends an engine that gives no sign of life. @param {Session} session @param {string} kind */
  #watch(session, kind) {
    this.#watched = {session, kind, limit: Math.min(session.timeoutMs, 0x7fffffff)};
    this.#lastSign = performance.now();
    // A timer that is set stays: one for each request would cost more than the rest of it.
    if (this.#due > this.#lastSign + this.#watched.limit) this.#wake(this.#watched.limit);
  }

  /** @param {number} ms */
  #wake(ms) {
    clearTimeout(this.#timer);
    this.#due = performance.now() + ms;
    this.#timer = setTimeout(() => this.#check(), ms);
  }

  #rest() {
    clearTimeout(this.#timer);
    this.#due = Infinity;
  }

  #check() {
    const late = performance.now() - this.#due;
    this.#due = Infinity;
    if (!this.#pending || !this.#watched) return;
    // The whole page stood still, as when a lid is closed: the engine stood still with it.
    if (late > 1000) this.#lastSign = performance.now();
    const {session, kind, limit} = this.#watched;
    const left = this.#lastSign + limit - performance.now();
    if (left > 0) this.#wake(left);
    else this.#hung(session, kind);
  }

  /** @param {Session} session @param {string} kind */
  #hung(session, kind) {
    const silence = `the engine gave no sign of life for ${session.timeoutMs} ms`;
    if (!this.#port?.end) {
      this.#pending?.reject(
        new HearthError(
          'TIMEOUT',
          `${silence}; on the page's own thread only reloading the page ends it`,
        ),
      );
    } else if (kind === 'open' && session.isDownloading) {
      this.#lose(new EngineEnded('NETWORK', `The download stands still: ${silence}`));
    } else {
      const dropped = session.blame('TIMEOUT', silence);
      this.#lose(new EngineEnded('TIMEOUT', silence, {retry: dropped.length > 0, dropped}));
    }
  }

  /** @param {Job} job */
  #abort(job) {
    this.#give(job, cancelled());
    if (this.#job === job && this.#pending && this.#port?.end) {
      this.#lose(new EngineEnded('CANCELLED', 'a call was cancelled'));
    }
  }

  /** Rejects a job; one that waits is taken back. @param {Job} job @param {HearthError} error */
  #give(job, error) {
    const waiting = this.#queue.indexOf(job);
    if (waiting >= 0) {
      this.#queue.splice(waiting, 1);
      job.message.then(discard, () => {});
    }
    job.reject(error);
  }

  /** @param {EngineEnded} error */
  #lose(error) {
    const pending = this.#pending;
    this.#end(error.message);
    pending?.reject(error);
  }

  /** @param {string} reason why another start is news; empty if it is none */
  #end(reason) {
    this.#endedBecause = reason;
    this.#rest();
    this.#port?.end?.();
    if (this.#port?.end) this.#port = null;
    for (const session of this.#open) session.unloaded();
    this.#open.clear();
  }
}
