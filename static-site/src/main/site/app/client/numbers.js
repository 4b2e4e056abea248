// Numbers as people read them, in the page's language.

/** @param {number} value @param {number} digits after the point */
export const fixed = (value, digits) =>
  value.toLocaleString(document.documentElement.lang, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
    numberingSystem: 'latn',
  });

/** Milliseconds: `1.4 ms` below 10, `12 ms` above. @param {number} value */
export const milliseconds = (value) => `${fixed(value, value < 9.95 ? 1 : 0)}\u00a0ms`;

/** `820 KB`, `4.9 MB`. @param {number} bytes */
export const size = (bytes) =>
  bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1000))}\u00a0KB`
    : `${fixed(bytes / 1e6, 1)}\u00a0MB`;

/** A small difference: `3.0e-7`, 0 as `0`. @param {number} value */
export function difference(value) {
  if (value === 0) return '0';
  const [digits, power] = value.toExponential(1).split('e');
  return power === undefined ? digits : `${fixed(Number(digits), 1)}e${power}`;
}
