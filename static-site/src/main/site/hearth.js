/** Hearth in a plain page: see hearth.d.ts for what everything takes and gives. */
import {Budget} from './app/client/budget.js';
import {Following} from './app/client/following.js';
import {cancelled, HearthError, refused, refuseUnknown} from './app/client/errors.js';
import {Host} from './app/client/host.js';
import {feedsMessage, inputMessage, isSoundTask, modelFiles} from './app/client/inputs.js';
import {keep, needs, plan as forecast} from './app/client/keeping.js';
import {describedFiles, packagedFiles} from './app/client/described.js';
import {liveSound} from './app/client/live-sound.js';
import {liveVideo} from './app/client/live-video.js';
import {Rollout} from './app/client/rollout.js';
import {Session} from './app/client/session.js';
import {lost} from './app/client/site-key.js';
import {estimate, forget, provedUseful, stored} from './app/client/storage.js';
import {weightsAt} from './app/client/weights.js';

export {HearthError};

/** @type {typeof import('./hearth.js').storage} */
export const storage = Object.freeze({
  stored,
  forget,
  estimate,
  needs: (model, options) => needs(model, base, options),
  keep: (model, options) => keep(model, base, options),
});

/**
 * @typedef {import('./hearth.js').Input} Input
 * @typedef {import('./hearth.js').InputOptions} InputOptions
 * @typedef {import('./hearth.js').PredictOptions} PredictOptions
 * @typedef {import('./hearth.js').DeviceTensor} DeviceTensor
 * @typedef {import('./hearth.js').Model} Model
 * @typedef {import('./app/client/port.js').Reply} Reply
 */

/** How often an open model looks for another version, beside whenever its page comes to the fore. */
const UPDATE_INTERVAL_MS = 5 * 60_000;
/** How often a version may fail, with no good answer between, after which the one before is used again. */
const MOST_FAILURES = 3;
const NOT_ITS_OWN = ['CANCELLED', 'INVALID_INPUT', 'NETWORK'];

const budget = new Budget();
let updateIntervalMs = UPDATE_INTERVAL_MS;
let base = new URL('./', import.meta.url);
const SETTINGS = ['memoryBudgetBytes', 'updateIntervalMs', 'lostKeys', 'base'];
const OPTIONS = [
  'provider', 'version', 'variant', 'worker', 'beside', 'signal', 'onProgress', 'onEvent', 'threads', 'timeoutMs',
  'selfTest', 'keep',
];

/** @type {typeof import('./hearth.js').configure} */
export function configure(settings) {
  refuseUnknown('settings', SETTINGS, Object.keys(settings));
  expect((settings.memoryBudgetBytes ?? 0) >= 0, 'memoryBudgetBytes of 0 or more', settings.memoryBudgetBytes);
  if (settings.memoryBudgetBytes !== undefined) budget.bytes = settings.memoryBudgetBytes;
  if (settings.updateIntervalMs !== undefined) updateIntervalMs = settings.updateIntervalMs;
  if (settings.lostKeys !== undefined) lost.all = settings.lostKeys;
  if (settings.base !== undefined) {
    base = new URL(settings.base, globalThis.document?.baseURI ?? import.meta.url);
    if (!base.pathname.endsWith('/')) base.pathname += '/';
  }
}

/** @type {typeof import('./hearth.js').open} */
export async function open(source, options) {
  const asked = checked(options ?? {});
  const {signal, beside} = asked;
  if (signal?.aborted) throw cancelled();
  const startedMs = performance.now();
  const rollout = rolloutOf(source, asked);
  for (;;) {
    const place = rollout ? await rollout.locate(signal) : null;
    const origin = place ? at(place, base) : {base: base.href, ...(await filesOf(source))};
    const session = new Session(origin, asked, budget);
    const host = beside ? OpenModel.hostOf(beside) : new Host(base, asked.worker ?? true);
    try {
      await start(session, host, place, rollout, signal);
      if (place) rollout?.serves(place);
      const model = new OpenModel(session, host, base, asked, performance.now() - startedMs);
      if (rollout && place) model.follow(rollout, place);
      return model;
    } catch (error) {
      if (!place || !rollout?.fails(place, error)) throw withEveryReason(error, session);
      session.emit({type: 'version', state: 'rejected', ...told(place, error)});
    }
  }
}

/** @param {import('./app/client/rollout.js').Place} place @param {URL} site */
const at = ({url, sha256 = ''}, site) => ({base: site.href, url, sha256});

/** @type {typeof import('./hearth.js').versions} */
export async function versions(source, {signal} = {}) {
  return new Rollout(source, base).versions(signal);
}

/** @type {typeof import('./hearth.js').plan} */
export const plan = async (source, options = {}) => forecast(source, base, checked(options));

/**
 * @param {Session} session
 * @param {Host} host
 * @param {import('./app/client/rollout.js').Place | null} place
 * @param {Rollout | null} rollout
 * @param {AbortSignal} [signal]
 */
async function start(session, host, place, rollout, signal) {
  /** @type {import('./app/client/trial.js').Trial | undefined} */
  let trial;
  session.onBegin = () => {
    if (place) trial ??= rollout?.begins(place);
  };
  host.add(session);
  budget.add(session, host);
  try {
    await host.call(session, 'open', null, signal);
  } catch (error) {
    budget.remove(session);
    void host.remove(session);
    throw error;
  } finally {
    session.onBegin = null;
    trial?.end();
  }
}

/** After all that was asked of it: where even that fails, its worker is gone. @param {Host} host @param {Session} session */
const free = (host, session) => host.call(session, 'close').catch(() => {});

/** @param {Pick<import('./app/client/rollout.js').Place, 'version'>} place @param {any} [error] */
const told = ({version}, error) => ({version: String(version), reason: error?.message ?? ''});

/** @param {import('./hearth.js').OpenOptions} options */
function checked(options) {
  refuseUnknown('options', OPTIONS, Object.keys(options));
  const {threads = 0, timeoutMs = 1} = options;
  expect(Number.isInteger(threads) && threads >= 0 && threads <= 64, 'threads, 0 to 64', threads);
  expect(timeoutMs > 0, 'timeoutMs above 0', timeoutMs);
  return options;
}

/** @param {boolean} holds @param {string} what @param {unknown} found */
function expect(holds, what, found) {
  if (!holds) throw new HearthError('INVALID_INPUT', `Expected options.${what}, found ${found}`);
}

/**
 * What the engine is told of how a result is wanted; nothing of what is left out.
 *
 * @param {{scoreThreshold?: number, iouThreshold?: number}} thresholds
 * @param {number} [topK]
 */
function wanted({scoreThreshold, iouThreshold}, topK) {
  const thresholds = {scoreThreshold, iouThreshold};
  for (const [name, value = 0] of Object.entries(thresholds))
    expect(Number(value) >= 0 && Number(value) <= 1, `${name}, 0 to 1`, value);
  const all = Object.entries({topK, ...thresholds});
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** @param {Parameters<typeof open>[0]} source @param {import('./hearth.js').OpenOptions} options */
function rolloutOf(source, {version, onEvent}) {
  const isAddress = typeof source === 'string' || source instanceof URL;
  const onDoubt = (/** @type {string} */ version, /** @type {string} */ reason) =>
    queueMicrotask(() => onEvent?.({type: 'version', state: 'stale', version, reason}));
  return isAddress ? new Rollout(source, base, version, onDoubt) : null;
}

/** @param {any} source */
async function filesOf(source) {
  try {
    if (source?.files === undefined) return {files: modelFiles(source)};
    if (source.manifest !== undefined) return packagedFiles(source);
    return source.description === undefined
      ? {files: modelFiles(source)}
      : await describedFiles(source);
  } catch (error) {
    throw refused(error);
  }
}

/** @param {unknown} error @param {Session} session */
function withEveryReason(error, session) {
  if (!(error instanceof HearthError) || error.code === 'CANCELLED') return error;
  session.drop([...session.triedInVain, ...error.rejected]);
  return new HearthError(error.code, error.message, {cause: error, rejected: session.rejections});
}

const busy = () =>
  new HearthError('INVALID_INPUT', 'Close the tensors that the model keeps: they are of its version');
const closed = () => cancelled('The model is closed: open it again to use it.');
/** @param {URL} base @returns {Promise<typeof import('./app/comparison.js')>} */
const comparing = (base) =>
  import(new URL('app/comparison.js', base).href).catch((cause) => {
    throw new HearthError('NETWORK', `app/comparison.js could not be loaded: ${cause}`, {cause});
  });
/** @param {unknown} error */
const isCancelled = (error) => error instanceof HearthError && error.code === 'CANCELLED';
/** Not every browser has them. @type {typeof Symbol.dispose} */
const DISPOSE = /** @type {any} */ (Symbol.dispose ?? Symbol('dispose'));
/** @type {typeof Symbol.asyncDispose} */
const ASYNC_DISPOSE = /** @type {any} */ (Symbol.asyncDispose ?? Symbol('asyncDispose'));

/** An output on the device. @implements {DeviceTensor} */
class KeptTensor {
  #session;
  #host;
  #handle;
  #epoch;
  #closed = false;

  /** @param {Session} session @param {Host} host @param {{type: any, shape: number[], handle: number}} output */
  constructor(session, host, {type, shape, handle}) {
    this.type = type;
    this.shape = Object.freeze(shape);
    this.#session = session;
    this.#host = host;
    this.#handle = handle;
    this.#epoch = session.epoch;
    session.keptTensors++;
  }

  /** @param {unknown} tensor @param {Host} host where it is to be used */
  static handleOf(tensor, host) {
    if (!(tensor instanceof KeptTensor) || tensor.#host !== host) {
      throw new HearthError(
        'INVALID_INPUT',
        'Expected a tensor kept by a model of the same worker: open one beside the other',
      );
    }
    return {handle: tensor.#check()};
  }

  async download() {
    const handle = this.#check();
    const prepare = () => ({fields: {handle: this.#check() && handle}, transfer: []});
    const {tensor} = await this.#host.call(this.#session, 'download', prepare);
    return tensor;
  }

  async close() {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#epoch !== this.#session.epoch) return;
    this.#session.keptTensors--;
    const message = {fields: {handle: this.#handle}, transfer: []};
    try {
      await this.#host.call(this.#session, 'free', () => message);
    } catch (error) {
      // With its model, closed or lost meanwhile, it is gone as well.
      if (this.#epoch === this.#session.epoch && !isCancelled(error)) throw error;
    }
  }

  #check() {
    if (this.#closed) throw new HearthError('INVALID_INPUT', 'The tensor is closed');
    if (this.#epoch !== this.#session.epoch) {
      throw new HearthError(
        'DEVICE_LOST',
        'The tensor is gone with the worker or the memory it was kept in',
      );
    }
    return this.#handle;
  }
}

/** @implements {Model} */
class OpenModel {
  #session;
  #host;
  #base;
  #options;
  #loadMs;
  /** @type {Following | null} */
  #following = null;
  /** While there is no version to ask: calls wait. @type {Promise<void> | null} */
  #gate = null;
  #openGate = () => {};
  /** Why there is none any more. @type {HearthError | null} */
  #withdrawn = null;
  #hasMoved = false;
  /** Calls that failed since the last good answer. */
  #failures = 0;
  /** @type {Set<import('./app/client/live.js').Live>} */
  #streams = new Set();
  /** @type {import('./app/comparison.js').Comparison | null} */
  #comparison = null;
  /** @type {Promise<void> | null} */
  #closing = null;

  /**
   * @param {Session} session
   * @param {Host} host
   * @param {URL} base
   * @param {import('./hearth.js').OpenOptions} options
   * @param {number} loadMs
   */
  constructor(session, host, base, options, loadMs) {
    this.#session = session;
    this.#host = host;
    this.#base = base;
    this.#options = options;
    this.#loadMs = loadMs;
  }

  /**
   * Goes over to other versions as the site offers them.
   *
   * @param {Rollout} rollout
   * @param {import('./app/client/rollout.js').Place} place
   */
  follow(rollout, place) {
    this.#following = new Following(rollout, place, updateIntervalMs, {
      move: (...next) => this.#move(...next),
      withdraw: (...last) => this.#withdraw(...last),
    });
  }

  /** @param {unknown} model */
  static hostOf(model) {
    if (!(model instanceof OpenModel) || model.#closing) {
      throw new HearthError('INVALID_INPUT', 'Expected an open model in the options');
    }
    return model.#host;
  }

  get plan() {
    return /** @type {import('./hearth.js').Plan} */ (this.#session.plan);
  }

  get url() {
    return this.#session.url;
  }

  get release() {
    const place = this.#following?.place;
    if (!place) return null;
    const {channel, signed} = place;
    return {version: place.version ?? this.manifest?.version, channel, signed};
  }

  get transfer() {
    return this.#session.transfer;
  }

  get manifest() {
    return this.#session.manifest;
  }

  get inputs() {
    return this.#session.inputs;
  }

  get outputs() {
    return this.#session.outputs;
  }

  get metrics() {
    const {counts, bytes, times} = this.#session;
    return {
      ...counts,
      loadMs: this.#loadMs,
      bytes,
      preprocessMs: times.preprocessMs.summary,
      runMs: times.runMs.summary,
      postprocessMs: times.postprocessMs.summary,
      totalMs: times.totalMs.summary,
    };
  }

  /** @param {Input} input @param {PredictOptions} [options] @returns {Promise<any>} */
  async predict(input, options) {
    options ??= {};
    const {result, timings, feeds} = await this.#understand(
      'predict',
      input,
      options,
      options.details ?? false,
    );
    return options.details ? {result, timings, feeds} : result;
  }

  /** @param {import('./hearth.js').AgainOptions} [options] @returns {Promise<any>} */
  async again(options) {
    const {signal, details, ...thresholds} = options ?? {};
    const fields = {options: wanted(thresholds)};
    const reply = await this.#call('again', () => ({fields, transfer: []}), signal);
    const {result, timings} = reply;
    return details ? {result, timings, feeds: {}} : result;
  }

  /** @param {Input} input @param {PredictOptions} [options] @returns {Promise<any>} */
  async detect(input, options) {
    options ??= {};
    const {id, model, plan, tookMs, ...hearing} = await this.#understand('detect', input, options, true);
    return hearing;
  }

  /** @param {Input} input @param {InputOptions} [options] */
  async preprocess(input, options) {
    options ??= {};
    const {feeds} = await this.#call('preprocess', this.#taking(input, options), options.signal);
    return feeds;
  }

  /**
   * @param {import('./hearth.js').Feeds} feeds
   * @param {import('./hearth.js').RunOptions} [options]
   * @returns {Promise<any>}
   */
  async run(feeds, options) {
    const {keep = false, transfer = false, signal} = options ?? {};
    if (this.#gate) await this.#waitAtGate(signal);
    const session = this.#session;
    const host = this.#host;
    const reply = await this.#ask(
      'run',
      (again) => {
        if (again && transfer) return null;
        const message = feedsMessage(feeds, transfer ? null : session.spare, (tensor) =>
          KeptTensor.handleOf(tensor, host),
        );
        Object.assign(message.fields, {keep, lent: !transfer});
        return message;
      },
      signal,
    );
    Object.assign(session.spare, reply.returned);
    if (!keep) return reply.fetches;
    return Object.fromEntries(
      Object.entries(reply.fetches).map(([name, output]) => [
        name,
        new KeptTensor(session, host, output),
      ]),
    );
  }

  /**
   * @param {MediaStream | HTMLVideoElement} media
   * @param {((result: any, details: import('./hearth.js').StreamDetails) => unknown) | null} [callback]
   * @param {import('./hearth.js').StreamOptions} [options]
   * @returns {import('./hearth.js').Stream<any>}
   */
  stream(media, callback, options = {}) {
    if (this.#closing) throw closed();
    if (isSoundTask(this.#session.task)) {
      this.#streams.forEach((one) => one.look());
      if (this.#streams.size > 0) {
        throw new HearthError(
          'INVALID_INPUT',
          'The model listens already: stop that stream first, or open the model once more',
        );
      }
      return liveSound(
        /** @type {MediaStream} */ (media),
        this.#base,
        this.#listener(),
        callback,
        options,
        this.#streams,
      );
    }
    const predict = async (/** @type {ImageBitmap} */ picture) => {
      const {signal, feeds: asked = false, onRefused, ...each} = options;
      const wanted = typeof asked === 'function' ? asked() : asked;
      const {result, timings, feeds} = await this.#understand(
        'predict',
        picture,
        {...each, transfer: true},
        wanted,
      );
      return wanted ? {result, timings, feeds} : {result, timings};
    };
    return liveVideo(media, predict, callback, options, this.#streams);
  }

  /** @param {import('./hearth.js').CompareOptions} [options] */
  async compareWith(options = {}) {
    if (this.#closing) throw closed();
    const {Comparison} = await comparing(this.#base);
    if (this.#closing) throw closed();
    if (this.#comparison) {
      throw new HearthError('INVALID_INPUT', 'The model is compared already: end that first');
    }
    this.#comparison = new Comparison(this, options, {
      open,
      HearthError,
      options: this.#options,
      version: this.#following?.place.version ?? undefined,
      isApart: (other) => OpenModel.hostOf(other) !== this.#host,
      room: () => budget.bytes,
      ask: (other, kind, prepare) => /** @type {OpenModel} */ (other).#call(kind, prepare),
      leave: () => (this.#comparison = null),
    });
    return this.#comparison.begin();
  }

  /** @returns {Promise<import('./hearth.js').Memory>} */
  async memory() {
    if (this.#closing) throw closed();
    if (!this.#host.isOpen(this.#session)) return {asleep: true, deviceTensors: 0};
    // Not a use: who looks must not change which model sleeps next.
    const {id, model, tookMs, ...memory} = await this.#host.call(this.#session, 'memory');
    return {asleep: false, deviceTensors: 0, ...memory};
  }

  async sleep() {
    if (this.#closing) throw closed();
    await this.#host.sleep(this.#session, 'the page asked for it');
  }

  async update() {
    if (this.#closing) throw closed();
    await this.#following?.look();
  }

  async loseDevice() {
    await this.#call('lose', null);
  }

  close() {
    this.#streams.forEach((one) => one.end(cancelled('The model was closed.')));
    void this.#comparison?.end('The model was closed.');
    this.#following?.end();
    budget.remove(this.#session);
    this.#openGate();
    return (this.#closing ??= this.#host.remove(this.#session));
  }

  [DISPOSE]() {
    void this.close();
  }

  [ASYNC_DISPOSE]() {
    return this.close();
  }

  /**
   * Goes over to another version between two calls: those that were made before end with this one.
   * The other is loaded beside it where memory allows that; else this one is unloaded first, as it
   * is when it is blocked, and calls wait meanwhile.
   *
   * @param {import('./app/client/rollout.js').Place} place
   * @param {Rollout} rollout
   * @param {boolean} isBlocked it must not serve any more, whatever becomes of the other
   */
  async #move(place, rollout, isBlocked) {
    const old = this.#session;
    const oldHost = this.#host;
    // Another version's worker could not use what this one's keeps.
    if (old.keptTensors > 0 && !isBlocked) throw busy();
    const next = new Session(at(place, this.#base), this.#options, budget);
    next.bytes = (await weightsAt(place.url, old.plan?.variant)) || old.bytes;
    if (this.#closing) return;
    const isBeside = !isBlocked && budget.holds(old, next.bytes);
    /** @type {'beside' | 'instead'} */
    const way = isBeside ? 'beside' : 'instead';
    next.live = old.live;
    next.onHeard = old.onHeard;
    old.emit({type: 'version', state: 'loading', ...told(place), way});
    if (!isBeside) {
      this.#closeGate();
      await free(oldHost, old);
    }
    const host = oldHost.isShared ? oldHost : new Host(this.#base, this.#options.worker ?? true);
    try {
      await start(next, host, place, rollout);
    } catch (error) {
      old.emit({type: 'version', state: 'rejected', ...told(place, error), way});
      if (!isBlocked) this.#openGate();
      throw error;
    }
    if (this.#closing) return host.remove(next);
    this.#session = next;
    this.#host = host;
    if (this.#following) this.#following.place = place;
    this.#withdrawn = null;
    this.#hasMoved = true;
    this.#failures = 0;
    this.#openGate();
    old.live = old.onHeard = null;
    next.emit({type: 'version', state: 'switched', ...told(place), way});
    void this.#comparison?.end(`The model went over to version ${place.version}.`);
    budget.remove(old);
    await free(oldHost, old);
    await oldHost.remove(old);
  }

  #closeGate() {
    this.#gate ??= new Promise((open) => {
      this.#openGate = () => {
        this.#gate = null;
        open();
      };
    });
  }

  /** @param {AbortSignal} [signal] */
  async #waitAtGate(signal) {
    while (this.#gate && !signal?.aborted) {
      await new Promise((go) => {
        this.#gate?.then(go);
        signal?.addEventListener('abort', go, {once: true});
      });
    }
    if (signal?.aborted) throw cancelled();
  }

  /**
   * The site has withdrawn the version, and there is no other.
   *
   * @param {import('./app/client/rollout.js').Place} place
   * @param {any} cause
   */
  #withdraw(place, cause) {
    const reason = `The site has withdrawn version ${place.version}: ${cause.message}`;
    const isNews = !this.#withdrawn;
    this.#withdrawn = new HearthError('MODEL_NOT_FOUND', reason, {cause});
    const session = this.#session;
    if (isNews) {
      session.emit({type: 'version', state: 'withdrawn', version: String(place.version), reason});
      session.onHeard?.({type: 'failed', error: this.#withdrawn});
      void free(this.#host, session);
    }
    this.#openGate();
  }

  /** What a page's live sound needs of the model. */
  #listener() {
    let isStopped = false;
    return {
      listen: async (
        /** @type {number} */ sampleRateHz,
        /** @type {(event: any) => void} */ onEvent,
      ) => {
        const message = {fields: {sampleRateHz}, transfer: []};
        await this.#call('listen', () => message);
        if (isStopped) return;
        this.#session.live = message;
        this.#session.onHeard = onEvent;
      },
      hear: (/** @type {Float32Array} */ samples) => {
        const session = this.#session;
        const heard = this.#host.tell(session, 'hear', {
          fields: {samples},
          transfer: [samples.buffer],
        });
        // Its worker was ended: what is said until another listens is lost.
        if (!heard && session.waiting === 0 && !this.#gate) {
          this.#call('open', null).catch((error) => session.onHeard?.({type: 'failed', error}));
        }
      },
      stop: () => {
        isStopped = true;
        this.#session.live = this.#session.onHeard = null;
      },
    };
  }

  /**
   * @param {string} kind
   * @param {Input} input
   * @param {PredictOptions} options
   * @param {boolean} feeds
   */
  async #understand(kind, input, {signal, topK = Infinity, scoreThreshold, iouThreshold, ...options}, feeds) {
    expect(topK === Infinity || (Number.isInteger(topK) && topK > 0), 'topK, 1 or more', topK);
    const most = topK === Infinity ? undefined : topK;
    const given = {options: wanted({scoreThreshold, iouThreshold}, most), feeds};
    return this.#ask(kind, this.#taking(input, options, given), signal);
  }

  /**
   * Calls for an answer that can be compared.
   *
   * @param {string} kind
   * @param {Parameters<import('./app/comparison.js').Comparison['watch']>[1]} prepare
   * @param {AbortSignal} [signal]
   * @returns {Promise<Reply>}
   */
  #ask(kind, prepare, signal) {
    const comparison = this.#comparison;
    return comparison
      ? comparison.watch(kind, prepare, (watched) => this.#call(kind, watched, signal))
      : this.#call(kind, prepare, signal);
  }

  /** @param {Input} input @param {InputOptions} options @param {object} [fields] */
  #taking(input, options, fields) {
    return (/** @type {boolean} */ again) => {
      if (again && options.transfer) return null;
      return inputMessage(input, this.#session.task, options, fields);
    };
  }

  /**
   * @param {string} kind
   * @param {Parameters<Host['call']>[2]} prepare
   * @param {AbortSignal} [signal]
   * @returns {Promise<Reply>}
   */
  async #call(kind, prepare, signal) {
    if (this.#gate) await this.#waitAtGate(signal);
    if (this.#closing) throw closed();
    if (this.#withdrawn) throw this.#withdrawn;
    const session = this.#session;
    const host = this.#host;
    budget.use(session);
    const reply = await host.call(session, kind, prepare, signal).catch((error) => {
      if (session === this.#session) this.#failed(error);
      throw error;
    });
    if (reply.plan) session.moved(reply.plan, host.worker);
    if (kind === 'again') return reply;
    if (reply.timings) session.count(reply.timings, reply.tookMs);
    if (reply.timings || reply.fetches) {
      this.#failures = 0;
      provedUseful(session.transfer);
    }
    return reply;
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!(error instanceof HearthError) || NOT_ITS_OWN.includes(error.code)) return;
    if (++this.#failures < MOST_FAILURES || !this.#hasMoved) return;
    const message = `It failed ${this.#failures} times in a row: ${error.message}`;
    this.#following?.leave(new HearthError('RUNTIME_FAILED', message));
  }
}
