// What the views that measure use, bundled with what it is made of.
export {toCsv, toJson, toMarkdown} from './client/benchmark-export.js';
export {settingsOf} from './client/benchmark.js';
export {device, permission, serviceWorker} from './client/measure-device.js';
export {markdownOf} from './client/measure-report.js';
import {benchmark as measured} from './client/benchmark.js';
import {aboutModel, parts as carried} from './client/measure-about.js';

/** The page's own, whatever is bundled here. @returns {Promise<typeof import('../hearth.js')>} */
export const hearth = () => import(new URL('../hearth.js', import.meta.url).href);

/**
 * Measures models on this device.
 *
 * @param {import('./client/benchmark-run.js').Settings} settings
 * @param {Pick<Parameters<typeof measured>[1], 'signal' | 'onProgress' | 'onReport'>} tools
 */
export async function benchmark(settings, tools) {
  const {open, plan} = await hearth();
  return measured(settings, {...tools, open, plan, base: new URL('../', import.meta.url)});
}

/** @param {string} model */
export const about = async (model) => aboutModel(await hearth(), model);

export const parts = () => carried(new URL('../', import.meta.url));
