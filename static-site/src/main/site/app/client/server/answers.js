// What two sets of outputs say, and how far they are apart.
import {fromHalf} from '../half.js';

/**
 * @typedef {import('../../../hearth.js').Model} Model
 * @typedef {import('./protocols.js').Answer} Answer
 * @typedef {{type: string, shape: readonly number[], data: any}} Fetch
 */

/**
 * Returns the largest difference between numbers of one place.
 *
 * @param {Record<string, Fetch>} here
 * @param {Record<string, Answer>} there
 * @returns {{largest: number, problem: string}} the problem in words where they cannot be compared
 */
export function difference(here, there) {
  let largest = 0;
  for (const [name, {shape, data, type}] of Object.entries(here)) {
    const other = there[name];
    if (!other) return {largest, problem: `${name}: -`};
    if (other.shape.join() !== [...shape].join())
      return {largest, problem: `${name}: [${shape.join(', ')}], [${other.shape.join(', ')}]`};
    if (type === 'string') continue;
    for (let i = 0; i < data.length; i++) {
      const value = type === 'float16' ? fromHalf(data[i]) : data[i];
      const apart = Math.abs(minus(value, other.values[i]));
      if (!(apart <= largest)) largest = apart;
    }
  }
  return {largest, problem: ''};
}

/** Subtracts exactly where both are whole. @param {any} value @param {any} other */
const minus = (value, other) =>
  typeof value === 'bigint' && (typeof other === 'bigint' || Number.isSafeInteger(other))
    ? Number(value - BigInt(other))
    : Number(value) - Number(other);

/**
 * Returns the best class of an answer as the manifest makes it of a classification's output; null
 * where the model's task is another.
 *
 * @param {any} manifest
 * @param {(output: string) => ArrayLike<number | bigint> | undefined} valuesOf
 * @returns {{label: string, probability: number} | null}
 */
export function bestClass({task, labels, postprocessing}, valuesOf) {
  const {output, activation} = postprocessing ?? {};
  if (!String(task).endsWith('-classification') || !output || labels?.length === 0) return null;
  const values = Array.from(valuesOf(output) ?? [], Number);
  if (values.length !== labels.length) return null;
  const shares = activation === 'softmax' ? softmax(values) : activation === 'sigmoid' ? values.map(sigmoid) : values;
  const best = shares.indexOf(Math.max(...shares));
  return {label: labels[best], probability: shares[best]};
}

/** @param {number[]} values */
function softmax(values) {
  const most = Math.max(...values);
  const powers = values.map((one) => Math.exp(one - most));
  const sum = powers.reduce((all, one) => all + one, 0);
  return powers.map((one) => one / sum);
}

/** @param {number} value */
const sigmoid = (value) => 1 / (1 + Math.exp(-value));
