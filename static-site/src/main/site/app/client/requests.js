// What the page has asked for since it was loaded, and what it has sent: the browser lists the
// page's own requests, the service worker those of its workers and the content of all of them.
import {REQUEST} from '../sw/names.js';
import {root, wasControlled} from './install.js';

/** @typedef {{url: string, byWorker: boolean, sentBytes: number}} Sent */

const LISTED = 1000;

/** The latest of them. @type {Sent[]} */
const list = [];
const counts = {requests: 0, elsewhere: 0, sentBytes: 0, blocked: 0};
let isListening = false;
/** @type {() => void} */
let listener = () => {};

/** @param {Sent} sent */
function count(sent) {
  const {origin, search} = new URL(sent.url);
  // What a script or a picture asks for may tell as much as what it sends.
  const sentBytes = sent.sentBytes + Math.max(0, search.length - 1);
  counts.requests++;
  counts.sentBytes += sentBytes;
  if (origin !== location.origin) counts.elsewhere++;
  list.push({...sent, sentBytes});
  if (list.length > LISTED) list.shift();
  listener();
}

/** Begins to count. @param {() => void} callback called at each change */
export function watchRequests(callback) {
  listener = callback;
  if (isListening) return;
  isListening = true;
  new PerformanceObserver((entries) => {
    for (const {name} of entries.getEntries())
      if (/^https?:/.test(name)) count({url: name, byWorker: false, sentBytes: 0});
  }).observe({type: 'resource', buffered: true});
  // The page's own requests are in the browser's list; what they carry is not.
  navigator.serviceWorker?.addEventListener('message', ({data}) => {
    if (data?.type !== REQUEST) return;
    const {url, byWorker, sentBytes} = data;
    if (byWorker) return count({url, byWorker, sentBytes});
    counts.sentBytes += sentBytes;
    list.push({url, byWorker, sentBytes});
    listener();
  });
  document.addEventListener('securitypolicyviolation', () => {
    counts.blocked++;
    listener();
  });
}

/** Returns the numbers so far; `complete` where the service worker saw all from the start. */
export const requestCounts = () => ({...counts, complete: wasControlled});

/** Returns the latest requests, the first one first, the site's own by their paths. */
export const requestList = () =>
  list.map(({url, ...one}) => ({...one, url: url.startsWith(root.href) ? url.slice(root.href.length) || './' : url}));
