import {REQUEST} from './names.js';
import {worker} from './scope.js';

/** The page of each worker, as long as this service worker runs. @type {Map<string, string>} */
const pages = new Map();

/**
 * Tells a page of a request that it or a worker of it makes. Of a worker whose page is not known
 * any more every page is told.
 *
 * @param {FetchEvent} event
 */
export async function tellOf({request, clientId, resultingClientId}) {
  const {url, mode} = request;
  // That of the page itself comes before it is loaded.
  if (mode === 'navigate') return;
  // At once: the body goes with the request.
  const content = request.body === null ? null : request.clone().arrayBuffer();
  if (resultingClientId) pages.set(resultingClientId, pages.get(clientId) ?? clientId);
  const sentBytes = (await content?.catch(() => null))?.byteLength ?? 0;
  const client = await worker.clients.get(clientId);
  const byWorker = client?.type !== 'window';
  const page = byWorker ? await worker.clients.get(pages.get(clientId) ?? '') : client;
  const told = page ? [page] : await worker.clients.matchAll({type: 'window'});
  for (const one of told) one.postMessage({type: REQUEST, url, byWorker, sentBytes});
}
