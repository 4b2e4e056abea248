// From what a page names to a manifest's address.
import {cancelled, HearthError, messageOf} from './errors.js';

const CHANNEL_KEYS = [
  'release',
  'stable',
  'canary',
  'blocked',
  'previous',
  'manifests',
  'signature',
];

/**
 * @param {string | URL} source a model's name, or the address of its folder, of one version's, or
 *     of a manifest.json
 * @param {URL} base the folder of hearth.js
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>}
 */
export async function manifestUrl(source, base, signal) {
  const url = resolve(String(source), base);
  if (url.pathname.endsWith('/manifest.json')) return url.href;
  const folder = new URL(url);
  folder.pathname += url.pathname.endsWith('/') ? '' : '/';
  const channels = await channelsOf(new URL('channels.json', folder), signal);
  // The folder of a version has no channels.
  return new URL(channels === null ? 'manifest.json' : `${channels}/manifest.json`, folder).href;
}

/** @param {string} source @param {URL} base */
function resolve(source, base) {
  const isName = /^[^/:]+$/.test(source) && source !== 'manifest.json';
  const here = globalThis.document?.baseURI ?? globalThis.location?.href ?? base.href;
  try {
    const url = isName ? new URL(`models/${source}`, base) : new URL(source, here);
    // Others, such as data:, have no folders.
    return new URL('.', url) && url;
  } catch (cause) {
    throw new HearthError('MODEL_NOT_FOUND', `Expected a model's address, found ${source}`, {
      cause,
    });
  }
}

/**
 * Returns the stable version, or null where there are no channels.
 *
 * @param {URL} url
 * @param {AbortSignal} [signal]
 * @returns {Promise<string | null>}
 */
async function channelsOf(url, signal) {
  const text = await fetchText(url, signal);
  if (text === null) return null;
  /** @type {Record<string, unknown>} */
  let channels;
  try {
    channels = JSON.parse(text);
  } catch (cause) {
    throw new HearthError('MANIFEST_INVALID', `${url} is not JSON: ${messageOf(cause)}`, {cause});
  }
  const unknown = Object.keys(channels ?? {}).find((key) => !CHANNEL_KEYS.includes(key));
  const stable = channels?.stable;
  if (unknown !== undefined || typeof stable !== 'string' || !/^[^/\\]+$/.test(stable)) {
    const found = unknown === undefined ? `stable ${JSON.stringify(stable)}` : `the key ${unknown}`;
    throw new HearthError('MANIFEST_INVALID', `${url}: expected a stable version, found ${found}`);
  }
  if (Array.isArray(channels.blocked) && channels.blocked.includes(stable)) {
    throw new HearthError('MODEL_NOT_FOUND', `${url}: the stable version ${stable} is blocked`);
  }
  return stable;
}

/**
 * Returns a file's text, or null if there is none.
 *
 * @param {URL} url
 * @param {AbortSignal} [signal]
 */
async function fetchText(url, signal) {
  let response;
  try {
    response = await fetch(url, {cache: 'no-cache', signal: signal ?? null});
    if (response.ok) return await response.text();
  } catch (cause) {
    if (signal?.aborted) throw cancelled();
    throw new HearthError(
      'NETWORK',
      `${url} could not be fetched: no connection, or the page's policy (connect-src) or the ` +
        `server's (CORS) forbids it: ${messageOf(cause)}`,
      {cause},
    );
  }
  if (response.status === 404 || response.status === 410) return null;
  throw new HearthError('NETWORK', `${url}: expected a file, found HTTP status ${response.status}`);
}
