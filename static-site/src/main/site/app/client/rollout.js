import {bytesOf, choose, readChannels, versionsOf} from './channels.js';
import {HearthError, messageOf} from './errors.js';
import {recall, remember} from './memory.js';
import {fetchText} from './texts.js';

/**
 * Where a version lies, and why it is this one.
 *
 * @typedef {object} Place
 * @property {string} url of its manifest.json
 * @property {string} [sha256] of its manifest.json, where the site tells
 * @property {string | null} version null for the folder or manifest of one version
 * @property {import('../../hearth.js').Release['channel']} channel
 * @property {boolean} signed
 * @property {string} [name] what the manifest of a signed release must call its model: the signature
 *     does not say whose it is
 */

/** What makes a version unfit for this device; others, such as NETWORK, are not the version's. */
const FAULTS = [
  'INTEGRITY',
  'MANIFEST_INVALID',
  'RUNTIME_FAILED',
  'SELF_TEST_FAILED',
  'TIMEOUT',
  'UNSUPPORTED_OPERATOR',
];

/** @type {Map<string, Promise<CryptoKey | null>>} */
const keys = new Map();

/** Which version of a model this device uses, by the site's channels and what it has seen. */
export class Rollout {
  #base;
  #url;
  #pinned;
  #memory;
  /** @type {import('./channels.js').Channels | null} */
  #channels = null;

  /**
   * @param {string | URL} source a model's name, or the address of its folder, of one version's, or
   *     of a manifest.json
   * @param {URL} base the folder of hearth.js
   * @param {string} [version] the only one to use
   */
  constructor(source, base, version) {
    this.#base = base;
    this.#url = resolve(String(source), base);
    this.#pinned = version;
    this.#memory = `hearth:${folderOf(this.#url)}`;
  }

  /** @param {AbortSignal} [signal] @returns {Promise<Place>} */
  async locate(signal) {
    const direct = {version: null, channel: /** @type {const} */ ('pinned'), signed: false};
    if (this.#url.pathname.endsWith('/manifest.json')) return {...direct, url: this.#url.href};
    const folder = new URL(folderOf(this.#url));
    const channels = await this.#current(new URL('channels.json', folder), signal);
    // The folder of a version has no channels.
    if (channels === null) return {...direct, url: new URL('manifest.json', folder).href};
    const chosen = this.#choose(channels, folder);
    return {
      ...chosen,
      url: new URL(`${chosen.version}/manifest.json`, folder).href,
      sha256: channels.manifests[chosen.version],
      signed: channels.signed,
      name: folder.pathname.split('/').at(-2),
    };
  }

  /** @param {AbortSignal} [signal] */
  async versions(signal) {
    const url = new URL('channels.json', folderOf(this.#url));
    const channels = await this.#current(url, signal);
    return channels ? versionsOf(channels) : [];
  }

  /** Notes that a version serves here. @param {Place} place */
  serves({version}) {
    if (version !== null) this.#note({good: version});
  }

  /**
   * Notes that a version does not serve here, unless it is all there is.
   *
   * @param {Place} place
   * @param {unknown} error
   * @returns {boolean} whether there is another to go on with
   */
  fails({version, channel}, error) {
    const fault = error instanceof HearthError && FAULTS.includes(error.code) ? error : null;
    if (version === null || channel === 'pinned' || !fault || !this.#channels) return false;
    const device = this.#device();
    const bad = {...device.bad, [version]: fault.message};
    if (!choose(this.#channels, {...device, bad})) return false;
    this.#note({bad});
    return true;
  }

  /** @param {import('./channels.js').Channels} channels @param {URL} folder */
  #choose(channels, folder) {
    const {bad = {}, ...device} = this.#device();
    const wanted = this.#pinned;
    if (wanted !== undefined && !channels.blocked.includes(wanted)) {
      return {version: wanted, channel: /** @type {const} */ ('pinned')};
    }
    const chosen = wanted === undefined ? choose(channels, {...device, bad}) : null;
    if (chosen) return chosen;
    const version = wanted ?? channels.stable;
    throw new HearthError(
      'MODEL_NOT_FOUND',
      `${folder}: version ${version} is blocked` +
        (version in bad ? ` or failed here: ${bad[version]}` : ', and there is no other'),
    );
  }

  /**
   * Returns the channels as the site has them now; those seen last where it cannot be reached, or
   * answers with older ones.
   *
   * @param {URL} url
   * @param {AbortSignal} [signal]
   */
  async #current(url, signal) {
    const key = await siteKey(this.#base, signal);
    const {channels: seen, release = 0} = this.#device();
    let text;
    try {
      text = await fetchText(url, signal, seen ? 0 : undefined);
    } catch (error) {
      if (!seen || signal?.aborted) throw error;
      text = seen;
    }
    if (text === null) return null;
    let channels = await readChannels(text, url, key);
    if (channels.release < release && seen) channels = await readChannels(seen, url, key);
    else this.#note({channels: text, release: channels.release});
    return (this.#channels = channels);
  }

  /** @returns {{bucket: number, bad?: Record<string, string>, good?: string, channels?: string, release?: number}} */
  #device() {
    const {bucket = drawn(), ...rest} = recall(this.#memory);
    return {bucket, ...rest};
  }

  /** @param {object} news */
  #note(news) {
    remember(this.#memory, {...this.#device(), ...news});
  }
}

/** A number from 0 to 100, in steps of a hundredth. */
const drawn = () => (crypto.getRandomValues(new Uint32Array(1))[0] % 10_000) / 100;

/** @param {URL} url */
function folderOf(url) {
  const folder = new URL(url);
  folder.pathname += url.pathname.endsWith('/') ? '' : '/';
  return folder.href;
}

/**
 * Returns what the site's releases are signed with, or null where they are not.
 *
 * @param {URL} base
 * @param {AbortSignal} [signal]
 */
async function siteKey(base, signal) {
  const url = new URL('release-key.json', base);
  if (!keys.has(url.href)) keys.set(url.href, readKey(url, signal));
  const key = keys.get(url.href) ?? null;
  key?.catch(() => keys.delete(url.href));
  return key;
}

/** @param {URL} url @param {AbortSignal} [signal] */
async function readKey(url, signal) {
  const text = await fetchText(url, signal);
  try {
    const {ed25519: base64} = JSON.parse(text ?? '{}');
    return base64
      ? await crypto.subtle.importKey('raw', bytesOf(base64), 'Ed25519', false, ['verify'])
      : null;
  } catch (cause) {
    throw new HearthError(
      'INTEGRITY',
      `${url}: expected an Ed25519 key, and a browser that knows them: ${messageOf(cause)}`,
      {cause},
    );
  }
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
