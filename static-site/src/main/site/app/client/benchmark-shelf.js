// What the device keeps of a model is set aside for a cold load, and put back whatever comes of it.
import {shardsOf} from './shards.js';

const CACHE = 'hearth-blobs';
const FOLDER = '/.hearth/blobs/';

/** Shards that were taken out of the cache. */
export class Shelf {
  /** @type {Map<string, Response>} */
  #kept = new Map();
  #cache;

  /** @param {Cache | null} cache */
  constructor(cache) {
    this.#cache = cache;
  }

  /**
   * Takes what is kept of a model and its runtime out of the cache.
   *
   * @param {any} manifest
   * @param {URL} base the folder of hearth.js
   */
  static async clear(manifest, base) {
    const shelf = new Shelf(globalThis.caches ? await caches.open(CACHE).catch(() => null) : null);
    const answer = await fetch(new URL('vendor/runtimes.json', base));
    const runtimes = answer.ok ? await answer.json() : {};
    const runtime = runtimes[manifest.runtime === 'onnx' ? 'onnxruntime-web' : 'tfjs'];
    const shards = [...shardsOf(manifest), ...shardsOf(runtime)];
    for (const {sha256} of shards) await shelf.#take(sha256);
    return shelf;
  }

  /** @param {string} sha256 */
  async #take(sha256) {
    const url = new URL(FOLDER + sha256, location.origin).href;
    const found = await this.#cache?.match(url);
    if (!found) return;
    const {headers} = found;
    this.#kept.set(url, new Response(await found.blob(), {headers}));
    await this.#cache?.delete(url);
  }

  /** Puts back what did not come again. */
  async restore() {
    for (const [url, response] of this.#kept) {
      if (!(await this.#cache?.match(url))) await this.#cache?.put(url, response);
    }
    this.#kept.clear();
  }
}
