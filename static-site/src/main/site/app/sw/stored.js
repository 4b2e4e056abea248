// What is stored as it is used: the models' documents and the runtimes' scripts. The network comes
// first, so that all of an answer is of the site as it is now; what is stored answers without it.
// Shards and WebAssembly are the engine's, which keeps them itself.
import {DOCUMENTS, isWhatItsNameSays, REACHED, scriptKey, scriptsName, sha256Of, UNREACHED} from './names.js';
import {root, urlOf, worker} from './scope.js';

/** A network that has not answered by then is as good as none, and is not waited for again so soon. */
const PATIENCE_MS = 4000;
const GIVEN_UP_MS = 60_000;
const DOCUMENT = /(^|\/)(channels|manifest)\.json$|^models\/index\.json$|^(release-key|site)\.json$|(^|\/)MODEL_CARD\.md$/;

/** @param {string} path */
export const isDocument = (path) => DOCUMENT.test(path);
/** Pages replace these once they believe them: who signed, and what is older, only they know. @param {string} path */
const isChannels = (path) => path.endsWith('/channels.json');
/** @param {string} path */
export const isScript = (path) => Object.hasOwn(BUILD.scripts, path);

/** @param {FetchEvent} event @param {string} path */
export async function document(event, path) {
  const cache = await caches.open(DOCUMENTS);
  const key = urlOf(path);
  const stored = async () =>
    (await cache.match(key)) ?? (await withoutChannels(cache, path)) ?? undefined;
  return networkFirst(event, stored, async (response) => {
    if (response.status === 404 || response.status === 410) await cache.delete(key);
    else if (isChannels(path) && (await cache.match(key))) return;
    else if (await isWhatItsNameSays(response.clone(), path)) await cache.put(key, response);
  });
}

/** The folder of one version has no channels, which its server would say. @param {Cache} cache @param {string} path */
async function withoutChannels(cache, path) {
  if (!isChannels(path)) return undefined;
  const manifest = await cache.match(urlOf(path.replace(/channels\.json$/, 'manifest.json')));
  return manifest && new Response('', {status: 404, headers: {'Content-Type': 'text/plain'}});
}

/** The list of the runtimes' files: of this build where the network is gone. @param {FetchEvent} event @param {() => Promise<Response>} shell */
export const runtimesList = (event, shell) => networkFirst(event, shell, async () => {});

/** @param {FetchEvent} event @param {string} path */
export async function script(event, path) {
  const sha256 = BUILD.scripts[path];
  const cache = await caches.open(scriptsName(root));
  const key = scriptKey(sha256, root);
  return networkFirst(event, () => cache.match(key), async (response) => {
    if (!response.ok || (await cache.match(key))) return;
    const bytes = await response.clone().arrayBuffer();
    // A newer site's is not this build's.
    if ((await sha256Of(bytes)) === sha256) await cache.put(key, response);
  });
}

/**
 * @param {FetchEvent} event
 * @param {() => Promise<Response | undefined>} stored
 * @param {(response: Response) => Promise<unknown>} keep
 */
async function networkFirst(event, stored, keep) {
  const network = reach(event.request).then((response) => {
    event.waitUntil(keep(response.clone()));
    return response;
  });
  // As long as it is under way.
  event.waitUntil(network.catch(() => {}));
  const fromHere = await stored();
  if (!fromHere) return network;
  const isGivenUp = performance.now() < givenUpMs + GIVEN_UP_MS;
  const late = new Promise((resolve) => {
    const giveUp = () => {
      givenUpMs = performance.now();
      void tell(UNREACHED);
      resolve(fromHere);
    };
    const timer = setTimeout(giveUp, isGivenUp ? 0 : PATIENCE_MS);
    void network.catch(() => {}).then(() => clearTimeout(timer));
  });
  const good = network.then((response) => (response.status < 500 ? response : fromHere));
  return Promise.race([good.catch(() => fromHere), late]);
}

/** Half an answer is none. @param {Response} response */
async function whole(response) {
  if (response.redirected || response.type !== 'basic') return response;
  const {status, statusText, headers} = response;
  const body = status === 204 || status === 304 ? null : await response.blob();
  return new Response(body, {status, statusText, headers});
}

/** When the network was last too late. */
let givenUpMs = -Infinity;

/** What the pages were told last. */
let told = '';

/** A page that opens has been told nothing. */
export const forgetTold = () => (told = '');

/** Fetches, and tells the pages whether the site answers. @param {Request} request */
async function reach(request) {
  try {
    const response = await whole(await fetch(request));
    givenUpMs = -Infinity;
    void tell(REACHED);
    return response;
  } catch (error) {
    // First, so that the page knows why what it asked for failed.
    if (/** @type {Error} */ (error).name !== 'AbortError') await tell(UNREACHED);
    throw error;
  }
}

/** @param {string} what */
async function tell(what) {
  if (what === told) return;
  told = what;
  for (const client of await worker.clients.matchAll()) client.postMessage(what);
}
