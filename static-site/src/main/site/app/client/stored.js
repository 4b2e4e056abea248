// What a model needs without a network beside its shards: its documents and its runtime's scripts.
import {DOCUMENTS, isWhatItsNameSays, scriptKey, scriptsName, sha256Of} from '../sw/names.js';
import {root} from './install.js';

/** @typedef {import('../../hearth.js').KeptFile} KeptFile */

/** @param {string} manifest its address */
const needed = (manifest) => [new URL('../channels.json', manifest).href, manifest];

/** @param {string} manifest its address */
export async function areDocumentsStored(manifest) {
  const cache = await caches.open(DOCUMENTS);
  const found = await Promise.all(needed(manifest).map((url) => cache.match(url)));
  return found.every(Boolean);
}

/**
 * Stores a version's documents as the site has them now.
 *
 * @param {string} manifest its address
 * @param {boolean} again also those that are stored already
 */
export async function storeDocuments(manifest, again) {
  const cache = await caches.open(DOCUMENTS);
  const card = new URL('MODEL_CARD.md', manifest).href;
  const ofSite = ['models/index.json', 'release-key.json'].map((path) => new URL(path, root).href);
  for (const url of [...needed(manifest), card, ...ofSite]) {
    // Who opens models replaces channels that are there already, once it believes others.
    const isLasting = !again || url.endsWith('/channels.json');
    if (isLasting && (await cache.match(url))) continue;
    const response = await fetch(url, {cache: 'no-cache'});
    if (await isWhatItsNameSays(response.clone(), url)) await cache.put(url, response);
  }
}

/** @param {readonly KeptFile[]} scripts */
export async function missingOf(scripts) {
  const cache = await caches.open(scriptsName(root));
  const stored = new Set((await cache.keys()).map(({url}) => url));
  return scripts.filter(({sha256}) => !stored.has(scriptKey(sha256, root)));
}

/**
 * Stores a script; false if it is not what the site says it is.
 *
 * @param {KeptFile} script
 * @param {AbortSignal} [signal]
 */
export async function storeScript({url, sha256}, signal) {
  const scripts = await caches.open(scriptsName(root));
  // A cache on the way may still hold what another build put there.
  for (const cache of /** @type {const} */ (['default', 'reload'])) {
    const bytes = await (await fetch(url, {cache, signal: signal ?? null})).arrayBuffer();
    if ((await sha256Of(bytes)) !== sha256) continue;
    const headers = {'Content-Type': 'text/javascript; charset=utf-8'};
    await scripts.put(scriptKey(sha256, root), new Response(bytes, {headers}));
    return true;
  }
  return false;
}
