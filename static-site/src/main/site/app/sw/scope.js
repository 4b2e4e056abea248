/** This service worker, by its real type. */
export const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** The site's root. */
export const root = new URL(worker.registration.scope);

/** Returns a path from the site's root, null for what is not of this site. @param {string} url */
export function pathOf(url) {
  const {origin, pathname} = new URL(url);
  const isOurs = origin === root.origin && pathname.startsWith(root.pathname);
  return isOurs ? pathname.slice(root.pathname.length) : null;
}

/** @param {string} path */
export const urlOf = (path) => new URL(path || './', root).href;
