import {HearthError, refuseUnknown} from './errors.js';
import {measure} from './benchmark-run.js';
import {device} from './measure-device.js';

/** @typedef {import('./benchmark-run.js').Settings} Settings */

const MOST_RUNS = 10_000;
/** What an address may say of a benchmark; the rest is the page's. */
const KEYS = ['benchmark', 'providers', 'variants', 'sizes', 'threads', 'warmups', 'runs', 'loads', 'raw', 'memory', 'view'];
const PROVIDERS = ['wasm', 'webgpu', 'webgl', 'webnn', 'cpu'];

/** @param {string} text @param {string} name @param {number} otherwise @param {number} least @returns {number} */
function count(text, name, otherwise, least) {
  if (!text) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > MOST_RUNS) {
    throw new HearthError('INVALID_INPUT', `Expected ${name}, a whole number from ${least} to ${MOST_RUNS}, found ${text}`);
  }
  return value;
}

/**
 * Reads what an address asks to be measured, such as
 * `?benchmark=digits,spoken-digits&providers=wasm,webgpu&runs=20`.
 *
 * @param {string} query
 * @returns {Settings}
 * @throws {HearthError} INVALID_INPUT
 */
export function settingsOf(query) {
  const asked = new URLSearchParams(query);
  const text = (/** @type {string} */ name) => asked.get(name) ?? '';
  const list = (/** @type {string} */ name) => [...new Set(text(name).split(',').map((one) => one.trim()).filter(Boolean))];
  refuseUnknown('settings', KEYS, asked.keys());
  refuseUnknown('providers', PROVIDERS, list('providers'));
  const sizes = list('sizes').map((size) => (size === 'own' ? '' : size));
  for (const size of sizes) {
    if (size && !/^[1-9]\d{0,3}x[1-9]\d{0,3}$/.test(size)) {
      throw new HearthError('INVALID_INPUT', `Expected sizes such as own or 640x480, found ${size}`);
    }
  }
  const threads = list('threads').map((one) => count(one, 'threads', 0, 0));
  if (threads.some((one) => one > 64)) throw new HearthError('INVALID_INPUT', `Expected threads up to 64, found ${text('threads')}`);
  const models = list('benchmark');
  if (models.length === 0) throw new HearthError('INVALID_INPUT', 'Expected a model to measure, found none');
  return {
    models,
    providers: list('providers'),
    variants: list('variants'),
    sizes,
    threads,
    warmUps: count(text('warmups'), 'warmups', 5, 0),
    runs: count(text('runs'), 'runs', 20, 1),
    loads: count(text('loads'), 'loads', 3, 1),
    raw: text('raw') !== '0',
    memory: text('memory') !== '0',
  };
}

/**
 * Measures, and reports what it has where it is cancelled.
 *
 * @param {Settings} settings
 * @param {Omit<import('./benchmark-run.js').Tools, 'onRows'> & {onReport: (report: import('./benchmark-export.js').Report) => void}} tools
 * @returns {Promise<import('./benchmark-export.js').Report>}
 */
export async function benchmark(settings, {onReport, ...tools}) {
  const began = new Date().toISOString();
  const about = await device();
  /** @type {import('./benchmark-run.js').Row[]} */
  const rows = [];
  /** @param {boolean} complete @returns {import('./benchmark-export.js').Report} */
  const report = (complete) => {
    const ended = new Date().toISOString();
    return {schema: 1, began, ended, complete, settings, device: about, rows: [...rows]};
  };
  try {
    await measure(settings, {
      ...tools,
      onRows: (more) => {
        rows.push(...more);
        onReport(report(false));
      },
    });
    return report(true);
  } catch (error) {
    if (/** @type {any} */ (error)?.code === 'CANCELLED') return report(false);
    throw error;
  }
}
