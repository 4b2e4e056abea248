/** The browser answers when it next tidies up, which it may put off. */
const LIMIT_MS = 25_000;

/**
 * Returns what the page and its workers take in all, in bytes; null where the browser does not say.
 *
 * @param {AbortSignal} [signal]
 * @returns {Promise<number | null>}
 */
export async function memoryBytes(signal) {
  const all = /** @type {any} */ (performance).measureUserAgentSpecificMemory;
  if (!all || !globalThis.crossOriginIsolated) return null;
  let stop = () => {};
  const limit = new Promise((resolve) => {
    const timer = setTimeout(resolve, LIMIT_MS, null);
    stop = () => (clearTimeout(timer), resolve(null));
    signal?.addEventListener('abort', stop);
  });
  try {
    const asked = all.call(performance).then(
      (/** @type {{bytes: number}} */ {bytes}) => bytes,
      () => null,
    );
    return await Promise.race([asked, limit]);
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}
