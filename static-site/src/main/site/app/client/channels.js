// channels.json: which versions of a model are offered, to whom, and who says so.
import {HearthError, messageOf} from './errors.js';

/**
 * @typedef {object} Channels
 * @property {string} stable
 * @property {{version: string, percent: number} | null} canary
 * @property {string[]} blocked
 * @property {string[]} previous those that were stable before, the latest first
 * @property {number} release grows with each edit; 0 where the site does not count
 * @property {Record<string, string>} manifests SHA-256 by version; empty where the site does not tell
 * @property {boolean} signed
 */

const KEYS = ['release', 'stable', 'canary', 'blocked', 'manifests', 'previous', 'signature'];
/** The signature is the last member, on a line of its own. */
const SIGNATURE = /,\s*"signature":\s*"([A-Za-z0-9+/=]*)"(?=\s*\}\s*$)/;

/** @param {string} base64 */
export const bytesOf = (base64) =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** @param {unknown} version */
const isVersion = (version) => typeof version === 'string' && /^(?!\.\.?$)[^/\\]+$/.test(version);

/** @param {unknown} versions */
const areVersions = (versions) => Array.isArray(versions) && versions.every(isVersion);

/** @param {any} canary */
const isCanary = ({version, percent}) => isVersion(version) && percent >= 0 && percent <= 100;

/**
 * @param {string} text
 * @param {URL} url for messages
 * @param {CryptoKey | null} key the site's; null where it signs nothing
 * @returns {Promise<Channels>}
 */
export async function readChannels(text, url, key) {
  /** @type {Record<string, any>} */
  let json;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new HearthError('MANIFEST_INVALID', `${url} is not JSON: ${messageOf(cause)}`, {cause});
  }
  const unknown = Object.keys(json ?? {}).find((name) => !KEYS.includes(name));
  const {stable, canary = null, blocked = [], previous = [], release = 0, manifests = {}} = json ?? {};
  const wrong = [
    {holds: unknown === undefined, found: `the key ${unknown}`},
    {holds: isVersion(stable), found: `stable ${JSON.stringify(stable)}`},
    {holds: canary === null || isCanary(canary), found: `canary ${JSON.stringify(canary)}`},
    {holds: areVersions(blocked), found: `blocked ${JSON.stringify(blocked)}`},
    {holds: areVersions(previous), found: `previous ${JSON.stringify(previous)}`},
    {holds: areVersions(Object.keys(manifests ?? {})), found: `manifests ${JSON.stringify(manifests)}`},
  ].find(({holds}) => !holds);
  if (wrong) {
    throw new HearthError(
      'MANIFEST_INVALID',
      `${url}: expected a stable version, found ${wrong.found}`,
    );
  }
  if (key) await check(text, url, key);
  return {stable, canary, blocked, previous, release, manifests, signed: key !== null};
}

/** @param {string} text @param {URL} url @param {CryptoKey} key */
async function check(text, url, key) {
  const [whole = '', base64 = ''] = text.match(SIGNATURE) ?? [];
  const signed = new TextEncoder().encode(text.replace(whole, ''));
  if (!base64 || !(await crypto.subtle.verify('Ed25519', key, bytesOf(base64), signed))) {
    throw new HearthError(
      'INTEGRITY',
      `${url}: expected the signature of this site's release key, found ` +
        (base64 ? 'one that does not fit' : 'none'),
    );
  }
}

/**
 * Chooses a version for a device.
 *
 * @param {Channels} channels
 * @param {{bucket: number, bad?: Record<string, string>, good?: string}} device
 * @returns {{version: string, channel: 'stable' | 'canary' | 'previous'} | null} null where nothing
 *     may be used
 */
export function choose({stable, canary, blocked}, {bucket, bad = {}, good}) {
  const usable = (/** @type {string | undefined} */ version) =>
    version !== undefined && !blocked.includes(version) && !(version in bad);
  if (canary && bucket < canary.percent && usable(canary.version)) {
    return {version: canary.version, channel: 'canary'};
  }
  if (usable(stable)) return {version: stable, channel: 'stable'};
  return usable(good) ? {version: /** @type {string} */ (good), channel: 'previous'} : null;
}

/** @param {Channels} channels @returns {import('../../hearth.js').OfferedVersion[]} each version once */
export function versionsOf({stable, canary, previous, blocked, manifests}) {
  /** @type {Map<string, import('../../hearth.js').OfferedVersion>} */
  const out = new Map();
  const add = (/** @type {'stable' | 'canary' | 'previous' | 'released' | 'none'} */ channel) =>
    (/** @type {string} */ version) =>
      out.has(version) || out.set(version, {version, channel, blocked: blocked.includes(version)});
  add('stable')(stable);
  if (canary) add('canary')(canary.version);
  previous.forEach(add('previous'));
  Object.keys(manifests).forEach(add('released'));
  blocked.forEach(add('none'));
  return [...out.values()];
}
