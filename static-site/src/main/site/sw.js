/**
 * The site without a network, and with the headers its host does not send. The shell is stored
 * whole at the start and answers as one build until a person takes the next one; documents and
 * scripts are stored as they are used.
 */
import {complete} from './app/sw/headers.js';
import {tellOf} from './app/sw/requests.js';
import {TAKE_OVER} from './app/sw/names.js';
import {pathOf, worker} from './app/sw/scope.js';
import {isShell, removeOld, shellFile, store} from './app/sw/shell.js';
import * as stored from './app/sw/stored.js';

const RUNTIMES = 'vendor/runtimes.json';
/** What is isolated by its own headers, as pages are. */
const WORKERS = new Set(['worker', 'sharedworker']);

worker.addEventListener('install', (event) => event.waitUntil(store()));

worker.addEventListener('activate', (event) =>
  event.waitUntil(removeOld().then(() => worker.clients.claim())),
);

worker.addEventListener('message', ({data}) => {
  if (data === TAKE_OVER) void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const {request} = event;
  event.waitUntil(tellOf(event));
  const path = pathOf(request.url);
  if (path === null || request.method !== 'GET' || request.headers.has('Range')) return;
  const found = answer(event, path);
  const isPage = request.mode === 'navigate';
  if (found) event.respondWith(found.then((response) => complete(response, isPage)));
});

/** Returns null where there is nothing to add. @param {FetchEvent} event @param {string} path */
function answer(event, path) {
  const {request} = event;
  if (path === RUNTIMES) return stored.runtimesList(event, () => shellFile(path));
  if (request.mode === 'navigate') return page(event, path);
  if (isShell(path)) return shellFile(path);
  if (stored.isDocument(path)) return stored.document(event, path);
  if (stored.isScript(path)) return stored.script(event, path);
  return WORKERS.has(request.destination) ? fetch(request) : null;
}

/** The page whatever its query says; others of the site from the network. @param {FetchEvent} event @param {string} path */
async function page(event, path) {
  stored.forgetTold();
  if (path === '' || path === 'index.html') return shellFile('');
  if (stored.isDocument(path)) return stored.document(event, path);
  try {
    return await fetch(event.request);
  } catch {
    return new Response('You are offline, and this page is not on this device.\n', {
      status: 503,
      headers: {'Content-Type': 'text/plain; charset=utf-8'},
    });
  }
}
