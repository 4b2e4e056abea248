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

/** @param {unknown} version */
export const isVersion = (version) => typeof version === 'string' && /^(?!\.\.?$)[^/\\]+$/.test(version);

/** @param {unknown} versions */
const areVersions = (versions) => Array.isArray(versions) && versions.every(isVersion);

/** @param {any} canary */
const isCanary = ({version, percent}) => isVersion(version) && percent >= 0 && percent <= 100;

/**
 * @param {string} text
 * @param {URL} url for messages
 * @param {boolean} signed whether somebody has checked that the text is
 * @returns {Channels}
 */
export function readChannels(text, url, signed) {
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
  return {stable, canary, blocked, previous, release, manifests, signed};
}

/**
 * Whether a version may be used at all: of signed channels, those alone whose manifest they name.
 *
 * @param {Channels} channels
 * @param {string} version
 */
export const isAllowed = ({blocked, manifests, signed}, version) =>
  isVersion(version) && !blocked.includes(version) && (!signed || Object.hasOwn(manifests, version));

/**
 * Chooses a version for a device.
 *
 * @param {Channels} channels
 * @param {{bucket: number, bad?: Record<string, string>, good?: string[]}} device `good`: those that
 *     served here, the last first
 * @returns {{version: string, channel: 'stable' | 'canary' | 'previous'} | null} null where nothing
 *     may be used
 */
export function choose(channels, {bucket, bad = {}, good = []}) {
  const {stable, canary} = channels;
  const isUsable = (/** @type {string} */ version) =>
    isAllowed(channels, version) && !Object.hasOwn(bad, version);
  if (canary && bucket < canary.percent && isUsable(canary.version)) {
    return {version: canary.version, channel: 'canary'};
  }
  if (isUsable(stable)) return {version: stable, channel: 'stable'};
  const version = good.find(isUsable);
  return version === undefined ? null : {version, channel: 'previous'};
}

/**
 * @param {Channels} channels
 * @param {string | undefined} chosen by this device
 * @returns {import('../../hearth.js').OfferedVersion[]} each version once
 */
export function versionsOf({stable, canary, previous, blocked, manifests}, chosen) {
  /** @type {Map<string, import('../../hearth.js').OfferedVersion>} */
  const out = new Map();
  const add =
    (/** @type {'stable' | 'canary' | 'previous' | 'released' | 'none'} */ channel) =>
    (/** @type {string} */ version) => {
      const about = {blocked: blocked.includes(version), chosen: version === chosen};
      if (!out.has(version)) out.set(version, {version, channel, ...about});
    };
  add('stable')(stable);
  if (canary) add('canary')(canary.version);
  previous.forEach(add('previous'));
  Object.keys(manifests).forEach(add('released'));
  blocked.forEach(add('none'));
  return [...out.values()];
}
