import {fetchText} from './texts.js';

/**
 * Returns what the weights of a version come to, by its manifest, or NaN if that does not tell.
 *
 * @param {string} url of the manifest
 * @param {string | undefined} variant where it has it
 * @returns {Promise<number>}
 */
export async function weightsAt(url, variant) {
  try {
    const {variants} = JSON.parse((await fetchText(new URL(url), undefined, 0)) ?? '');
    const chosen = variants.find((/** @type {any} */ {name}) => name === variant) ?? variants[0];
    const shards = chosen.artifacts.flatMap((/** @type {any} */ one) => one.shards);
    return shards.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.bytes, 0);
  } catch {
    // Whoever opens it says what is wrong.
    return NaN;
  }
}
