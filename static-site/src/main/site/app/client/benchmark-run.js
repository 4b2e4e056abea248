// Measures models here: each way to run one takes its turn, so that what else the device does favours none.
import {cancelled, HearthError, messageOf} from './errors.js';
import {figures, largestDifference, turns} from './benchmark-figures.js';
import {feedsOf, inputKind, inputOf} from './benchmark-inputs.js';
import {bytesOf, loadRaw} from './benchmark-raw.js';
import {Shelf} from './benchmark-shelf.js';
import {memoryBytes} from './measure-memory.js';

/**
 * @typedef {import('./benchmark-figures.js').Figures} Figures
 * @typedef {import('../../hearth.js').Model} Model
 *
 * @typedef {object} Settings
 * @property {string[]} models names or addresses
 * @property {string[]} [providers] as the plan chooses where it is left out, as all that follow
 * @property {string[]} [variants]
 * @property {number[]} [threads] of the wasm providers; 0 for what suits the device
 * @property {string[]} [sizes] of pictures, such as 640x480; '' for the model's own
 * @property {number} [warmUps] runs that do not count; 5 by default
 * @property {number} [runs] 20 by default
 * @property {number} [loads] warm ones; 3 by default
 * @property {boolean} [raw] whether the runtime alone is measured beside; true by default
 * @property {boolean} [memory] whether the browser is asked what memory is taken; true by default
 *
 * @typedef {object} Row times in milliseconds; null where there is none
 * @property {string} model
 * @property {string} [title]
 * @property {string} [version]
 * @property {string} [task]
 * @property {string} [runtime]
 * @property {string} provider
 * @property {string} variant
 * @property {number} threads
 * @property {string} input in words
 * @property {'measured' | 'failed'} status
 * @property {string} [code]
 * @property {string} [reason]
 * @property {string[]} notes what else is to be known of it
 * @property {number | null} bytes of the weights
 * @property {number | null} coldLoadMs
 * @property {Figures | null} warmLoadMs
 * @property {Figures | null} preprocessMs
 * @property {Figures | null} runMs
 * @property {Figures | null} postprocessMs
 * @property {Figures | null} totalMs from handing over the input to having the result
 * @property {number | null} framesPerSecond
 * @property {Figures | null} tensorsMs from feeds to fetches, by hearth.js
 * @property {Figures | null} rawMs from the same feeds to fetches, by the runtime alone
 * @property {number | null} rawLoadMs
 * @property {number | null} rawDifference the largest between the two's outputs
 * @property {number | null} memoryBytes of page and worker, more than before the model was opened
 * @property {number | null} tensorBytes that TensorFlow.js holds
 *
 * @typedef {object} Tools what the page has
 * @property {typeof import('../../hearth.js').open} open
 * @property {typeof import('../../hearth.js').plan} plan
 * @property {URL} base the folder of hearth.js
 * @property {AbortSignal} signal
 * @property {(progress: {done: number, total: number, phase: 'load' | 'run', model: string}) => void} onProgress
 * @property {(rows: Row[]) => void} onRows those of a model, once it is measured
 */

/** Ways that are open together. */
const MOST_OPEN = 4;
/** A load costs about as much patience as so many runs. */
const LOAD_STEPS = 10;

/** @param {unknown} error */
const isCancelled = (error) => error instanceof Error && /** @type {any} */ (error).code === 'CANCELLED';

/** @template T @param {T[] | undefined} list @param {T} otherwise */
const orElse = (list, otherwise) => (list?.length ? list : [otherwise]);

/** One way to run a model, and what came of it. */
class Way {
  /** @type {unknown} */
  failure = null;
  /** @type {number | null} */
  coldLoadMs = null;
  /** @type {number[]} */
  warmLoads = [];
  /** @type {Model | null} */
  model = null;
  /** @type {import('./benchmark-raw.js').Raw | null} */
  raw = null;
  /** @type {number | null} */
  rawLoadMs = null;
  /** @type {number | null} */
  memoryBytes = null;
  /** @type {number | null} */
  tensorBytes = null;
  /** @type {Set<string>} */
  notes = new Set();
  /** @type {any} */
  plan = null;
  bytes = NaN;
  /** @type {Cell[]} */
  cells = [];

  /** @param {{provider: string, variant: string, threads: number}} asked */
  constructor(asked) {
    this.asked = asked;
  }

  async close() {
    const {model, raw} = this;
    this.model = this.raw = null;
    raw?.end();
    await model?.close();
  }
}

/** One way with one input. */
class Cell {
  /** @type {unknown} */
  failure = null;
  said = '';
  input = null;
  options = {};
  /** @type {import('../../hearth.js').Fetches | null} */
  feeds = null;
  /** @type {number | null} */
  rawDifference = null;
  times = {
    /** @type {number[]} */ preprocessMs: [],
    /** @type {number[]} */ runMs: [],
    /** @type {number[]} */ postprocessMs: [],
    /** @type {number[]} */ totalMs: [],
    /** @type {number[]} */ tensorsMs: [],
    /** @type {number[]} */ rawMs: [],
  };

  /** @param {Way} way @param {string} size */
  constructor(way, size) {
    this.way = way;
    this.size = size;
  }
}

/**
 * Measures all of the models, one after the other.
 *
 * @param {Settings} settings
 * @param {Tools} tools
 * @returns {Promise<Row[]>}
 * @throws {HearthError} CANCELLED
 */
export async function measure(settings, tools) {
  const run = new Run(settings, tools);
  const rows = [];
  for (const model of settings.models) {
    const found = await run.model(model);
    rows.push(...found);
    tools.onRows(found);
  }
  return rows;
}

class Run {
  #settings;
  #tools;
  #done = 0;
  #total;
  #asked;
  /** What the page takes without a model. @type {number | null} */
  #emptyBytes = null;

  /** @param {Settings} settings @param {Tools} tools */
  constructor(settings, tools) {
    const {warmUps = 5, runs = 20, loads = 3, raw = true, memory = true, ...rest} = settings;
    this.#settings = {...rest, warmUps, runs, loads, raw, memory, sizes: orElse(rest.sizes, '')};
    this.#tools = tools;
    this.#asked = this.#everyWay();
    this.#total = settings.models.length * this.#asked.length * this.#stepsOfWay;
  }

  get #stepsOfWay() {
    const {loads, warmUps, runs} = this.#settings;
    return LOAD_STEPS * (loads + 2) + warmUps + runs;
  }

  /** Threads are the wasm providers' alone. */
  #everyWay() {
    const {providers, variants, threads} = this.#settings;
    const out = [];
    for (const provider of orElse(providers, '')) {
      for (const variant of orElse(variants, '')) {
        const counts = ['', 'wasm'].includes(provider) ? orElse(threads, 0) : [0];
        for (const count of counts) out.push({provider, variant, threads: count});
      }
    }
    return out;
  }

  /** @param {'load' | 'run'} phase @param {string} model @param {number} steps */
  #tell(phase, model, steps) {
    if (this.#tools.signal.aborted) throw cancelled();
    this.#done = Math.min(this.#total, this.#done + steps);
    this.#tools.onProgress({done: this.#done, total: this.#total, phase, model});
  }

  /** @param {string} model @returns {Promise<Row[]>} */
  async model(model) {
    const ways = this.#asked.map((asked) => new Way(asked));
    const before = this.#done;
    /** @type {any} */
    let about = null;
    try {
      this.#tell('load', model, 0);
      const {manifest: url} = await this.#tools.plan(model, {signal: this.#tools.signal});
      const manifest = await (await fetch(url, {signal: this.#tools.signal})).json();
      about = {manifest, url};
      for (let from = 0; from < ways.length; from += MOST_OPEN) {
        await this.#together(model, about, ways.slice(from, from + MOST_OPEN));
      }
    } catch (error) {
      if (isCancelled(error) || this.#tools.signal.aborted) throw cancelled();
      for (const way of ways) way.failure ??= error;
    }
    this.#done = before;
    this.#tell('run', model, ways.length * this.#stepsOfWay);
    return ways.flatMap((way) => rowsOf(model, about?.manifest, way));
  }

  /** Measures ways that take turns. @param {string} model @param {any} about @param {Way[]} ways */
  async #together(model, about, ways) {
    const {loads, runs, warmUps} = this.#settings;
    try {
      for (let round = 0; round < loads + 2; round++) {
        for (const way of turns(ways, round)) {
          this.#tell('load', model, LOAD_STEPS);
          if (!way.failure) await this.#guard(way, () => this.#load(model, about, way, round));
        }
      }
      for (const way of ways) {
        if (!way.failure) await this.#guard(way, () => this.#prepare(about, way));
      }
      const cells = ways.flatMap((way) => way.cells);
      for (let round = 0; round < warmUps + runs; round++) {
        this.#tell('run', model, ways.length);
        for (const cell of turns(cells, round)) {
          if (cell.failure || cell.way.failure) continue;
          await this.#guard(cell, () => this.#turn(cell, round, round >= warmUps));
        }
      }
      for (const way of ways) {
        if (!way.failure) await this.#guard(way, () => finish(way));
      }
    } finally {
      await Promise.all(ways.map((way) => way.close()));
    }
  }

  /** Notes what went wrong with one of them: the others go on. @param {Way | Cell} one @param {() => Promise<void>} step */
  async #guard(one, step) {
    try {
      await step();
    } catch (error) {
      if (this.#tools.signal.aborted) throw cancelled();
      one.failure = error;
      if (one instanceof Way) await one.close();
    }
  }

  /**
   * The first is cold: with nothing of the model and its runtime kept. Then warm ones, the last of
   * which stays open.
   *
   * @param {string} model @param {{manifest: any, url: string}} about @param {Way} way @param {number} round
   */
  async #load(model, {manifest}, way, round) {
    const {loads, memory} = this.#settings;
    const isLast = round === loads + 1;
    const shelf = round === 0 ? await Shelf.clear(manifest, this.#tools.base) : null;
    const asksMemory = memory && round === loads;
    // None is open then, and asking takes the browser many seconds.
    if (asksMemory) this.#emptyBytes ??= await memoryBytes(this.#tools.signal);
    try {
      const startedMs = performance.now();
      way.model = await this.#open(model, way);
      const tookMs = performance.now() - startedMs;
      if (round === 0) way.coldLoadMs = tookMs;
      else if (!isLast) way.warmLoads.push(tookMs);
    } finally {
      await shelf?.restore();
    }
    if (asksMemory && this.#emptyBytes !== null) {
      const bytes = await memoryBytes(this.#tools.signal);
      if (bytes !== null) way.memoryBytes = Math.max(0, bytes - this.#emptyBytes);
    }
    if (!isLast) await way.close();
  }

  /** @param {string} model @param {Way} way */
  #open(model, way) {
    const {provider, variant, threads} = way.asked;
    return this.#tools.open(model, {
      ...(provider && {provider: /** @type {any} */ (provider)}),
      ...(variant && {variant}),
      threads,
      signal: this.#tools.signal,
      onEvent: (event) => {
        if (event.type === 'worker' && event.state === 'asleep') way.notes.add('it was put to sleep meanwhile: memory is short');
        if (event.type === 'plan' && event.state === 'LOST') way.notes.add(`it moved meanwhile: ${event.reason}`);
      },
    });
  }

  /** Makes the inputs, and opens the runtime alone beside. @param {{manifest: any, url: string}} about @param {Way} way */
  async #prepare({manifest, url}, way) {
    const model = /** @type {Model} */ (way.model);
    way.plan = model.plan;
    way.bytes = model.metrics.bytes;
    for (const {provider, reason} of model.plan.rejected) way.notes.add(`not ${provider}: ${reason}`);
    const kind = inputKind(manifest);
    for (const size of kind === 'image' ? this.#settings.sizes : ['']) {
      const cell = new Cell(way, size);
      way.cells.push(cell);
      const made = kind === 'tensors' ? {said: 'tensors', input: null, options: {}} : await inputOf(manifest, size);
      Object.assign(cell, made);
      const golden = () => feedsOf(model.inputs, manifest.goldens, () => bytesOf(manifest.goldens.data, url));
      if (kind === 'tensors') cell.feeds = await golden();
      else if (this.#settings.raw) cell.feeds = await fedBy(model, cell).catch(golden);
    }
    if (!this.#settings.raw) return;
    try {
      const {provider, variant, threads} = way.plan;
      way.raw = await loadRaw({manifest, manifestUrl: url, variant, provider, threads}, this.#tools.base, this.#tools.signal);
      way.rawLoadMs = way.raw.loadMs;
    } catch (error) {
      if (isCancelled(error)) throw error;
      way.notes.add(`not beside the runtime alone: ${messageOf(error)}`);
    }
  }

  /** @param {Cell} cell @param {number} round @param {boolean} counts */
  async #turn(cell, round, counts) {
    const {way, times, input, feeds} = cell;
    const model = /** @type {Model} */ (way.model);
    const {signal} = this.#tools;
    const note = (/** @type {keyof Cell['times']} */ name, /** @type {number} */ ms) => counts && times[name].push(ms);
    const took = async (/** @type {() => Promise<any>} */ step) => {
      const startedMs = performance.now();
      const answer = await step();
      return {answer, ms: performance.now() - startedMs};
    };
    if (input !== null) {
      const {ms} = await took(() => model.predict(input, {...cell.options, signal}));
      const {preprocessMs, runMs, postprocessMs} = model.metrics;
      note('totalMs', ms);
      note('preprocessMs', preprocessMs?.last ?? 0);
      note('runMs', runMs?.last ?? 0);
      note('postprocessMs', postprocessMs?.last ?? 0);
    }
    if (!feeds || (!way.raw && input !== null)) return;
    const raw = way.raw;
    const mine = () => took(() => model.run(feeds, {signal}));
    const theirs = () => (raw ? took(() => raw.run(feeds)) : null);
    const isFirst = round % 2 === 0;
    const one = isFirst ? await mine() : await theirs();
    const other = isFirst ? await theirs() : await mine();
    const [own, alone] = isFirst ? [one, other] : [other, one];
    if (own) note('tensorsMs', own.ms);
    if (own && input === null) {
      note('totalMs', own.ms);
      note('runMs', model.metrics.runMs?.last ?? own.ms);
    }
    if (alone) note('rawMs', alone.ms);
    if (own && alone && round === 0) cell.rawDifference = largestDifference(own.answer, alone.answer);
  }
}

/** The same tensors as a prediction is run on, in the model's own types. @param {Model} model @param {any} cell */
async function fedBy(model, {input, options}) {
  const feeds = await model.preprocess(input, options);
  for (const {name, type} of model.inputs) {
    if (!feeds[name] || feeds[name].type !== type) throw new HearthError('INVALID_INPUT', `${name} is ${type}`);
  }
  return feeds;
}

/** @param {Way} way */
async function finish(way) {
  const {tensorBytes} = await /** @type {Model} */ (way.model).memory();
  if (way.plan.runtime !== 'onnx' && tensorBytes) way.tensorBytes = tensorBytes;
}

/** @param {string} model @param {any} manifest @param {Way} way @returns {Row[]} */
function rowsOf(model, manifest, way) {
  const {asked, plan, cells} = way;
  const known = {
    model,
    title: manifest?.title ?? model,
    version: manifest?.version ?? '',
    task: manifest?.task ?? '',
    runtime: manifest?.runtime ?? '',
    provider: plan?.provider ?? asked.provider,
    variant: plan?.variant ?? asked.variant,
    threads: plan?.threads ?? asked.threads,
    bytes: Number.isFinite(way.bytes) ? way.bytes : null,
    coldLoadMs: way.coldLoadMs,
    warmLoadMs: figures(way.warmLoads),
    rawLoadMs: way.rawLoadMs,
    memoryBytes: way.memoryBytes,
    tensorBytes: way.tensorBytes,
  };
  const measured = cells.length > 0 ? cells : [new Cell(way, '')];
  return measured.map((cell) => {
    const failure = /** @type {any} */ (cell.failure ?? way.failure);
    const totalMs = figures(cell.times.totalMs);
    return {
      ...known,
      input: cell.said,
      status: failure ? 'failed' : 'measured',
      ...(failure && {code: failure.code ?? 'RUNTIME_FAILED', reason: messageOf(failure)}),
      notes: [...way.notes],
      preprocessMs: figures(cell.times.preprocessMs),
      runMs: figures(cell.times.runMs),
      postprocessMs: figures(cell.times.postprocessMs),
      totalMs,
      framesPerSecond: totalMs && totalMs.median > 0 ? 1000 / totalMs.median : null,
      tensorsMs: figures(cell.times.tensorsMs),
      rawMs: figures(cell.times.rawMs),
      rawDifference: cell.rawDifference,
    };
  });
}
