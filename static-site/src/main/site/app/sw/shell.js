import {scriptKey, scriptsName, SHELL_PREFIX, shellName} from './names.js';
import {root, urlOf} from './scope.js';

const NAME = shellName(BUILD.hash, root);

/** @param {string} path */
export const isShell = (path) => Object.hasOwn(BUILD.shell, path);

/** Stores the whole shell or fails: one whose parts are of different builds would be worse than none. */
export async function store() {
  const cache = await caches.open(NAME);
  const storing = Object.entries(BUILD.shell).map(async ([path, sha256]) => {
    const integrity = `sha256-${base64(sha256)}`;
    const response = await fetch(urlOf(path), {cache: 'no-cache', integrity});
    if (!response.ok) throw new Error(`Expected ${path}, found HTTP status ${response.status}`);
    await cache.put(urlOf(path), response);
  });
  try {
    await Promise.all(storing);
  } catch (error) {
    // A part of it takes room, and is of no use.
    await Promise.allSettled(storing);
    await caches.delete(NAME);
    throw error;
  }
}

/** Removes the shells of other builds, and scripts that this one does not know. */
export async function removeOld() {
  const isOld = (/** @type {string} */ name) =>
    name.startsWith(SHELL_PREFIX) && name.endsWith(`:${root.pathname}`) && name !== NAME;
  for (const name of (await caches.keys()).filter(isOld)) await caches.delete(name);
  const scripts = await caches.open(scriptsName(root));
  const known = new Set(Object.values(BUILD.scripts).map((sha256) => scriptKey(sha256, root)));
  for (const {url} of await scripts.keys()) if (!known.has(url)) await scripts.delete(url);
}

/** Returns a file of the shell, from the network where the browser has thrown it away. @param {string} path */
export async function shellFile(path) {
  const cache = await caches.open(NAME);
  return (await cache.match(urlOf(path))) ?? fetch(urlOf(path), {cache: 'no-cache'});
}

/** @param {string} hex */
const base64 = (hex) =>
  btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16))));
