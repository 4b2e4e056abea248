// What the site keeps on this device, model by model. Shards belong to every version that names
// them: one goes when the last of these does.
import {DOCUMENTS, scriptsName, SHELL_PREFIX} from '../sw/names.js';
import {root} from './install.js';
import {pin, pins} from './offline.js';
import {estimate, forget, stored} from './storage.js';
import {shardsOf} from './shards.js';
import {forgetUse, uses} from './usage.js';

/**
 * @typedef {object} Kept a version of a model
 * @property {string} manifest its address
 * @property {string} title
 * @property {string} version
 * @property {number} bytes that are here, also of shards that other versions share
 * @property {number} freedBytes that are here for it alone
 * @property {number} usedMs when it was last opened, since 1970; 0 where that is not known
 *
 * @typedef {{url: string, title: string, version: string, hashes: string[]}} Package
 */

/** Returns what is here, and how much room there is. */
export async function inventory() {
  const [packages, sizes, {usageBytes, quotaBytes}] = await Promise.all([
    storedPackages(),
    stored(),
    estimate(),
  ]);
  const used = uses();
  const models = packages
    .filter(({url}) => isOurs(url))
    .map((one) => ({
      manifest: one.url,
      title: one.title,
      version: one.version,
      bytes: sum(one.hashes, sizes),
      freedBytes: sum(ownHashes(one, packages), sizes),
      usedMs: used[one.url] ?? 0,
    }))
    .filter(({bytes}) => bytes > 0)
    .sort((a, b) => b.usedMs - a.usedMs || a.manifest.localeCompare(b.manifest));
  const shells = (await caches.keys()).filter(isShell);
  return {
    models,
    runtimeBytes: sum(unclaimed(packages, sizes), sizes) + (await bytesOf([scriptsName(root)])),
    pageBytes: await bytesOf(shells),
    usageBytes,
    quotaBytes,
  };
}

/** Deletes a version of a model. @param {string} manifest its address */
export async function remove(manifest) {
  const packages = await storedPackages();
  const one = packages.find(({url}) => url === manifest);
  if (!one) return;
  await forget(ownHashes(one, packages));
  const documents = await caches.open(DOCUMENTS);
  await documents.delete(manifest);
  await documents.delete(new URL('MODEL_CARD.md', manifest));
  forgetUse(manifest);
  const folder = new URL('../', manifest);
  const isLast = !packages.some(({url}) => url !== manifest && url.startsWith(folder.href));
  if (isLast) pin(nameOf(folder), false);
}

/**
 * Deletes what runs models, without which none works offline: it is downloaded again with the next
 * one that a person opens or keeps.
 */
export async function removeRuntimes() {
  pins().forEach((name) => pin(name, false));
  await forget(unclaimed(await storedPackages(), await stored()));
  await caches.delete(scriptsName(root));
}

/** Deletes all but the page itself, and what other sites of this origin keep. */
export async function removeAll() {
  for (const {url} of await storedPackages()) if (isOurs(url)) await remove(url);
  await removeRuntimes();
}

/** @param {string} url */
const isOurs = (url) => url.startsWith(root.href);
/** @param {string} cache */
const isShell = (cache) => cache.startsWith(SHELL_PREFIX) && cache.endsWith(`:${root.pathname}`);
/** @param {URL} folder */
const nameOf = (folder) => decodeURIComponent(folder.pathname.split('/').at(-2) ?? '');

/** Returns all packages whose manifests this origin keeps, of other sites too. */
async function storedPackages() {
  const documents = await caches.open(DOCUMENTS);
  /** @type {Package[]} */
  const packages = [];
  for (const {url} of await documents.keys()) {
    if (!url.endsWith('/manifest.json')) continue;
    // Another page may have deleted it meanwhile.
    const manifest = await (await documents.match(url))?.json();
    if (!manifest) continue;
    const {title, name, version, ...rest} = manifest;
    const hashes = shardsOf(rest).map(({sha256}) => sha256);
    packages.push({url, title: title ?? name, version, hashes});
  }
  return packages;
}

/** @param {Package} one @param {Package[]} packages */
function ownHashes(one, packages) {
  const others = new Set(packages.filter((other) => other !== one).flatMap(({hashes}) => hashes));
  return one.hashes.filter((sha256) => !others.has(sha256));
}

/** Of runtimes, and of packages whose manifests are not here. @param {Package[]} packages @param {Record<string, number>} sizes */
function unclaimed(packages, sizes) {
  const claimed = new Set(packages.flatMap(({hashes}) => hashes));
  return Object.keys(sizes).filter((sha256) => !claimed.has(sha256));
}

/** @param {string[]} hashes @param {Record<string, number>} sizes */
const sum = (hashes, sizes) => hashes.reduce((bytes, sha256) => bytes + (sizes[sha256] ?? 0), 0);

/** @param {string[]} names of caches */
async function bytesOf(names) {
  let bytes = 0;
  for (const name of names) {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) bytes += (await (await cache.match(key))?.blob())?.size ?? 0;
  }
  return bytes;
}
