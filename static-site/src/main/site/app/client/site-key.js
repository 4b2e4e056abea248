import {HearthError, messageOf} from './errors.js';
import {recall, remember} from './memory.js';
import {fetchText} from './texts.js';

/**
 * What the releases of a site are signed with.
 *
 * @typedef {object} SiteKey
 * @property {string} key in base64; '' where nothing is signed
 * @property {string} refusal why the site's own file is not believed; '' if it is
 */

/** Keys that devices may drop, as the page's script says. @type {{all: readonly string[]}} */
export const lost = {all: []};

/** @param {URL} base @returns {Promise<typeof import('../signing.js')>} */
const signing = (base) => import(new URL('app/signing.js', base).href);

/** @param {URL} base */
const fileOf = (base) => new URL('release-key.json', base);

/** @param {URL} base @returns {string | undefined} '' where nothing is signed, undefined where nothing is known */
export function knownKey(base) {
  const {key} = recall(`hearth:${fileOf(base)}`);
  return lost.all.includes(key) ? undefined : key;
}

/**
 * Returns what the releases of a site are signed with, as far as this device believes it: see
 * signing.js.
 *
 * @param {URL} base
 * @param {AbortSignal} [signal]
 * @returns {Promise<SiteKey>}
 */
export async function siteKey(base, signal) {
  const url = fileOf(base);
  const known = knownKey(base);
  let text;
  try {
    text = await fetchText(url, signal, known === undefined ? undefined : 0);
  } catch (error) {
    if (known === undefined || signal?.aborted) throw error;
    return {key: known, refusal: ''};
  }
  try {
    const isSigned = known || JSON.parse(text ?? '{}').ed25519;
    const key = isSigned ? await (await signing(base)).successor(text ?? '{}', known) : '';
    if (key !== known) remember(`hearth:${url}`, {key});
    return {key, refusal: ''};
  } catch (cause) {
    const refusal = globalThis.crypto?.subtle
      ? `${url}: expected an Ed25519 key, and a browser that knows them: ${messageOf(cause)}`
      : `${url}: signed releases need a secure page: open this site over https or at localhost`;
    if (!known) throw new HearthError('INTEGRITY', refusal, {cause});
    return {key: known, refusal};
  }
}

/**
 * Refuses channels that the site's key has not signed for this model.
 *
 * @param {string} text
 * @param {URL} url
 * @param {string} name of the model
 * @param {SiteKey} site
 * @param {URL} base
 */
export async function requireSigned(text, url, name, {key, refusal}, base) {
  if (!key) return;
  const found = await (await signing(base)).objection(text, name, key);
  if (!found) return;
  throw new HearthError(
    'INTEGRITY',
    `${url}: expected the signature of this site's release key for ${name}, found ${found}` +
      (refusal && `; ${refusal}`),
  );
}
