// What a model needs without a network: its documents, its shards, and its runtime's files.
import {BLOBS, blobKey, DOCUMENTS, scriptKey, scriptsName} from '../sw/names.js';
import {root} from './install.js';

/**
 * @typedef {{url: string, bytes: number, sha256: string, isScript: boolean}} File
 * @typedef {{url: string, response: Response}} Document
 * @typedef {{documents: Document[], files: File[]}} Package
 */

/** The network's, or else what is stored. @param {string} url */
async function fresh(url) {
  return fetch(url, {cache: 'no-cache'});
}

/** What is stored, or else the network's. @param {string} url */
async function known(url) {
  return (await (await caches.open(DOCUMENTS)).match(url)) ?? fresh(url);
}

/** @param {string} name @param {boolean} asNow as the site is now, where it answers */
export async function packageOf(name, asNow) {
  const folder = new URL(`models/${encodeURIComponent(name)}/`, root);
  const read = reader(asNow ? fresh : known);
  const {stable} = await read.json(new URL('channels.json', folder));
  return read.package(new URL(`${stable}/manifest.json`, folder));
}

/** @param {string} manifest its address */
export const packageAt = async (manifest) => {
  const url = new URL(manifest);
  const read = reader(known);
  const channels = new URL('../channels.json', url);
  // There are none beside a package that no channel leads to.
  await read.json(channels).catch(() => {});
  return read.package(url);
};

/** @param {(url: string) => Promise<Response>} get */
function reader(get) {
  /** @type {Document[]} */
  const documents = [];
  const document = async (/** @type {URL} */ url) => {
    const response = await get(url.href);
    if (!response.ok) throw new Error(`Expected ${url}, found HTTP status ${response.status}`);
    documents.push({url: url.href, response: response.clone()});
    return response;
  };
  const json = async (/** @type {URL} */ url) => {
    const text = await (await document(url)).text();
    try {
      return JSON.parse(text);
    } catch {
      documents.pop();
      throw new Error(`Expected JSON at ${url}, found ${text.slice(0, 20)}`);
    }
  };
  return {
    json,
    /** @param {URL} url @returns {Promise<Package>} */
    async package(url) {
      const manifest = await json(url);
      const {runtimes} = await (await fetch(new URL('offline.json', root))).json();
      const blobs = shardsOf({...manifest, variants: [runnable(manifest.variants)]});
      const optional = [new URL('MODEL_CARD.md', url), new URL('release-key.json', root)];
      for (const one of optional) await document(one).catch(() => {});
      return {
        documents,
        files: [
          ...blobs.map(({sha256, bytes}) => ({
            url: new URL(`../../blobs/${sha256}`, url).href,
            bytes,
            sha256,
            isScript: false,
          })),
          ...runtimes[manifest.runtime].map((/** @type {any} */ {path, bytes, sha256}) => ({
            url: new URL(path, root).href,
            bytes,
            sha256,
            isScript: /\.m?js$/.test(path),
          })),
        ],
      };
    },
  };
}

/** The variant that plans take first of those that run on any device. @param {any[]} variants */
function runnable(variants) {
  const unasked = variants.filter(({onRequest}) => !onRequest);
  return unasked.find(({needs}) => !needs?.length) ?? unasked[0];
}

/** All shards named anywhere in a part of a manifest, each once. @param {unknown} part */
export function shardsOf(part) {
  /** @type {Map<string, {sha256: string, bytes: number}>} */
  const found = new Map();
  const visit = (/** @type {any} */ value) => {
    if (typeof value !== 'object' || value === null) return;
    if (/^[0-9a-f]{64}$/.test(value.sha256) && value.bytes >= 0) found.set(value.sha256, value);
    else Object.values(value).forEach(visit);
  };
  visit(part);
  return [...found.values()];
}

/** Where a file is stored, and by which key. @param {File} file */
export async function placeOf({sha256, isScript}) {
  return isScript
    ? {cache: await caches.open(scriptsName(root)), key: scriptKey(sha256, root)}
    : {cache: await caches.open(BLOBS), key: blobKey(sha256, root)};
}

/** @param {File[]} files */
export async function missingOf(files) {
  const keysOf = async (/** @type {string} */ name) =>
    (await (await caches.open(name)).keys()).map(({url}) => url);
  const stored = new Set([...(await keysOf(BLOBS)), ...(await keysOf(scriptsName(root)))]);
  return files.filter(
    ({sha256, isScript}) => !stored.has((isScript ? scriptKey : blobKey)(sha256, root)),
  );
}

/** @param {Document[]} documents */
export async function storeDocuments(documents) {
  const cache = await caches.open(DOCUMENTS);
  for (const {url, response} of documents) await cache.put(url, response);
}

/** @param {Document[]} documents */
export async function areStored(documents) {
  const cache = await caches.open(DOCUMENTS);
  const found = await Promise.all(documents.map(({url}) => cache.match(url)));
  return found.every(Boolean);
}
