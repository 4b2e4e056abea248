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
  const missing = shards.filter(({sha256}) => !(sha256 in kept));
  const missingBytes = total([...missing, ...(await missingOf(scripts))]);
  const works = missingBytes === 0 && (await areDocumentsStored(manifest));
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
  const {HearthError, storage} = await hearth();
  const {manifest, scripts} = await storage.needs(name, {signal});
  await storeDocuments(manifest);
  const missing = await missingOf(scripts);
  const beside = total(missing);
  let all = 0;
  await storage.keep(name, {
    signal,
    onProgress: ({bytes, totalBytes}) => onProgress(bytes, (all = totalBytes + beside)),
  });
  let done = all - beside;
  for (const script of missing) {
    if (!(await storeScript(script, signal))) {
      throw new HearthError('INTEGRITY', `Expected SHA-256 ${script.sha256} at ${script.url}`);
    }
    onProgress((done += script.bytes), all);
  }
}

/** Stores of an opened model what its opening has not: nothing where a service worker saw it. @param {string} manifest */
export async function remember(manifest) {
  noteUse(manifest);
  if (!isSupported) return;
  if (!(await areDocumentsStored(manifest))) await storeDocuments(manifest);
  if (wasControlled) return;
  const {storage} = await hearth();
  const {scripts} = await storage.needs(manifest);
  for (const script of await missingOf(scripts)) await storeScript(script);
}

/** @param {readonly KeptFile[]} files */
const total = (files) => files.reduce((sum, {bytes}) => sum + bytes, 0);
