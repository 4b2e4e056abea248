// How far apart boxes, numbers and tensors are.
import {fromHalf} from './half.js';

/**
 * @typedef {{agrees: boolean, difference: number}} Verdict the difference is NaN where there is none
 *     to tell
 */

/** Elements that are no numbers, or two in one: they are the same or not. */
const WHOLE = ['string', 'bool', 'int4', 'uint4'];

/** @param {number} a @param {number} b */
export const apart = (a, b) => Math.abs(a - b);

/** Returns the intersection of two boxes over their union, 0 to 1. @param {any} a @param {any} b */
export function overlap(a, b) {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const both = Math.max(0, width) * Math.max(0, height);
  return both / (a.width * a.height + b.width * b.height - both);
}

/**
 * Compares numbers in order.
 *
 * @param {ArrayLike<any>} one
 * @param {ArrayLike<any>} other
 * @param {number} tolerance
 * @param {(value: any) => number} [read]
 * @returns {Verdict}
 */
export function compareNumbers(one, other, tolerance, read = Number) {
  if (one.length !== other.length) return {agrees: false, difference: NaN};
  let magnitude = 0;
  let difference = 0;
  let agrees = true;
  for (let i = 0; i < one.length; i++) {
    const a = read(one[i]);
    const b = read(other[i]);
    if (Number.isFinite(a)) magnitude = Math.max(magnitude, Math.abs(a));
    if (Object.is(a, b)) continue;
    // Where one is no number there is no difference to tell, and they are not the same.
    if (Number.isFinite(a - b)) difference = Math.max(difference, apart(a, b));
    else agrees = false;
  }
  return {agrees: agrees && difference <= tolerance * magnitude, difference};
}

/** @param {any} one @param {any} other @param {number} tolerance @returns {Verdict} */
export function compareTensors(one, other, tolerance) {
  if (!one || one.type !== other?.type || one.shape.join() !== other.shape.join()) {
    return {agrees: false, difference: NaN};
  }
  if (WHOLE.includes(one.type)) {
    const agrees = one.data.every(
      (/** @type {unknown} */ value, /** @type {number} */ i) => value === other.data[i],
    );
    return {agrees, difference: agrees ? 0 : NaN};
  }
  return compareNumbers(one.data, other.data, tolerance, one.type === 'float16' ? fromHalf : Number);
}
