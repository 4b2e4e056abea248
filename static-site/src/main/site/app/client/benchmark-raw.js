// A model on the runtime itself, with nothing of Hearth around it, in a worker of its own.
import {HearthError, messageOf} from './errors.js';

/**
 * @typedef {object} Raw
 * @property {number} loadMs
 * @property {(feeds: import('../../hearth.js').Fetches) => Promise<Record<string, any>>} run copies of the feeds there, the fetches back
 * @property {() => void} end
 */

/**
 * Reads a variant's files whole.
 *
 * @param {any} artifact of a manifest
 * @param {string} manifestUrl
 * @param {AbortSignal} [signal]
 */
export async function bytesOf({path, shards}, manifestUrl, signal) {
  const parts = [];
  for (const {sha256} of shards) {
    const response = await fetch(new URL(`../../blobs/${sha256}`, manifestUrl), {signal: signal ?? null});
    if (!response.ok) {
      throw new HearthError('NETWORK', `${path}: expected a shard, found HTTP status ${response.status}`);
    }
    parts.push(await response.blob());
  }
  return new Blob(parts).arrayBuffer();
}

/** The graph is what the others are beside, as in the engine. @param {{path: string}[]} artifacts */
function mainOf(artifacts) {
  const likeness = (/** @type {string} */ path) =>
    /\.onnx$|model\.json$/.test(path) ? 2 : path.endsWith('.json') ? 1 : 0;
  return artifacts.reduce((best, one) => (likeness(one.path) > likeness(best.path) ? one : best));
}

/**
 * @param {{manifest: any, manifestUrl: string, variant: string, provider: string, threads: number}} way
 * @param {URL} base the folder of hearth.js
 * @param {AbortSignal} [signal]
 * @returns {Promise<Raw>}
 */
export async function loadRaw({manifest, manifestUrl, variant, provider, threads}, base, signal) {
  const {artifacts} = manifest.variants.find((/** @type {any} */ {name}) => name === variant);
  const main = mainOf(artifacts);
  const files = await Promise.all(
    artifacts.map(async (/** @type {any} */ one) => ({
      path: one.path,
      isMain: one === main,
      data: await bytesOf(one, manifestUrl, signal),
    })),
  );
  const worker = new Worker(new URL('app/raw-worker.js', base), {type: 'module', name: 'raw'});
  const exchange = (/** @type {object} */ message, /** @type {Transferable[]} */ transfer) =>
    /** @type {Promise<any>} */ (
      new Promise((resolve, reject) => {
        const fail = (/** @type {string} */ reason) => reject(new HearthError('RUNTIME_FAILED', reason));
        const abort = () => reject(new HearthError('CANCELLED', 'The caller cancelled.'));
        worker.onmessage = ({data}) => (data.error ? fail(data.error) : resolve(data));
        worker.onerror = (event) => {
          event.preventDefault();
          fail(event.message || 'the worker of the raw runtime could not be loaded');
        };
        signal?.addEventListener('abort', abort, {once: true});
        if (signal?.aborted) return abort();
        worker.postMessage(message, transfer);
      })
    );
  try {
    const startedMs = performance.now();
    const {runtime} = manifest;
    await exchange(
      {runtime, provider, threads, files},
      files.map(({data}) => data),
    );
    return {
      loadMs: performance.now() - startedMs,
      run: async (feeds) => {
        /** @type {Record<string, any>} */
        const copies = {};
        for (const [name, {type, shape, data}] of Object.entries(feeds)) {
          copies[name] = {type, shape, data: data.slice()};
        }
        const buffers = Object.values(copies).flatMap(({data}) => (data.buffer ? [data.buffer] : []));
        return (await exchange({feeds: copies}, buffers)).fetches;
      },
      end: () => worker.terminate(),
    };
  } catch (error) {
    worker.terminate();
    throw error instanceof HearthError ? error : new HearthError('RUNTIME_FAILED', messageOf(error));
  }
}
