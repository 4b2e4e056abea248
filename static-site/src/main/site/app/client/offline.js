// Models that stay on the device.
import {isSupported, root, wasControlled} from './install.js';
import {areDocumentsStored, missingOf, storeDocuments, storeScript} from './stored.js';
import {noteUse} from './usage.js';

/**
 * @typedef {import('../../hearth.js').KeptFile} KeptFile
 * @typedef {typeof import('../../hearth.js')} Hearth
 */

/** The module that the page opens models by, of which there is one. @returns {Promise<Hearth>} */
const hearth = () => import(new URL('hearth.js', root).href);

/** The names of the models that people asked for. */
const PINS = `hearth-pinned:${root.pathname}`;

/** @returns {string[]} */
export function pins() {
  try {
    return JSON.parse(localStorage.getItem(PINS) ?? '[]');
  } catch {
    return [];
  }
}

/** @param {string} name @param {boolean} isPinned */
export function pin(name, isPinned) {
  const others = pins().filter((one) => one !== name);
  try {
    localStorage.setItem(PINS, JSON.stringify(isPinned ? [...others, name] : others));
  } catch {
    // It is stored all the same, but not anew after the browser has thrown it away.
  }
}

/**
 * Says whether a model works without a network, in the version that this device uses; how many bytes
 * it lacks, and whether it should.
 *
 * @param {string} name
 */
export async function state(name) {
  const {storage} = await hearth();
  const {manifest, shards, scripts} = await storage.needs(name);
  const kept = await storage.stored(shards.map(({sha256}) => sha256));
  const isKept = (/** @type {KeptFile} */ {sha256}) => sha256 in kept;
  const missing = [...shards.filter((file) => !isKept(file)), ...(await missingOf(scripts))];
  // Of a runtime's builds a device uses one, which is here once a model has run.
  const works =
    missing.every(isBuild) && shards.some((file) => isBuild(file) && isKept(file)) &&
    (await areDocumentsStored(manifest));
  const missingBytes = works ? 0 : total(missing);
  return {works, missingBytes, pinned: pins().includes(name), underWay: jobs.has(name)};
}

/** @typedef {(bytes: number, totalBytes: number) => void} OnBytes */

/**
 * A model on its way here, for all who ask for it.
 *
 * @typedef {object} Job
 * @property {Promise<void>} done
 * @property {AbortController} stop
 * @property {[number, number]} bytes so far, and in all
 * @property {Set<OnBytes>} listeners
 */

/** By their names. @type {Map<string, Job>} */
const jobs = new Map();

/**
 * Stores all that a model needs, or joins those who do. What is there already is not loaded again,
 * so that whoever cancelled goes on where they were.
 *
 * @param {string} name
 * @param {OnBytes} onProgress
 * @param {AbortSignal} signal ends it for all
 */
export function keep(name, onProgress, signal) {
  const job = jobs.get(name) ?? begin(name);
  job.listeners.add(onProgress);
  if (job.bytes[1] > 0) onProgress(...job.bytes);
  const stop = () => job.stop.abort(signal.reason);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, {once: true});
  return job.done;
}

/** @param {string} name @returns {Job} */
function begin(name) {
  const stop = new AbortController();
  stop.signal.addEventListener('abort', () => pin(name, false));
  pin(name, true);
  /** @type {Job} */
  const job = {
    stop,
    bytes: [0, 0],
    listeners: new Set(),
    done: Promise.resolve()
      .then(() => bring(name, job))
      .finally(() => jobs.delete(name)),
  };
  jobs.set(name, job);
  return job;
}

/** @param {string} name @param {Job} job */
async function bring(name, job) {
  const {signal} = job.stop;
  const tell = (/** @type {number} */ bytes, /** @type {number} */ all) => {
    job.bytes = [bytes, all];
    job.listeners.forEach((listener) => listener(bytes, all));
  };
  signal.throwIfAborted();
  const {HearthError, storage} = await hearth();
  const {manifest, scripts} = await storage.needs(name, {signal});
  await storeDocuments(manifest, true);
  const missing = await missingOf(scripts);
  const beside = total(missing);
  let all = 0;
  await storage.keep(name, {
    signal,
    onProgress: ({bytes, totalBytes}) => tell(bytes, (all = totalBytes + beside)),
  });
  let done = all - beside;
  for (const script of missing) {
    if (!(await storeScript(script, signal))) {
      throw new HearthError('INTEGRITY', `Expected SHA-256 ${script.sha256} at ${script.url}`);
    }
    tell((done += script.bytes), all);
  }
}

/** Stores of an opened model what its opening has not: nothing where a service worker saw it. @param {string} manifest */
export async function remember(manifest) {
  noteUse(manifest);
  if (!isSupported) return;
  await storeDocuments(manifest, false);
  if (wasControlled) return;
  const {storage} = await hearth();
  const {scripts} = await storage.needs(manifest);
  for (const script of await missingOf(scripts)) await storeScript(script);
}

/** @param {KeptFile} file */
const isBuild = ({url}) => url.endsWith('.wasm');
/** @param {readonly KeptFile[]} files */
const total = (files) => files.reduce((sum, {bytes}) => sum + bytes, 0);
