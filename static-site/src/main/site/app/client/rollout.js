import {choose, isAllowed, isVersion, readChannels, versionsOf} from './channels.js';
import {keepDocument} from './documents.js';
import {HearthError} from './errors.js';
import {recall, remember} from './memory.js';
import {knownKey, requireSigned, siteKey} from './site-key.js';
import {fetchText} from './texts.js';
import {crashed, Trial} from './trial.js';

/**
 * Where a version lies, and why it is this one.
 *
 * @typedef {object} Place
 * @property {string} url of its manifest.json
 * @property {string} [sha256] of its manifest.json, where the site tells
 * @property {string | null} version null for the folder or manifest of one version
 * @property {import('../../hearth.js').Release['channel']} channel
 * @property {boolean} signed
 */

/**
 * What this device knows of a model.
 *
 * @typedef {object} Device
 * @property {number} bucket 0 to 100
 * @property {Record<string, string>} [bad] versions that failed here, and why
 * @property {string[]} [good] versions that served here, the last first
 * @property {{text: string, key: string, release: number}} [seen] the last channels that were
 *     believed, and the key that had signed them: '' for none
 * @property {Record<string, string>} [begun] versions by their trials that nobody ended
 */

/** What makes a version unfit for this device for good; what may pass makes it so this time. */
const FAULTS = ['RUNTIME_FAILED', 'SELF_TEST_FAILED', 'TIMEOUT', 'UNSUPPORTED_OPERATOR'];
const NO_FAULTS = ['CANCELLED', 'INVALID_INPUT'];
const MOST_GOOD = 3;

/** Which version of a model this device uses, by the site's channels and what it has seen. */
export class Rollout {
  #base;
  #url;
  #pinned;
  /** Of the version that the address names. @type {URL | undefined} */
  #manifest;
  #memory;
  #onDoubt;
  /** Why what the site offers now is not believed; '' if it is. */
  #doubt = '';
  #toldDoubt = '';
  /** @type {import('./channels.js').Channels | null} */
  #channels = null;
  /** What could not be had this time. @type {Record<string, string>} */
  #unfit = {};

  /**
   * @param {string | URL} source a model's name, or the address of its folder, of one version's, or
   *     of a manifest.json: that of a version of a model of this site asks for the version, and is
   *     subject to the model's channels
   * @param {URL} base the folder of hearth.js
   * @param {string} [version] the only one to use
   * @param {(version: string, doubt: string) => void} [onDoubt] told which version is used although
   *     what the site offers now is not believed, and why it is not
   */
  constructor(source, base, version, onDoubt) {
    if (version !== undefined && !isVersion(version)) {
      throw new HearthError('INVALID_INPUT', `Expected a version, found ${version}`);
    }
    this.#base = base;
    const url = resolve(String(source), base);
    const asked = versionAt(url, base);
    if (asked && version !== undefined && version !== asked.version) {
      const found = `${asked.version} in the address and ${version} in the options`;
      throw new HearthError('INVALID_INPUT', `Expected one version, found ${found}`);
    }
    this.#url = asked?.folder ?? url;
    this.#pinned = asked?.version ?? version;
    this.#manifest = asked?.manifest;
    this.#memory = `hearth:${folderOf(this.#url)}`;
    this.#onDoubt = onDoubt;
  }

  /** @param {AbortSignal} [signal] @returns {Promise<Place>} */
  async locate(signal) {
    if (this.#url.pathname.endsWith('/manifest.json')) return this.#direct(this.#url, signal);
    const folder = new URL(folderOf(this.#url));
    const channels = await this.#current(folder, signal);
    // The folder of a version has no channels.
    if (channels === null) {
      return this.#direct(this.#manifest ?? new URL('manifest.json', folder), signal);
    }
    await this.#countCrashes(channels);
    const chosen = this.#choose(channels, folder);
    const doubt = this.#doubt;
    if (doubt && doubt !== this.#toldDoubt) this.#onDoubt?.(chosen.version, doubt);
    this.#toldDoubt = doubt;
    return {
      ...chosen,
      url: new URL(`${chosen.version}/manifest.json`, folder).href,
      sha256: Object.hasOwn(channels.manifests, chosen.version)
        ? channels.manifests[chosen.version]
        : undefined,
      signed: channels.signed,
    };
  }

  /**
   * Goes to a manifest that no channels speak for: none of this site's models where it signs.
   *
   * @param {URL} url
   * @param {AbortSignal} [signal]
   * @returns {Promise<Place>}
   */
  async #direct(url, signal) {
    const isOurs = url.href.startsWith(new URL('models/', this.#base).href);
    if (isOurs && (await siteKey(this.#base, signal)).key) {
      const expected = "expected a model or a version that this site's signed channels name";
      throw new HearthError('INTEGRITY', `${url}: ${expected}, found another address`);
    }
    return {version: null, channel: 'pinned', signed: false, url: url.href};
  }

  /** @param {AbortSignal} [signal] */
  async versions(signal) {
    const channels = await this.#current(new URL(folderOf(this.#url)), signal);
    return channels ? versionsOf(channels, choose(channels, this.#device())?.version) : [];
  }

  /** Whether the site has withdrawn a version. @param {Place} place */
  blocks({version}) {
    return version !== null && (this.#channels?.blocked.includes(version) ?? false);
  }

  /** What could not be had may be had again. */
  forgive() {
    this.#unfit = {};
  }

  /** Notes that a runtime begins with a version, until the trial ends. @param {Place} place */
  begins({version}) {
    return new Trial((id, isOn) => {
      const {[id]: _, ...begun} = this.#device().begun ?? {};
      if (version !== null) this.#note({begun: isOn ? {...begun, [id]: version} : begun});
    });
  }

  /** Notes that a version serves here. @param {Place} place */
  serves({version, channel}) {
    this.forgive();
    if (version === null) return;
    const {good = [], begun = {}} = this.#device();
    const others = Object.entries(begun).filter(([, other]) => other !== version);
    const served = [version, ...good.filter((one) => one !== version)].slice(0, MOST_GOOD);
    this.#note({
      // What somebody asked for is nothing to fall back on.
      good: channel === 'pinned' ? good : served,
      begun: Object.fromEntries(others),
    });
  }

  /**
   * Notes that a version does not serve here, unless it is all there is: for good if the fault is
   * its own.
   *
   * @param {Place} place
   * @param {unknown} error
   * @returns {boolean} whether there is another to go on with
   */
  fails({version, channel}, error) {
    const isFault = error instanceof HearthError && !NO_FAULTS.includes(error.code);
    if (version === null || channel === 'pinned' || !isFault || !this.#channels) return false;
    const reason = {[version]: error.message};
    if (!this.#canDoWithout(this.#channels, reason)) return false;
    if (FAULTS.includes(error.code)) this.#condemn(reason);
    else this.#unfit = {...this.#unfit, ...reason};
    return true;
  }

  /** @param {import('./channels.js').Channels} channels @param {Record<string, string>} bad */
  #canDoWithout(channels, bad) {
    const device = this.#device();
    return choose(channels, {...device, bad: {...device.bad, ...this.#unfit, ...bad}}) !== null;
  }

  /** @param {Record<string, string>} bad */
  #condemn(bad) {
    this.#note({bad: {...this.#device().bad, ...bad}});
  }

  /** A version that ended its page twice while it was begun is bad. @param {import('./channels.js').Channels} channels */
  async #countCrashes(channels) {
    for (const version of await crashed(this.#device().begun)) {
      const bad = {[version]: 'it ended the page twice when it was opened'};
      if (this.#canDoWithout(channels, bad)) this.#condemn(bad);
    }
  }

  /** @param {import('./channels.js').Channels} channels @param {URL} folder */
  #choose(channels, folder) {
    const device = this.#device();
    const bad = {...device.bad, ...this.#unfit};
    const wanted = this.#pinned;
    if (wanted !== undefined && isAllowed(channels, wanted)) {
      return {version: wanted, channel: /** @type {const} */ ('pinned')};
    }
    const chosen = wanted === undefined ? choose(channels, {...device, bad}) : null;
    if (chosen) return chosen;
    const version = wanted ?? channels.stable;
    const reason = Object.hasOwn(bad, version)
      ? `failed here: ${bad[version]}`
      : channels.blocked.includes(version)
        ? 'is blocked'
        : 'is none of those that its channels vouch for';
    const {stable} = channels;
    const isOther = wanted !== undefined && wanted !== stable && isAllowed(channels, stable);
    const other = isOther ? `${stable} is the stable one` : 'there is no other';
    throw new HearthError('MODEL_NOT_FOUND', `${folder}: version ${version} ${reason}, and ${other}`);
  }

  /**
   * Returns the channels as the site has them now, null where it has none; those seen last where it
   * cannot be reached, or what it has is not to be believed.
   *
   * @param {URL} folder
   * @param {AbortSignal} [signal]
   */
  async #current(folder, signal) {
    const url = new URL('channels.json', folder);
    this.#doubt = '';
    try {
      this.#channels = await this.#fresh(url, folder, signal);
    } catch (error) {
      const {seen} = this.#device();
      const isSound = seen && (seen.key || !knownKey(this.#base));
      if (!isSound || signal?.aborted || !(error instanceof HearthError)) throw error;
      this.#channels = readChannels(seen.text, url, seen.key !== '');
      if (error.code !== 'NETWORK') this.#doubt = error.message;
    }
    return this.#channels;
  }

  /** @param {URL} url @param {URL} folder @param {AbortSignal} [signal] */
  async #fresh(url, folder, signal) {
    const {seen} = this.#device();
    const [site, text] = await Promise.all([
      siteKey(this.#base, signal),
      fetchText(url, signal, seen ? 0 : undefined),
    ]);
    if (text === null) {
      const isModel = new URL('..', folder).href === new URL('models/', this.#base).href;
      if (!seen && !(site.key && isModel)) return null;
      throw new HearthError('MODEL_NOT_FOUND', `${url}: expected the model's channels, found none`);
    }
    const name = String(folder.pathname.split('/').at(-2));
    await requireSigned(text, url, name, site, this.#base);
    const channels = readChannels(text, url, site.key !== '');
    const {release} = channels;
    // Under another key the count begins anew: a stolen one could have raised it.
    if (seen && seen.key === site.key && release < seen.release) {
      const found = `expected release ${seen.release} or a later one, found ${release}`;
      throw new HearthError('INTEGRITY', `${url}: ${found}`);
    }
    this.#note({seen: {text, key: site.key, release}});
    await keepDocument(url, text);
    return channels;
  }

  /** @returns {Device} */
  #device() {
    const {bucket = drawn(), ...rest} = recall(this.#memory);
    return {bucket, ...rest};
  }

  /** @param {Partial<Device>} news */
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

/** Returns which version of which model of this site an address names. @param {URL} url @param {URL} base */
function versionAt(url, base) {
  const models = new URL('models/', base).href;
  const {href} = new URL(url.pathname, url);
  const path = href.startsWith(models) ? href.slice(models.length) : '';
  const [, name, version] = path.match(/^([^/?#]+)\/([^/?#]+)(?:\/(?:manifest\.json)?)?$/) ?? [];
  if (!name || version === 'manifest.json') return null;
  const folder = new URL(`${name}/`, models);
  return {
    folder,
    version: decodeURIComponent(version),
    manifest: new URL(`${version}/manifest.json`, folder),
  };
}
