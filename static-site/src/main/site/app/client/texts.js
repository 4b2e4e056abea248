import {cancelled, HearthError, messageOf} from './errors.js';

/** Between tries, in milliseconds. */
const WAITS_MS = [400, 1200, 3600];
/** A server that has not answered by then does not. */
const STANDSTILL_MS = 20_000;

/**
 * Returns a file's text, or null if there is none; asks again when that may help.
 *
 * @param {URL} url
 * @param {AbortSignal} [signal]
 * @param {number} [tries] how often it asks again
 */
export async function fetchText(url, signal, tries = WAITS_MS.length) {
  for (let tried = 0; ; tried++) {
    const {text = null, failure, isPassing} = await attempt(url, signal);
    if (!failure) return text;
    if (!isPassing || tried === tries) throw failure;
    await new Promise((done) => {
      setTimeout(done, WAITS_MS[tried]);
      signal?.addEventListener('abort', done, {once: true});
    });
    if (signal?.aborted) throw cancelled();
  }
}

/**
 * @param {URL} url
 * @param {AbortSignal} [signal]
 * @returns {Promise<{text?: string, failure?: HearthError, isPassing?: boolean}>}
 */
async function attempt(url, signal) {
  let status;
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = setTimeout(stop, STANDSTILL_MS);
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) stop();
    const response = await fetch(url, {cache: 'no-cache', signal: limit.signal});
    if (response.ok) return {text: await response.text()};
    status = response.status;
  } catch (cause) {
    if (signal?.aborted) throw cancelled();
    const failure = new HearthError(
      'NETWORK',
      `${url} could not be fetched: no connection, or the page's policy (connect-src) or the ` +
        `server's (CORS) forbids it: ${messageOf(cause)}`,
      {cause},
    );
    return {failure, isPassing: true};
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
  // 400: what is no address at all.
  if (status === 404 || status === 410 || status === 400) return {};
  const failure = new HearthError('NETWORK', `${url}: expected a file, found HTTP status ${status}`);
  return {failure, isPassing: status >= 500 || status === 429};
}
