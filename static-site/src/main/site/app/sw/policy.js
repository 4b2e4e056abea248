import {DOCUMENTS, isWhatItsNameSays} from './names.js';
import {urlOf} from './scope.js';

const SETTINGS = 'site.json';
const NAME = 'Content-Security-Policy';
/** What a directive has beside the site itself. */
const HOSTS = / https?:[^;]*/g;

/** Returns the policy without the hosts that the deployer has listed. @param {string} policy */
const bare = (policy) => policy.replace(HOSTS, '');

/** The build's headers, with the hosts in the policy that site.json lists. */
export async function headers() {
  const found = (await (await caches.open(DOCUMENTS)).match(urlOf(SETTINGS))) ?? (await fetched());
  const settings = await found?.json().catch(() => null);
  return BUILD.headers.map(([name, value]) => [name, name === NAME ? policyOf(value, settings) : value]);
}

/** The first page has read it before this service worker could keep it. */
async function fetched() {
  const response = await fetch(urlOf(SETTINGS), {cache: 'no-cache'}).catch(() => null);
  if (!response?.ok || !(await isWhatItsNameSays(response.clone(), SETTINGS))) return null;
  await (await caches.open(DOCUMENTS)).put(urlOf(SETTINGS), response.clone());
  return response;
}

/**
 * Returns whether a page's policy is the build's, but perhaps for the hosts: that of a page stored
 * before site.json was changed is out of date.
 *
 * @param {string} name
 * @param {string | null} value
 */
export const isOurs = (name, value) =>
  name === NAME &&
  bare(value ?? '') === bare(BUILD.headers.find(([other]) => other === NAME)?.[1] ?? '');

/**
 * Returns a policy that lets a page talk to the hosts of the settings and no others, as
 * dev.hearth.manifest.SiteSettings does.
 *
 * @param {string} policy
 * @param {{imageHosts?: unknown, endpoint?: {url?: unknown}} | null} settings
 */
export function policyOf(policy, settings) {
  const images = (Array.isArray(settings?.imageHosts) ? settings.imageHosts : []).filter(isOrigin);
  const endpoint = originOf(settings?.endpoint?.url);
  const all = endpoint && !images.includes(endpoint) ? [...images, endpoint] : images;
  return bare(policy)
    .replace(/\bconnect-src [^;]*/, (directive) => [directive, ...all].join(' '))
    .replace(/\bimg-src [^;]*/, (directive) => [directive, ...images].join(' '));
}

/** @param {unknown} host */
const isOrigin = (host) => originOf(host) === host;

/** @param {unknown} url */
function originOf(url) {
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) return null;
  try {
    return new URL(url).origin;
  } catch {
    return null;
  }
}
