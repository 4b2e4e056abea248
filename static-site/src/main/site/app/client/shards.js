/** All shards named anywhere in a part of a manifest, each once. @param {unknown} part */
export function shardsOf(part) {
  /** @type {Map<string, {sha256: string, bytes: number}>} */
  const found = new Map();
  const visit = (/** @type {any} */ value) => {
    if (typeof value !== 'object' || value === null) return;
    if (/^[0-9a-f]{64}$/.test(value.sha256) && value.bytes >= 0) found.set(value.sha256, value);
    else Object.values(value).forEach(visit);
  };
  visit(part);
  return [...found.values()];
}
