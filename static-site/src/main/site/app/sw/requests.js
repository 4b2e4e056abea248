import {REQUEST} from './names.js';
import {worker} from './scope.js';

/**
 * Tells the pages of a request that is not in their own list, a worker's, or that carries something.
 *
 * @param {FetchEvent} event
 */
export async function tellOf({request, clientId}) {
  const {url} = request;
  // At once: the body goes with the request.
  const content = request.body === null ? null : request.clone().arrayBuffer();
  const sentBytes = (await content?.catch(() => null))?.byteLength ?? 0;
  const byWorker = (await worker.clients.get(clientId))?.type === 'worker';
  if (!byWorker && sentBytes === 0) return;
  for (const page of await worker.clients.matchAll({type: 'window'}))
    page.postMessage({type: REQUEST, url, byWorker, sentBytes});
}
