// Runs, one after the other, in one tab at a time.
import {HearthError} from '../errors.js';
import {answered, failureOf} from './answers.js';
import {pathsOf} from './results.js';
import * as store from './store.js';

/**
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').Item} Item
 * @typedef {import('../../../hearth.js').Model} Model
 */

const LOCK = 'hearth-runs';
/** Tells a page that starts that there is something to go on with. */
const PENDING = 'hearth.runs';
/** Between two notes of how much of a model is loaded. */
const PAUSE_MS = 300;

const isPending = (/** @type {Run} */ {state}) => ['queued', 'loading', 'running'].includes(state);

/** How the tabs tell each other that something has changed; {@link BroadcastChannel} tells only others. */
class Changes {
  /** @type {Set<(id: string) => void>} */
  #listeners = new Set();
  #channel = new BroadcastChannel('hearth-runs');

  constructor() {
    this.#channel.onmessage = ({data}) => this.#hear(data);
  }

  /** @param {(id: string) => void} listener */
  add(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** @param {string} id */
  tell(id) {
    this.#channel.postMessage(id);
    this.#hear(id);
  }

  /** @param {string} id */
  #hear(id) {
    for (const listener of [...this.#listeners]) listener(id);
  }

  close() {
    this.#channel.close();
  }
}

export class Queue {
  #open;
  #changes = new Changes();
  #isWaiting = false;
  /** The run that this tab is at. @type {{id: string, controller: AbortController} | null} */
  #current = null;

  /** @param {() => Promise<import('./types.js').Open>} open brings hearth.js */
  constructor(open) {
    this.#open = open;
    // Cancelled or deleted, here or in another tab.
    this.#changes.add((id) => void (this.#current?.id === id && this.#look(id)));
  }

  /**
   * Calls a listener with the id of each run that has changed, in whichever tab.
   *
   * @param {(id: string) => void} listener
   * @returns {() => void} ends that
   */
  watch(listener) {
    return this.#changes.add(listener);
  }

  close() {
    this.#current?.controller.abort();
    this.#changes.close();
  }

  /**
   * Keeps a batch, and begins with it when those before it are done.
   *
   * @param {import('./types.js').Source} source
   * @param {Iterable<import('./types.js').BatchInput>} inputs
   * @param {import('./types.js').BatchOptions} [options]
   * @returns {Promise<string>} the id of the run
   */
  async add(source, inputs, options = {}) {
    const given = Array.from(inputs, named);
    if (given.length === 0) throw new HearthError('INVALID_INPUT', 'Expected inputs, found none');
    const createdMs = Date.now();
    const latest = (await store.runs())[0]?.number ?? 0;
    const id = crypto.randomUUID();
    /** @type {Run} */
    const run = {
      id,
      number: latest + 1,
      source,
      options,
      title: options.title || pathsOf(source)[0],
      version: options.version ?? '',
      task: '',
      provider: '',
      variant: '',
      state: 'queued',
      failure: null,
      createdMs,
      startedMs: 0,
      endedMs: 0,
      tookMs: 0,
      countedMs: 0,
      loaded: 0,
      inputs: given.length,
      done: 0,
      failed: 0,
    };
    const items = given.map(({name, input}, index) => ({...BLANK, run: id, index, name, size: sizeOf(input)}));
    await store.add(run, items, given.map(({input}) => input));
    this.#changes.tell(id);
    this.work().catch(reportError);
    return id;
  }

  /** Ends a run; what it has found stays. @param {string} id */
  async cancel(id) {
    await store.update(id, (run) => isPending(run) && end(run, 'cancelled'));
    this.#changes.tell(id);
  }

  /** Runs again what failed, and what was not reached. @param {string} id */
  async retry(id) {
    await store.reset(id, (run) => {
      if (isPending(run)) return false;
      Object.assign(run, {state: 'queued', failure: null, failed: 0, endedMs: 0, loaded: 0});
    });
    this.#changes.tell(id);
    this.work().catch(reportError);
  }

  /** Deletes a run with its inputs and results. @param {string} id */
  async remove(id) {
    await store.remove(id);
    this.#changes.tell(id);
  }

  /** Does what is to be done, once no other tab does. Resolves when nothing is left. */
  async work() {
    localStorage.setItem(PENDING, '1');
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    try {
      await navigator.locks.request(LOCK, async () => {
        for (let next = await this.#next(); next; next = await this.#next()) await this.#run(next);
        this.#isWaiting = false;
      });
    } finally {
      this.#isWaiting = false;
    }
  }

  async #next() {
    const first = async () => (await store.runs()).filter(isPending).pop();
    const found = await first();
    if (found) return found;
    localStorage.removeItem(PENDING);
    // One that came just now has set what was removed.
    const late = await first();
    if (late) localStorage.setItem(PENDING, '1');
    return late;
  }

  /** @param {string} id */
  async #look(id) {
    const now = await store.run(id);
    if ((!now || !isPending(now)) && this.#current?.id === id) this.#current.controller.abort();
  }

  /** @param {Run} run */
  async #run({id, source, options}) {
    const controller = new AbortController();
    this.#current = {id, controller};
    /** @type {Model | undefined} */
    let model;
    try {
      model = await this.#load(id, source, options, controller.signal);
      await this.#predictAll(id, model, options, controller.signal);
      await this.#change(id, (run) => end(run, run.done > 0 ? 'done' : 'failed'));
    } catch (error) {
      if (controller.signal.aborted) return;
      const failure = failureOf(error);
      await this.#change(id, (run) => end(Object.assign(run, {failure}), 'failed'));
    } finally {
      this.#current = null;
      await model?.close();
    }
  }

  /**
   * @param {string} id
   * @param {import('./types.js').Source} source
   * @param {import('./types.js').BatchOptions} options
   * @param {AbortSignal} signal
   */
  async #load(id, source, {provider, version, variant}, signal) {
    await this.#change(id, (run) => {
      if (!isPending(run)) return false;
      run.state = 'loading';
      run.countedMs = Date.now();
      run.startedMs ||= run.countedMs;
    });
    await this.#look(id);
    signal.throwIfAborted();
    let told = 0;
    const open = await this.#open();
    const model = await open(source, {
      ...without({provider, version, variant}),
      signal,
      onProgress: ({bytes, totalBytes}) => {
        if (totalBytes === 0 || performance.now() < told + PAUSE_MS) return;
        told = performance.now();
        // What cannot be noted here cannot be at the next step either, which says so.
        this.#change(id, (run) => {
          if (run.state !== 'loading') return false;
          run.loaded = bytes / totalBytes;
        }).catch(() => {});
      },
    });
    const {manifest, plan} = model;
    await this.#change(id, (run) => {
      if (!isPending(run)) return false;
      Object.assign(run, {state: 'running', loaded: 1, provider: plan.provider, variant: plan.variant});
      if (manifest) {
        const {title, version, task} = manifest;
        Object.assign(run, {title: run.options.title || title, version, task});
      }
    });
    return model;
  }

  /** @param {string} id @param {Model} model @param {import('./types.js').BatchOptions} options @param {AbortSignal} signal */
  async #predictAll(id, model, options, signal) {
    for (const item of await store.items(id)) {
      if (item.state !== 'waiting') continue;
      const input = await store.input(id, item.index);
      const ended = await answered(item, input, model, options.predict, signal);
      signal.throwIfAborted();
      await this.#change(
        id,
        (run) => {
          if (!isPending(run)) return false;
          count(run);
          run[ended.state === 'done' ? 'done' : 'failed']++;
        },
        ended,
      );
      signal.throwIfAborted();
    }
  }

  /** @param {string} id @param {(run: Run) => boolean | void} change @param {Item} [item] */
  async #change(id, change, item) {
    const now = await store.update(id, change, item);
    if (!now && this.#current?.id === id) this.#current.controller.abort();
    this.#changes.tell(id);
  }
}

/** @type {Item} */
const BLANK = {
  run: '',
  index: 0,
  name: '',
  size: 0,
  thumbnail: null,
  state: 'waiting',
  result: null,
  picture: null,
  failure: null,
  timings: null,
};

/** @param {any} given @param {number} index @returns {{name: string, input: any}} */
const named = (given, index) =>
  given instanceof Blob
    ? {name: /** @type {any} */ (given).name ?? `${index + 1}`, input: given}
    : {name: given.name, input: given.input};

/** @param {any} input */
const sizeOf = (input) => (input instanceof Blob ? input.size : 0);

/** Adds the time since it was counted last. @param {Run} run */
function count(run) {
  const nowMs = Date.now();
  run.tookMs += nowMs - run.countedMs;
  run.countedMs = nowMs;
}

/** @param {Run} run @param {import('./types.js').State} state */
function end(run, state) {
  if (run.state !== 'queued') count(run);
  Object.assign(run, {state, endedMs: Date.now()});
}

/** @template {object} T @param {T} options @returns {T} without those that are left out */
const without = (options) =>
  /** @type {T} */ (Object.fromEntries(Object.entries(options).filter(([, value]) => value)));
