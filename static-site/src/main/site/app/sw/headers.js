/**
 * Adds the headers that the host does not send: those of cross-origin isolation, without which
 * there are no threads, and the content security policy.
 *
 * @param {Response} response
 */
export function complete(response) {
  const missing = BUILD.headers.filter(([name]) => !response.headers.has(name));
  const isReadable = response.type === 'basic' || response.type === 'default';
  if (!isReadable || response.redirected || missing.length === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of missing) headers.set(name, value);
  const {status, statusText} = response;
  return new Response(response.body, {status, statusText, headers});
}
