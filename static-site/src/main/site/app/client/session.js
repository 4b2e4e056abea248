import {HearthError, messageOf} from './errors.js';
import {Samples} from './samples.js';
import {noteKept, wasKept} from './storage.js';

/**
 * @typedef {import('../../hearth.js').ModelEvent} ModelEvent
 * @typedef {import('../../hearth.js').Plan} Plan
 * @typedef {import('../../hearth.js').Rejection} Rejection
 * @typedef {import('../../hearth.js').OpenOptions} OpenOptions
 * @typedef {import('./port.js').Reply} Reply
 * @typedef {{base: string, url?: string, sha256?: string, files?: {path: string, data: Blob, sha256?: string}[], description?: string, manifest?: string}} Source
 */

const DEFAULT_TIMEOUT_MS = 60_000;

/** @typedef {{provider: string, variant: string}} Candidate @param {Candidate} one @param {Candidate} other */
const isAt = (one, other) => one.provider === other.provider && one.variant === other.variant;

let lastNumber = 0;

/** All that is known of one model, wherever it is loaded just now, and what to load it anew with. */
export class Session {
  number = ++lastNumber;
  /** Jobs not done yet. */
  waiting = 0;
  /** Outputs kept on the device and not closed. */
  keptTensors = 0;
  /** Grows whenever what it kept on the device is lost. */
  epoch = 0;
  /** What to listen with again after a restart. @type {import('./inputs.js').Message | null} */
  live = null;
  /** @type {((event: Reply) => void) | null} */
  onHeard = null;
  /** Told when all is there and a runtime begins with it. @type {(() => void) | null} */
  onBegin = null;
  /** Arrays of past feeds, to copy the next into: fresh memory costs more than the copying. @type {Record<string, any>} */
  spare = {};
  lastUsed = 0;
  bytes = 0;
  counts = {runs: 0, restarts: 0, failovers: 0};
  times = {
    preprocessMs: new Samples(),
    runMs: new Samples(),
    postprocessMs: new Samples(),
    totalMs: new Samples(),
  };
  /** @type {Plan | null} */
  plan = null;
  /** @type {any} */
  manifest = null;
  /** @type {import('../../hearth.js').Transfer | null} */
  transfer = null;
  /** @type {readonly import('../../hearth.js').TensorInfo[]} */
  inputs = [];
  /** @type {readonly import('../../hearth.js').TensorInfo[]} */
  outputs = [];
  isAsleep = false;
  sleepReason = '';
  /** What must not be tried again, and why. @type {Rejection[]} */
  rejections = [];
  /** What was rejected since it was last asked to be opened. @type {Rejection[]} */
  triedInVain = [];
  /** Of a candidate that came back after them, as a lost device may. @type {Set<Rejection>} */
  #outlived = new Set();
  /** The candidate being tried or used. @type {{provider: string, variant: string} | null} */
  #tried = null;
  #stage = '';
  #source;
  #options;
  #budget;

  /**
   * @param {Source} source
   * @param {OpenOptions} options
   * @param {import('./budget.js').Budget} budget
   */
  constructor(source, options, budget) {
    this.#source = source;
    this.#options = options;
    this.#budget = budget;
    this.timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  get task() {
    return /** @type {string} */ (this.manifest?.task ?? 'tensors');
  }

  /** Where its manifest is; null for a model of files. */
  get url() {
    return this.#source.url ?? null;
  }

  get isDownloading() {
    return this.#stage === 'MANIFEST' || this.#stage === 'DOWNLOAD';
  }

  /** What opens it, as it was: where it ran well before, its goldens need not be run again. */
  openRequest() {
    const {provider = '', variant = '', threads = 0, selfTest = true, keep = false} = this.#options;
    this.#tried = null;
    this.#stage = '';
    this.triedInVain = [];
    return {
      fields: {
        ...this.#source,
        provider: String(provider),
        variant,
        threads,
        keep,
        goldens: selfTest,
        timeoutMs: this.timeoutMs,
        exclude: this.rejections.filter((one) => !this.#outlived.has(one)),
        tested: this.plan && {provider: this.plan.provider, variant: this.plan.variant},
      },
      transfer: [],
    };
  }

  makeRoom() {
    this.#budget.makeRoom(this);
  }

  /** @param {Reply} reply @param {{used: boolean, reason: string}} worker */
  opened(reply, worker) {
    if (reply.manifest) {
      try {
        this.manifest = JSON.parse(reply.manifest);
      } catch (cause) {
        throw new HearthError(
          'MANIFEST_INVALID',
          `manifest.json is not JSON: ${messageOf(cause)}`,
          {cause},
        );
      }
    }
    this.inputs = reply.inputs;
    this.outputs = reply.outputs;
    this.bytes = reply.bytes;
    this.#came(reply);
    this.moved(reply.plan, worker);
    if (this.isAsleep) {
      this.isAsleep = false;
      this.emit({type: 'worker', state: 'awake', reason: 'it was called'});
    }
    this.makeRoom();
  }

  /** Notes where its bytes came from. @param {Reply} reply */
  #came({transfer, plan}) {
    const before = this.transfer;
    this.transfer = transfer ? Object.freeze(transfer) : null;
    if (!transfer || !this.url) return;
    const {networkBytes, repairedBytes, refusal} = transfer;
    const isSame = before && !before.refusal && this.plan?.variant === plan.variant;
    const gone = networkBytes - repairedBytes;
    const {variant} = plan;
    const whole = {variant, bytes: networkBytes + transfer.deviceBytes};
    // Where nothing is kept any more, nobody knows.
    if ((isSame || (!refusal && wasKept(this.url, whole))) && gone > 0) {
      const reason = `${gone} bytes that this device had kept were gone`;
      this.emit({type: 'transfer', state: 'EVICTED', reason});
    }
    if (!before && !refusal) noteKept(this.url, whole);
  }

  /** Takes over where it runs now. @param {Omit<Plan, 'worker'>} plan @param {{used: boolean, reason: string}} worker */
  moved(plan, worker) {
    const before = this.plan;
    if (before && !isAt(before, plan)) this.counts.failovers++;
    this.drop(plan.rejected);
    for (const one of this.rejections) if (isAt(one, plan)) this.#outlived.add(one);
    this.#tried = {provider: plan.provider, variant: plan.variant};
    this.plan = Object.freeze({
      ...plan,
      rejected: Object.freeze([...this.rejections]),
      worker: Object.freeze(worker),
    });
  }

  /** Notes a run that succeeded. @param {Record<string, number>} timings @param {number} tookMs */
  count(timings, tookMs) {
    this.counts.runs++;
    for (const [name, ms] of Object.entries({...timings, totalMs: tookMs})) {
      this.times[/** @type {keyof Session['times']} */ (name)]?.add(ms);
    }
  }

  fellAsleep() {
    this.isAsleep = true;
    this.emit({type: 'worker', state: 'asleep', reason: this.sleepReason});
  }

  /** It was ended with its worker, or closed there. */
  unloaded() {
    this.epoch++;
    this.keptTensors = 0;
    this.spare = {};
  }

  /** Says that the candidate being tried or used failed, and returns that. @param {import('./errors.js').ErrorCode} code @param {string} reason */
  blame(code, reason) {
    if (!this.#tried) return [];
    const rejection = {...this.#tried, code, reason};
    this.emit({type: 'plan', state: this.plan ? 'LOST' : 'REJECTED', ...rejection});
    return [rejection];
  }

  /** Keeps from trying these again. @param {readonly Rejection[]} rejections */
  drop(rejections) {
    for (const one of rejections) {
      const known = this.rejections.find((other) => isAt(other, one) && other.code === one.code);
      if (known) this.#outlived.delete(known);
      else this.rejections.push(one);
    }
  }

  /** Has nothing left: whether a job may try once more where it served well until its worker ended. @param {import('./job.js').Job} job */
  forgive(job) {
    const {plan} = this;
    if (!plan || job.forgave) return false;
    job.forgave = true;
    const own = this.rejections.filter((one) => isAt(one, plan));
    for (const one of own) this.#outlived.add(one);
    return own.length > 0;
  }

  /** Takes an event of the engine. @param {Reply} reply */
  receive({event, model, ...details}) {
    if (event === 'progress') {
      this.#stage = details.stage;
      if (details.stage === 'COMPILE') this.onBegin?.();
      this.#progress(/** @type {any} */ (details));
    } else if (event === 'plan') {
      this.#stage = '';
      const {state, provider, variant, code, reason} = details;
      if (state === 'REJECTED') this.triedInVain.push({provider, variant, code, reason});
      else if (state !== 'LOST') this.#tried = {provider, variant};
      this.emit(/** @type {ModelEvent} */ ({type: 'plan', ...details}));
    } else if (event === 'transfer') {
      this.emit(/** @type {ModelEvent} */ ({type: 'transfer', ...details}));
    } else if (event !== 'alive') {
      this.onHeard?.({type: event, ...details});
    }
  }

  /** @param {import('../../hearth.js').Progress} progress */
  #progress(progress) {
    if (progress.stage === 'DOWNLOAD' && this.bytes === 0 && progress.totalBytes > 0) {
      this.bytes = progress.totalBytes;
      this.makeRoom();
    }
    this.#tell(this.#options.onProgress, progress);
    this.emit({type: 'progress', ...progress});
  }

  /** @param {ModelEvent} event */
  emit(event) {
    this.#tell(this.#options.onEvent, event);
  }

  /**
   * What a listener throws is the page's to see, and does not disturb the engine.
   *
   * @template T
   * @param {((value: T) => void) | undefined} listener
   * @param {T} value
   */
  #tell(listener, value) {
    if (listener) queueMicrotask(() => listener(value));
  }
}
