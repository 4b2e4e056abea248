// What this device keeps of models: their shards, by their hash, whatever model they belong to.
import {HearthError} from './errors.js';
import {recall, remember} from './memory.js';

const CACHE = 'hearth-blobs';
const FOLDER = '/.hearth/blobs/';

/** @param {string} sha256 */
const address = (sha256) => new URL(FOLDER + sha256, globalThis.location.origin).href;

/** @type {typeof import('../../hearth.js').storage.stored} */
export async function stored(hashes) {
  const cache = await opened();
  /** @type {Record<string, number>} */
  const sizes = {};
  const kept = (await cache?.keys()) ?? [];
  const wanted = hashes && new Set(hashes);
  for (const request of kept) {
    const sha256 = request.url.slice(request.url.lastIndexOf('/') + 1);
    if (wanted && !wanted.has(sha256)) continue;
    const response = await cache?.match(request);
    if (response) sizes[sha256] = Number(response.headers.get('Content-Length'));
  }
  return sizes;
}

/** @type {typeof import('../../hearth.js').storage.forget} */
export async function forget(hashes) {
  if (hashes !== undefined && !Array.isArray(hashes)) {
    throw new HearthError('INVALID_INPUT', `Expected a list of SHA-256, found ${hashes}`);
  }
  forgetRecords();
  if (hashes) {
    const cache = await opened();
    await Promise.all(hashes.map((sha256) => cache?.delete(address(sha256))));
  } else if (globalThis.caches) {
    await caches.delete(CACHE);
  }
}

/** @type {typeof import('../../hearth.js').storage.estimate} */
export async function estimate() {
  const {storage} = globalThis.navigator ?? {};
  const {usage = 0, quota = 0} = (await storage?.estimate?.()) ?? {};
  return {
    usageBytes: usage,
    quotaBytes: quota,
    persisted: (await storage?.persisted?.()) ?? false,
  };
}

/** null where the page may keep nothing. */
async function opened() {
  return globalThis.caches ? caches.open(CACHE).catch(() => null) : null;
}

let hasAsked = false;

/**
 * Asks the browser once not to evict what it keeps. It may ask the person, or say no: nothing
 * depends on it.
 */
export function askToPersist() {
  if (hasAsked) return;
  hasAsked = true;
  globalThis.navigator?.storage?.persist?.().catch(() => {});
}

/**
 * Asks for what has proved worth keeping.
 *
 * @param {import('../../hearth.js').Transfer | null} transfer of a model that has just predicted
 */
export function provedUseful(transfer) {
  if (transfer && transfer.networkBytes > 0 && !transfer.refusal) askToPersist();
}

/** What is known of a model that was kept whole, by its manifest's address. */
const RECORD = 'hearth-kept:';

/** @typedef {{variant: string, bytes: number}} Whole all that was read of a model */

/** Notes for the next visit that this device keeps what was read. @param {string} manifest its address @param {Whole} whole */
export const noteKept = (manifest, whole) => remember(RECORD + manifest, whole);

/** Whether this device has kept the same before. @param {string} manifest @param {Whole} whole */
export function wasKept(manifest, {variant, bytes}) {
  const known = recall(RECORD + manifest);
  return known.variant === variant && known.bytes === bytes;
}

/** What a person deletes is not what the browser evicts. */
function forgetRecords() {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(RECORD));
    for (const name of names) localStorage.removeItem(name);
  } catch {
    // Without storage there are none.
  }
}
