// What a series of times comes to.

/** @typedef {{median: number, p95: number, least: number, most: number, count: number}} Figures in milliseconds */

/** @param {readonly number[]} times @returns {Figures | null} null where there are none */
export function figures(times) {
  if (times.length === 0) return null;
  const sorted = [...times].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.ceil(share * sorted.length) - 1];
  return {
    median: at(0.5),
    p95: at(0.95),
    least: sorted[0],
    most: sorted[sorted.length - 1],
    count: sorted.length,
  };
}

/**
 * Returns in which order each takes its turn, so that none always follows the same other.
 *
 * @template T
 * @param {readonly T[]} all
 * @param {number} round from 0
 */
export function turns(all, round) {
  const from = all.length ? round % all.length : 0;
  const turned = [...all.slice(from), ...all.slice(0, from)];
  return round % 2 === 0 ? turned : turned.reverse();
}

/**
 * Returns by how much two runs' outputs differ at most, in their order; null where that cannot be said.
 *
 * @param {Record<string, any>} mine
 * @param {Record<string, any>} theirs
 */
export function largestDifference(mine, theirs) {
  const [one, other] = [Object.values(mine), Object.values(theirs)];
  const byName = Object.keys(mine).every((name) => name in theirs);
  if (one.length !== other.length) return null;
  let largest = 0;
  for (const [i, name] of Object.keys(mine).entries()) {
    const [a, b] = [one[i].data, (byName ? theirs[name] : other[i]).data];
    if (one[i].type === 'float16' || a.length !== b.length) return null;
    for (let k = 0; k < a.length; k++) {
      if (typeof a[k] === 'string') return null;
      const difference = Math.abs(Number(a[k]) - Number(b[k]));
      if (difference > largest) largest = difference;
    }
  }
  return largest;
}
