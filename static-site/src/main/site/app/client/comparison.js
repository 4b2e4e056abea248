import {ofSounds, ruleOf} from './agreement.js';
import {copyOf} from './copies.js';
import {discard} from './job.js';
import {Side} from './side.js';
import {Tally} from './tally.js';

/**
 * @typedef {import('../../hearth.js').Model} Model
 * @typedef {import('../../hearth.js').Plan} Plan
 * @typedef {import('../../hearth.js').CompareOptions} CompareOptions
 * @typedef {import('../../hearth.js').ComparisonReport} ComparisonReport
 * @typedef {import('./agreement.js').Rule} Rule
 * @typedef {import('./inputs.js').Message} Message
 * @typedef {import('./port.js').Reply} Reply
 * @typedef {(again: boolean) => Message | Promise<Message> | null} Prepare
 *
 * @typedef {object} Means what hearth.js has to compare with
 * @property {typeof import('../../hearth.js').open} open
 * @property {typeof import('../../hearth.js').HearthError} HearthError
 * @property {import('../../hearth.js').OpenOptions} options what the first model was opened with
 * @property {string} [version] of the first model, where its site has several
 * @property {(model: Model) => boolean} isApart whether a model is in another worker than the first
 * @property {() => number} room what the weights of all models may come to
 * @property {(model: Model, kind: string, prepare: Prepare) => Promise<Reply>} ask
 * @property {() => void} leave has the first model compared no more
 *
 * @typedef {object} Answered what the first model has answered, and the other is to try
 * @property {string} kind
 * @property {number} input which one it was
 * @property {Promise<Message | null>} copy null where the input could not be copied
 * @property {Reply} reply
 * @property {any} result
 * @property {Plan} plan
 */

const DEFAULT_TOLERANCE = 0.01;

/** Two models on the same inputs: the first answers, and the other tries them afterwards. */
export class Comparison {
  #first;
  /** @type {Model | null} */
  #other = null;
  #options;
  #means;
  #opening = new AbortController();
  /** By kind of request. @type {Record<string, Rule>} */
  #rules = {};
  #used = new Set();
  #firstSide;
  #otherSide = new Side(null);
  #answered = 0;
  #skipped = 0;
  #tally = new Tally();
  #began = new Date().toISOString();
  #ended = '';
  #because = '';
  /** The latest that the other has not tried. @type {Answered | null} */
  #waiting = null;
  /** The one that the other tries. @type {Answered | null} */
  #trying = null;
  /** @type {() => void} */
  #finish = () => {};
  /** @type {Promise<void>} */
  done = new Promise((resolve) => (this.#finish = resolve));

  /** @param {Model} first @param {CompareOptions} options @param {Means} means */
  constructor(first, options, means) {
    this.#first = first;
    this.#firstSide = new Side(first);
    this.#options = options;
    this.#means = means;
  }

  get other() {
    return /** @type {Model} */ (this.#other);
  }

  /** @returns {ComparisonReport} */
  get report() {
    const {compared, agreement, difference, disagreements} = this.#tally;
    const [usual] = Object.keys(this.#rules);
    const kinds = this.#used.size > 0 ? [...this.#used] : [usual];
    return {
      began: this.#began,
      ended: this.#ended || null,
      because: this.#because,
      first: this.#firstSide.report,
      other: this.#otherSide.report,
      inputs: {answered: this.#answered, compared, skipped: this.#skipped},
      agreement: {
        when: kinds.map((kind) => this.#rules[kind]?.agree ?? '').join('; '),
        ...agreement,
      },
      difference: {of: this.#rules[usual]?.difference ?? '', ...difference},
      disagreements,
    };
  }

  /** Opens the other model; until then nothing is compared. */
  async begin() {
    const {signal, tolerance = DEFAULT_TOLERANCE} = this.#options;
    const abort = () => this.#opening.abort();
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    try {
      const isTolerance = tolerance >= 0 && tolerance < Infinity;
      this.#expect(isTolerance, 'options.tolerance, 0 or more', tolerance);
      const other = await this.#open();
      this.#other = other;
      this.#check(other);
      this.#otherSide = new Side(other);
      const task = taskOf(other);
      const rule = ruleOf(task, tolerance);
      this.#rules = task === 'tensors' ? {run: rule} : {predict: rule, detect: ofSounds(rule)};
      return this;
    } catch (error) {
      await this.end('The other model could not be opened.');
      // It came when this had ended already.
      if (!this.#options.model) await this.#other?.close();
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  async #open() {
    const {model, source, tolerance, onChange, signal, ...given} = this.#options;
    if (model) {
      this.#expect(this.#means.isApart(model), 'a model in another worker', 'one of the same');
      return model;
    }
    const {beside, keep, version, onEvent, onProgress, ...same} = this.#means.options;
    const options = {...same, ...given, signal: this.#opening.signal};
    if (source !== undefined) return this.#means.open(source, options);
    const {version: wanted, variant, provider} = given;
    const isAnother = [wanted, variant, provider].some((one) => one !== undefined);
    this.#expect(isAnother, 'a version, variant, provider, source or model in options', 'none');
    const url = this.#first.url ?? '';
    this.#expect(url, 'a source or a model in options', 'a model of files, which has no versions');
    options.version = wanted ?? this.#means.version;
    return options.version === undefined
      ? this.#means.open(url, options)
      : this.#means.open(new URL('../', url), options);
  }

  /** @param {Model} other */
  #check(other) {
    const {HearthError, room} = this.#means;
    // While it was being opened.
    if (this.#ended) throw new HearthError('CANCELLED', this.#because);
    const task = taskOf(this.#first);
    this.#expect(taskOf(other) === task, `a model for ${task}`, `one for ${taskOf(other)}`);
    const bytes = this.#first.metrics.bytes + other.metrics.bytes;
    if (bytes > room()) {
      throw new HearthError(
        'OUT_OF_MEMORY',
        `Expected room for both models, ${bytes} bytes, found ${room()}: they would put each ` +
          'other to sleep. Raise memoryBudgetBytes if the device has more',
      );
    }
  }

  /** @param {unknown} holds @param {string} what @param {unknown} found */
  #expect(holds, what, found) {
    const {HearthError} = this.#means;
    if (!holds) throw new HearthError('INVALID_INPUT', `Expected ${what}, found ${found}`);
  }

  /**
   * Has the first model answer, and notes the input for the other.
   *
   * @param {string} kind
   * @param {Prepare} prepare
   * @param {(prepare: Prepare) => Promise<Reply>} ask
   */
  async watch(kind, prepare, ask) {
    const rule = this.#rules[kind];
    if (!rule) return ask(prepare);
    /** @type {Promise<Message | null>} */
    let copy = Promise.resolve(null);
    const copying = (/** @type {boolean} */ again) => {
      const taken = prepare(again);
      if (again || !taken) return taken;
      return Promise.resolve(taken).then((message) => {
        // Before it is handed over.
        copy = copyOf(message).catch(() => null);
        return message;
      });
    };
    let reply;
    try {
      reply = await ask(copying);
    } catch (/** @type {any} */ error) {
      drop(copy);
      if (error.code !== 'CANCELLED') this.#failed(this.#firstSide, error);
      throw error;
    }
    if (this.#ended) drop(copy);
    else this.#offer({kind, copy, reply, result: rule.taken(resultOf(reply, kind))});
    return reply;
  }

  /** @param {Omit<Answered, 'input' | 'plan'>} answered */
  #offer(answered) {
    this.#skip(this.#waiting);
    this.#waiting = {...answered, input: ++this.#answered, plan: this.#first.plan};
    this.#changed();
    if (!this.#trying) void this.#tryAll();
  }

  /** @param {Answered | null} answered */
  #skip(answered) {
    if (!answered) return;
    this.#skipped++;
    drop(answered.copy);
  }

  async #tryAll() {
    for (let next; (next = this.#waiting) && !this.#ended; ) {
      this.#waiting = null;
      this.#trying = next;
      try {
        await this.#try(next);
      } catch (/** @type {any} */ error) {
        // Whoever opened it has closed it, or the site has withdrawn it.
        if (error.code === 'CANCELLED') void this.end('The other model was closed.');
        else if (error.code === 'MODEL_NOT_FOUND') void this.end(error.message);
        else this.#failed(this.#otherSide, error);
      }
      this.#trying = null;
    }
  }

  /** @param {Answered} answered */
  async #try(answered) {
    const message = await answered.copy;
    if (this.#ended || !message) {
      if (message) discard(message);
      else if (!this.#ended) this.#skip(answered);
      return this.#changed();
    }
    const {other} = this;
    const prepare = (/** @type {boolean} */ again) =>
      again && message.transfer.length > 0 ? null : message;
    const reply = await this.#means.ask(other, answered.kind, prepare);
    if (this.#ended) return;
    if (other.url !== this.#otherSide.url) {
      return this.end('The other model went over to another version.');
    }
    this.#count(answered, reply);
  }

  /** @param {Answered} answered @param {Reply} reply the other's */
  #count({kind, input, reply: firstReply, result: first, plan}, reply) {
    const rule = this.#rules[kind];
    const other = resultOf(reply, kind);
    const verdict = rule.compare(first, other);
    this.#used.add(kind);
    this.#firstSide.count(firstReply, plan);
    this.#otherSide.count(reply, this.other.plan);
    this.#tally.count(verdict, () => ({input, first: rule.told(first), other: rule.told(other)}));
    this.#changed();
  }

  /** @param {Side} side @param {unknown} error */
  #failed(side, error) {
    if (this.#ended) return;
    side.failed(error);
    this.#changed();
  }

  #changed() {
    const {onChange} = this.#options;
    // What it throws is the page's to see, and disturbs no prediction.
    if (onChange) queueMicrotask(() => onChange(this));
  }

  /** @param {string} [because] */
  async end(because = 'The page ended it.') {
    if (this.#ended) return this.done;
    this.#ended = new Date().toISOString();
    this.#because = because;
    this.#opening.abort();
    this.#skip(this.#waiting);
    if (this.#trying) this.#skipped++;
    this.#waiting = null;
    this.#means.leave();
    this.#changed();
    if (!this.#options.model) await this.#other?.close();
    this.#finish();
  }
}

/** @param {Model} model */
const taskOf = (model) => model.manifest?.task ?? 'tensors';

/** @param {Reply} reply @param {string} kind */
const resultOf = (reply, kind) =>
  kind === 'detect' ? reply : kind === 'run' ? reply.fetches : reply.result;

/** @param {Promise<Message | null>} copy */
const drop = (copy) => void copy.then(discard);
