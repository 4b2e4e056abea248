// Models that stay on the device.
import {sha256Of} from '../sw/names.js';
import {isSupported, root, wasControlled} from './install.js';
import {noteUse} from './usage.js';
import {areStored, missingOf, packageAt, packageOf, placeOf, storeDocuments} from './stored.js';

/** @typedef {import('./stored.js').File} File */

const AT_ONCE = 4;

export class KeepError extends Error {
  /** @param {'NETWORK' | 'INTEGRITY' | 'QUOTA'} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

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
 * Says whether a model works without a network, how many bytes it lacks, and whether it should.
 *
 * @param {string} name
 */
export async function state(name) {
  const {documents, files} = await packageOf(name, false);
  const missingBytes = total(await missingOf(files));
  const works = missingBytes === 0 && (await areStored(documents));
  return {works, missingBytes, pinned: pins().includes(name)};
}

/**
 * Stores all that a model needs. What is there already is not loaded again, so that whoever
 * cancelled goes on where they were.
 *
 * @param {string} name
 * @param {(bytes: number, totalBytes: number) => void} onProgress
 * @param {AbortSignal} signal
 */
export async function keep(name, onProgress, signal) {
  signal.throwIfAborted();
  signal.addEventListener('abort', () => pin(name, false));
  pin(name, true);
  const {documents, files} = await packageOf(name, true).catch(unreachable);
  const missing = await missingOf(files);
  await checkRoom(total(missing));
  void navigator.storage?.persist?.().catch(() => {});
  const index = await fetch(new URL('models/index.json', root), {cache: 'no-cache'});
  if (index.ok) documents.push({url: index.url, response: index});
  await storeDocuments(documents).catch(full);
  const all = total(missing);
  let done = 0;
  const onBytes = (/** @type {number} */ count) => onProgress((done += count), all);
  onBytes(0);
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const next = async () => {
    for (let file; (file = missing.shift()); ) {
      stop.throwIfAborted();
      await storeFile(file, onBytes, stop);
    }
  };
  try {
    await Promise.all(Array.from({length: AT_ONCE}, next));
  } finally {
    failed.abort();
  }
}

/** Stores of an opened model what its opening has not: nothing where a service worker saw it. @param {string} manifest */
export async function remember(manifest) {
  noteUse(manifest);
  if (!isSupported) return;
  const {documents, files} = await packageAt(manifest);
  if (!(await areStored(documents))) await storeDocuments(documents);
  if (wasControlled) return;
  const scripts = (await missingOf(files)).filter(({isScript}) => isScript);
  for (const file of scripts) await storeFile(file, () => {}, new AbortController().signal);
}

/** @param {File[]} files */
const total = (files) => files.reduce((sum, {bytes}) => sum + bytes, 0);

/** @param {number} bytes */
async function checkRoom(bytes) {
  const {quota = Infinity, usage = 0} = (await navigator.storage?.estimate?.()) ?? {};
  if (usage + bytes > quota)
    throw new KeepError('QUOTA', `Expected room for ${bytes} bytes, found ${quota - usage}`);
}

/** @param {File} file @param {(count: number) => void} onBytes @param {AbortSignal} signal */
async function storeFile(file, onBytes, signal) {
  /** @type {unknown} */
  let failure;
  // A cache on the way may still hold what another build put there.
  for (const cache of /** @type {const} */ (['default', 'reload'])) {
    let counted = 0;
    const count = (/** @type {number} */ bytes) => onBytes(((counted += bytes), bytes));
    try {
      const bytes = await checkedBytes(file, cache, count, signal);
      const {cache: place, key} = await placeOf(file);
      const type = file.isScript ? 'text/javascript; charset=utf-8' : 'application/octet-stream';
      await place.put(key, new Response(bytes, {headers: {'Content-Type': type}})).catch(full);
      return;
    } catch (error) {
      onBytes(-counted);
      failure = error;
      if (!(error instanceof KeepError) || error.code !== 'INTEGRITY') break;
    }
  }
  throw failure;
}

/** @param {File} file @param {RequestCache} cache @param {(count: number) => void} onBytes @param {AbortSignal} signal */
async function checkedBytes({url, bytes, sha256}, cache, onBytes, signal) {
  const response = await fetch(url, {cache, signal}).catch(unreachable);
  if (!response.ok) throw new KeepError('NETWORK', `${url}: HTTP status ${response.status}`);
  const out = new Uint8Array(bytes);
  let filled = 0;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (;;) {
    const {done, value} = await reader.read().catch(unreachable);
    if (done) break;
    if (value.length > bytes - filled) {
      void reader.cancel().catch(() => {});
      throw new KeepError('INTEGRITY', `Expected ${bytes} bytes at ${url}, found more`);
    }
    out.set(value, filled);
    filled += value.length;
    onBytes(value.length);
  }
  if (filled < bytes || (await sha256Of(out)) !== sha256)
    throw new KeepError('INTEGRITY', `Expected SHA-256 ${sha256} at ${url}, found other bytes`);
  return out;
}

/** @param {any} cause @returns {never} */
function unreachable(cause) {
  if (cause?.name === 'AbortError') throw cause;
  throw new KeepError('NETWORK', `${cause?.message ?? cause}`);
}

/** @param {any} cause @returns {never} */
function full(cause) {
  if (cause?.name === 'QuotaExceededError') throw new KeepError('QUOTA', cause.message);
  throw cause;
}
