// Where things are stored: the service worker and the page agree on it here. Sites that share an
// origin share its caches, so what belongs to one site has its path in its name.

export const DOCUMENTS = 'hearth-documents';
export const SHELL_PREFIX = 'hearth-shell-';

/** @param {string} hash @param {URL} root */
export const shellName = (hash, root) => `${SHELL_PREFIX}${hash}:${root.pathname}`;
/** @param {URL} root */
export const scriptsName = (root) => `hearth-scripts:${root.pathname}`;

/** Named by what they hold, whatever version or site they came from. @param {string} sha256 @param {URL} root */
export const scriptKey = (sha256, root) => new URL(`/.hearth/scripts/${sha256}`, root).href;

/** What a page tells a service worker that waits. */
export const TAKE_OVER = 'take over';
/** What a service worker tells the pages: a document came from the network, or from here. */
export const REACHED = 'reached';
export const UNREACHED = 'unreached';
/** The type of a message about a request that a page or a worker has made. */
export const REQUEST = 'request';

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes */
export async function sha256Of(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether an answer may be stored: hosts may answer anything with a page. @param {Response} response @param {string} path */
export async function isWhatItsNameSays(response, path) {
  if (!response.ok || response.redirected) return false;
  if (!path.endsWith('.json')) return !/html/.test(response.headers.get('Content-Type') ?? '');
  return response.json().then(() => true, () => false);
}
