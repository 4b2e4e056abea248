// What a model needs on this device, and bringing it there without opening the model.
import {sha256Of} from '../sw/names.js';
import {cancelled, HearthError, messageOf} from './errors.js';
import {pagePort, workerPort} from './port.js';
import {Rollout} from './rollout.js';
import {shardsOf} from './shards.js';
import {askToPersist, estimate, stored} from './storage.js';
import {fetchText} from './texts.js';

/**
 * @typedef {import('../../hearth.js').KeptFile} KeptFile
 * @typedef {import('../../hearth.js').NeedsOptions} NeedsOptions
 * @typedef {import('../../hearth.js').KeepOptions} KeepOptions
 */

/**
 * @param {string | URL} model
 * @param {URL} base
 * @param {NeedsOptions} [options]
 * @returns {Promise<import('../../hearth.js').Needs>}
 */
export async function needs(model, base, {version, signal} = {}) {
  const {url, sha256} = await new Rollout(model, base, version).locate(signal);
  const manifest = await json(new URL(url), sha256, signal);
  const {runtimes} = await json(new URL('offline.json', base), undefined, signal);
  const {variants, runtime} = manifest;
  if (!Array.isArray(variants) || !runtimes[runtime]) {
    throw new HearthError(
      'MANIFEST_INVALID',
      `${url}: expected variants, and a runtime that this site carries, found ${runtime}`,
    );
  }
  const files = runtimes[runtime].map((/** @type {any} */ {path, ...file}) => ({
    url: new URL(path, base).href,
    ...file,
  }));
  const isScript = (/** @type {KeptFile} */ file) => /\.m?js$/.test(file.url);
  const shards = shardsOf({...manifest, variants: [runnable(variants)]}).map(
    ({sha256: name, bytes}) => ({
      url: new URL(`../../blobs/${name}`, url).href,
      bytes,
      sha256: name,
    }),
  );
  return {
    manifest: url,
    shards: [...shards, ...files.filter((/** @type {KeptFile} */ file) => !isScript(file))],
    scripts: files.filter(isScript),
  };
}

/**
 * @param {string | URL} model
 * @param {URL} base
 * @param {KeepOptions} [options]
 */
export async function keep(model, base, options = {}) {
  const {signal} = options;
  if (signal?.aborted) throw cancelled();
  const {shards} = await needs(model, base, options);
  const kept = await stored(shards.map(({sha256}) => sha256));
  const missing = shards.filter(({sha256}) => !(sha256 in kept));
  const bytes = missing.reduce((sum, one) => sum + one.bytes, 0);
  const {usageBytes, quotaBytes} = await estimate();
  if (quotaBytes > 0 && usageBytes + bytes > quotaBytes) {
    const found = `Expected room for ${bytes} bytes, found ${quotaBytes - usageBytes}`;
    throw new HearthError('QUOTA', found);
  }
  askToPersist();
  const {transfer} = await ask({kind: 'keep', shards}, base, options);
  return Object.freeze(transfer);
}

/**
 * @param {string | URL} model
 * @param {URL} base
 * @param {import('../../hearth.js').PlanOptions} options
 * @returns {Promise<import('../../hearth.js').PlanForecast>}
 */
export async function plan(model, base, {provider, variant = '', threads = 0, version, signal}) {
  if (signal?.aborted) throw cancelled();
  const {url, sha256 = ''} = await new Rollout(model, base, version).locate(signal);
  const wanted = {provider: String(provider ?? ''), variant, threads, goldens: false, exclude: []};
  const reply = await ask({kind: 'plan', url, sha256, ...wanted}, base, {signal});
  return Object.freeze({manifest: url, ...reply.plan});
}

/**
 * Asks an engine what needs no model to be open, in a worker of its own where there are any.
 *
 * @param {object} request
 * @param {URL} base
 * @param {KeepOptions} options
 * @returns {Promise<import('./port.js').Reply>}
 */
async function ask(request, base, {signal, onProgress, onEvent}) {
  /** @type {import('./port.js').Port | undefined} */
  let port;
  let abort = () => {};
  try {
    return await new Promise((resolve, reject) => {
      let hasSpoken = false;
      const receive = (/** @type {import('./port.js').Reply} */ reply) => {
        const {id, event, error, stage, bytes, totalBytes, state, reason} = reply;
        hasSpoken = true;
        if (event === 'progress') onProgress?.({stage, bytes, totalBytes});
        else if (event === 'transfer') onEvent?.({type: event, state, reason});
        else if (error) reject(new HearthError(error.code, error.message));
        else if (id) resolve(reply);
      };
      const post = (/** @type {import('./port.js').Port} */ started) => {
        port = started;
        port.post({id: 1, model: 0, base: base.href, ...request}, []);
      };
      const onPage = () =>
        pagePort(base, receive)
          .then(post)
          .catch((cause) =>
            reject(new HearthError('NETWORK', `No engine: ${messageOf(cause)}`, {cause})),
          );
      const failed = (/** @type {string} */ reason) => {
        if (hasSpoken) reject(new HearthError('RUNTIME_FAILED', `The worker died: ${reason}`));
        else void onPage();
      };
      abort = () => reject(cancelled());
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) return abort();
      try {
        post(workerPort(base, receive, failed));
      } catch {
        void onPage();
      }
    });
  } finally {
    signal?.removeEventListener('abort', abort);
    port?.end?.();
  }
}

/** @param {URL} url @param {string | undefined} sha256 @param {AbortSignal | undefined} signal */
async function json(url, sha256, signal) {
  const text = await fetchText(url, signal);
  if (text === null) throw new HearthError('MODEL_NOT_FOUND', `Expected ${url}, found nothing`);
  const found = sha256 && (await sha256Of(new TextEncoder().encode(text)));
  if (found !== sha256) {
    throw new HearthError('INTEGRITY', `Expected SHA-256 ${sha256} at ${url}, found ${found}`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HearthError('MANIFEST_INVALID', `${url} is not JSON: ${messageOf(cause)}`, {cause});
  }
}

/** The variant that plans take first of those that run on any device. @param {any[]} variants */
function runnable(variants) {
  const unasked = variants.filter(({onRequest}) => !onRequest);
  return unasked.find(({needs: wants}) => !wants?.length) ?? unasked[0];
}
