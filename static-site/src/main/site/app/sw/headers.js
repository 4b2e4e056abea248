import {headers, isOurs} from './policy.js';

/**
 * Adds the headers that the host does not send: those of cross-origin isolation, without which
 * there are no threads, and the content security policy.
 *
 * @param {Response} response
 * @param {boolean} isPage has its policy brought up to date
 */
export async function complete(response, isPage) {
  const isReadable = response.type === 'basic' || response.type === 'default';
  if (!isReadable || response.redirected) return response;
  const wanted = isPage ? await headers() : BUILD.headers;
  const missing = wanted.filter(([name, value]) => {
    const found = response.headers.get(name);
    return found === null || (isPage && found !== value && isOurs(name, found));
  });
  if (missing.length === 0) return response;
  const all = new Headers(response.headers);
  for (const [name, value] of missing) all.set(name, value);
  const {status, statusText} = response;
  return new Response(response.body, {status, statusText, headers: all});
}
