/** Long runs: batches that go on after a reload, and what came of them. */
import {Queue} from './client/runs/queue.js';
import {asCsv, asJson} from './client/runs/results.js';
import * as store from './client/runs/store.js';

/**
 * @typedef {import('./client/runs/types.js').Source} Source
 * @typedef {import('./client/runs/types.js').BatchInput} BatchInput
 * @typedef {import('./client/runs/types.js').BatchOptions} BatchOptions
 */

const URL_LIFE_MS = 60_000;

const queue = new Queue(async () => (await import(new URL('../hearth.js', import.meta.url).href)).open);

/**
 * Keeps a batch on this device and runs it, after those before it. It goes on when the page is
 * closed and opened again.
 *
 * @param {Source} model as {@link import('../hearth.js').open} takes it; a relative address is the page's
 * @param {Iterable<BatchInput>} inputs such as a FileList
 * @param {BatchOptions} [options]
 * @returns {Promise<string>} the id of the run, which the view `?view=runs&run=ID` shows
 */
export const startBatch = (model, inputs, options) => queue.add(model, inputs, options);

/** @param {string} id */
export const address = (id) => `./?view=runs&run=${encodeURIComponent(id)}`;

/** Shows a run in this page. @param {string} id */
export function show(id) {
  history.pushState(null, '', address(id));
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Goes on with what is left of an earlier visit. */
export const resume = () => queue.work();

/** @param {string} id */
export const cancel = (id) => queue.cancel(id);
/** @param {string} id */
export const retry = (id) => queue.retry(id);
/** @param {string} id */
export const remove = (id) => queue.remove(id);
/** @param {(id: string) => void} listener */
export const watch = (listener) => queue.watch(listener);

/** Returns all runs, the latest first. */
export const list = () => store.runs();

/** Returns a run with its inputs; null where there is none. @param {string} id */
export async function get(id) {
  const [run, items] = await Promise.all([store.run(id), store.items(id)]);
  return run ? {run, items} : null;
}

/** Saves a run with its results as a file. @param {string} id @param {'csv' | 'json'} format */
export async function save(id, format) {
  const found = await get(id);
  if (!found) return;
  const {run, items} = found;
  const isCsv = format === 'csv';
  const text = isCsv ? asCsv(items) : asJson(run, items);
  const link = document.createElement('a');
  link.download = `${run.title.replace(/[^\p{L}\p{N}]+/gu, '-')}-${run.number}.${format}`;
  link.href = URL.createObjectURL(new Blob([text], {type: isCsv ? 'text/csv' : 'application/json'}));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), URL_LIFE_MS);
}
