// The page's side of the service worker: installing it, its next version, and threads.
import {REACHED, SHELL_PREFIX, shellName, TAKE_OVER, UNREACHED} from '../sw/names.js';

/** The site's root. */
export const root = new URL('./', document.baseURI);

const UPDATES_MS = 3_600_000;
/** Set in a tab that was loaded again for threads, so that it never is a second time. */
const RELOADED = 'hearth-reloaded-for-threads';

const workers = window.isSecureContext ? navigator.serviceWorker : undefined;
/** Whether this browser can keep the site at all. */
export const isSupported = workers !== undefined;
/** Whether a service worker answered for the page itself. */
export const wasControlled = Boolean(workers?.controller);

/** @typedef {'update' | 'installed' | 'reached' | 'unreached'} Change */
/** @type {(change: Change) => void} */
let listener = () => {};
/** Those that nobody has listened to yet. @type {Set<Change>} */
const changes = new Set();
/** @type {ServiceWorkerRegistration | undefined} */
let registration;
let isTouched = false;
let isTaking = false;

/** Installs the service worker, once the page has what it needs itself. */
export function start() {
  if (!workers) return;
  const touch = () => (isTouched = true);
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, touch, {capture: true});
  workers.addEventListener('message', ({data}) => {
    if (data === REACHED || data === UNREACHED) tell(data);
  });
  let isControlled = wasControlled;
  workers.addEventListener('controllerchange', () => {
    if (isTaking) location.reload();
    // Another tab took the new version; this one is what it was until a person says otherwise.
    else if (isControlled) tell('update');
    // The list of models came before anybody kept it; offline the next visit brings it.
    else void fetch(new URL('models/index.json', root), {cache: 'no-cache'}).catch(() => {});
    isControlled = true;
  });
  if (document.readyState === 'complete') void install(workers);
  else addEventListener('load', () => void install(workers));
}

/** @param {ServiceWorkerContainer} container */
async function install(container) {
  // Without a network or the permission the page is what it was on the first visit.
  registration = await container.register('sw.js', {updateViaCache: 'none'}).catch(() => undefined);
  if (!registration) return;
  const isFirst = !registration.active;
  announce(registration.waiting);
  registration.addEventListener('updatefound', () => announce(registration?.installing));
  announce(registration.installing);
  document.addEventListener('visibilitychange', lookForUpdates);
  await container.ready;
  tell('installed');
  if (isFirst) await reloadForThreads();
}

/** Says that a next version waits, once it does. @param {ServiceWorker | null | undefined} next */
function announce(next) {
  if (!next) return;
  // The first is not the next.
  if (next.state === 'installed' && registration?.active) tell('update');
  else if (next.state === 'installing')
    next.addEventListener('statechange', () => announce(next), {once: true});
}

let lookedMs = performance.now();

function lookForUpdates() {
  if (document.visibilityState !== 'visible' || performance.now() < lookedMs + UPDATES_MS) return;
  lookedMs = performance.now();
  registration?.update().catch(() => {});
}

/** Where the host does not isolate the page, the service worker does with one that is loaded anew. */
async function reloadForThreads() {
  // Only a page that nobody has begun to use.
  const isIdle = () => !isTouched && document.documentElement.dataset.state === 'gallery';
  if (crossOriginIsolated || !isIdle() || (await hasHeaders()) || !isIdle()) return;
  try {
    if (sessionStorage.getItem(RELOADED)) return;
    sessionStorage.setItem(RELOADED, 'true');
  } catch {
    // The second time could not be told from the first.
    return;
  }
  location.reload();
}

/** Whether the host isolates the page: it is stored as it was sent. */
async function hasHeaders() {
  const names = await caches.keys();
  const ending = shellName('', root).slice(SHELL_PREFIX.length);
  const name = names.find((one) => one.startsWith(SHELL_PREFIX) && one.endsWith(ending));
  const page = name && (await (await caches.open(name)).match(root));
  return !page || page.headers.has('Cross-Origin-Embedder-Policy');
}

/** Calls back at each change. @param {(change: Change) => void} callback */
export function watch(callback) {
  listener = callback;
  changes.forEach(callback);
}

/** @param {Change} change */
function tell(change) {
  if (change === 'reached') changes.delete('unreached');
  changes.add(change);
  listener(change);
}

/** Whether the page itself is on this device: never where the browser or the address forbids it. */
export const isInstalled = () => changes.has('installed');

/** Takes the new version and loads the page again: at a person's click alone. */
export function applyUpdate() {
  isTaking = true;
  const waiting = registration?.waiting;
  if (waiting) waiting.postMessage(TAKE_OVER);
  else location.reload();
}

/** Returns why there is one thread alone: `reload` or `host`; '' where there may be more. */
export function threadsNote() {
  if (crossOriginIsolated) return '';
  return !wasControlled && registration?.active ? 'reload' : 'host';
}
