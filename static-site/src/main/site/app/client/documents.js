import {DOCUMENTS} from '../sw/names.js';

/**
 * Has the service worker answer with a file that was believed when the network is gone, where it
 * answers for that file at all.
 *
 * @param {URL} url
 * @param {string} text
 */
export async function keepDocument(url, text) {
  const {caches} = globalThis;
  // Where the browser refuses storage there is no service worker either.
  const stored = await caches?.match(url, {cacheName: DOCUMENTS}).catch(() => undefined);
  if (!stored || (await stored.text()) === text) return;
  const headers = {'Content-Type': 'application/json'};
  await (await caches.open(DOCUMENTS)).put(url, new Response(text, {headers}));
}
