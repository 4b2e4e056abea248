// What the page has asked for since it was loaded, and what it has sent: as the service worker,
// which every request passes, tells it; where there is none yet, as the browser lists it.
import {REQUEST} from '../sw/names.js';
import {root, wasControlled} from './install.js';

/** @typedef {{url: string, byWorker: boolean, sentBytes: number}} Asked */

const LISTED = 1000;

/** The latest of them. @type {Asked[]} */
const list = [];
const counts = {requests: 0, elsewhere: 0, sentBytes: 0, blocked: 0};
/** @type {() => void} */
let listener = () => {};
/** When a service worker took over, in milliseconds since the page was loaded. */
let controlledMs = wasControlled ? 0 : Infinity;

/** @param {Asked} asked */
function count(asked) {
  const {origin, search} = new URL(asked.url);
  // What a script or a picture asks for may tell as much as what it sends.
  const sentBytes = asked.sentBytes + Math.max(0, search.length - 1);
  counts.requests++;
  counts.sentBytes += sentBytes;
  if (origin !== location.origin) counts.elsewhere++;
  list.push({...asked, sentBytes});
  if (list.length > LISTED) list.shift();
  listener();
}

// From the start: what nobody hears is lost.
navigator.serviceWorker?.addEventListener('message', ({data}) => {
  if (data?.type !== REQUEST) return;
  const {url, byWorker, sentBytes} = data;
  count({url, byWorker, sentBytes});
});
navigator.serviceWorker?.addEventListener('controllerchange', () => {
  controlledMs = Math.min(controlledMs, performance.now());
});
if (!wasControlled && globalThis.PerformanceObserver) {
  new PerformanceObserver((entries) => {
    for (const {name, startTime} of entries.getEntries())
      if (/^https?:/.test(name) && startTime < controlledMs)
        count({url: name, byWorker: false, sentBytes: 0});
  }).observe({type: 'resource', buffered: true});
}
document.addEventListener('securitypolicyviolation', () => {
  counts.blocked++;
  listener();
});

/** Counts what the page itself sends where no service worker does. @param {number} bytes */
export function countSent(bytes) {
  if (navigator.serviceWorker?.controller) return;
  counts.sentBytes += bytes;
  listener();
}

/** @param {() => void} callback called at each change, in place of the one before */
export const watchRequests = (callback) => (listener = callback);

/**
 * Returns the numbers so far. `since` says what they are of: `start`, all; `later`, all since the
 * service worker came; `page`, what the page itself has asked for, as there is none.
 */
export function requestCounts() {
  const since = wasControlled ? 'start' : controlledMs < Infinity ? 'later' : 'page';
  return {...counts, since};
}

/** Returns the latest requests, the first one first, the site's own by their paths. */
export const requestList = () =>
  list.map(({url, ...one}) => ({
    ...one,
    url: url.startsWith(root.href) ? url.slice(root.href.length) || './' : url,
  }));
