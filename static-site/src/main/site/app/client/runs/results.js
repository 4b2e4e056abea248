// Results as plain JSON, and runs as files.

/**
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').Item} Item
 */

const THUMBNAIL_PIXELS = 96;

/**
 * Returns what a run keeps of a result: arrays in place of typed ones, of a mask the shares of its
 * labels, and a picture as a file beside it.
 *
 * @param {any} result as `predict` gives it, or `detect` of a sound: {words, seconds, result}
 * @returns {Promise<{result: any, picture: Blob | null}>}
 */
export async function plain(result) {
  if (result?.data instanceof Uint8ClampedArray) {
    const {width, height, data} = result;
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
    return {result: {width, height}, picture: await canvas.convertToBlob({type: 'image/png'})};
  }
  if (result?.classes && result.shares) {
    const {width, height, labels, shares} = result;
    return {result: {width, height, labels, shares: [...shares]}, picture: null};
  }
  return {result: JSON.parse(JSON.stringify(result, listed)), picture: null};
}

/** @param {string} key @param {any} value */
function listed(key, value) {
  return ArrayBuffer.isView(value) ? Array.from(/** @type {any} */ (value)) : value;
}

/** Returns a small copy of a picture; null of what is none. @param {unknown} input @returns {Promise<Blob | null>} */
export async function thumbnailOf(input) {
  if (!(input instanceof Blob) || !/^image\//.test(input.type)) return null;
  try {
    const whole = await createImageBitmap(input);
    const scale = Math.min(1, THUMBNAIL_PIXELS / Math.max(whole.width, whole.height));
    const size = [whole.width, whole.height].map((all) => Math.max(1, Math.round(all * scale)));
    const canvas = new OffscreenCanvas(size[0], size[1]);
    canvas.getContext('2d')?.drawImage(whole, 0, 0, size[0], size[1]);
    whole.close();
    return await canvas.convertToBlob({type: 'image/webp', quality: 0.8});
  } catch {
    // A picture that cannot be shown is the model's to refuse, with a reason.
    return null;
  }
}

/** Returns the address of a model, or the paths of its files. @param {import('./types.js').Source} source */
export function pathsOf(source) {
  if (typeof source === 'string') return [source];
  return (Array.isArray(source) ? source : source.files).map(({path}) => path);
}

/** Returns a run with all its results. @param {Run} run @param {Item[]} items */
export function asJson(run, items) {
  const {title, version, task, provider, variant, state, failure} = run;
  const model = typeof run.source === 'string' ? run.source : pathsOf(run.source);
  return JSON.stringify(
    {
      model,
      title,
      version,
      task,
      provider,
      variant,
      state,
      failure,
      created: iso(run.createdMs),
      started: iso(run.startedMs),
      ended: iso(run.endedMs),
      tookMs: run.tookMs,
      inputs: items.map(({name, size, state, result, failure, timings}) => ({
        name,
        size,
        state,
        result,
        failure,
        timings,
      })),
    },
    null,
    2,
  );
}

/** @param {number} ms */
const iso = (ms) => (ms > 0 ? new Date(ms).toISOString() : null);

/** Clocks of browsers go in steps of 0.005 ms at the finest. @param {number} [ms] */
const rounded = (ms) => ms && Number(ms.toFixed(3));

const BEGINNING = ['input', 'state', 'code', 'reason'];
const END = ['preprocess_ms', 'run_ms', 'postprocess_ms'];

/** Returns a run as a table by RFC 4180: a row for each input; what of a result repeats, in rows of its own. @param {Item[]} items */
export function asCsv(items) {
  const rows = items.flatMap((item) => {
    const {preprocessMs, runMs, postprocessMs} = item.timings ?? {};
    const found = item.state === 'done' ? rowsOf(item.result) : [{}];
    return found.map((row) => ({
      input: item.name,
      state: item.state,
      code: item.failure?.code,
      reason: item.failure?.message,
      ...row,
      preprocess_ms: rounded(preprocessMs),
      run_ms: rounded(runMs),
      postprocess_ms: rounded(postprocessMs),
    }));
  });
  const between = new Set(rows.flatMap((row) => Object.keys(row)));
  for (const name of [...BEGINNING, ...END]) between.delete(name);
  const names = [...BEGINNING, ...between, ...END];
  const lines = rows.map((row) => names.map((name) => field(/** @type {any} */ (row)[name])));
  return [names.map(field), ...lines].map((line) => line.join(',') + '\r\n').join('');
}

/** @param {any} result @returns {Record<string, unknown>[]} */
function rowsOf(result) {
  const list = listOf(result);
  if (!list) return [flat(result)];
  // The words for each gap of a text.
  if (Array.isArray(list[0]))
    return list.flatMap((/** @type {any[]} */ words, /** @type {number} */ i) =>
      rowsOf(words).map((row) => ({gap: i + 1, ...row})),
    );
  return list.length === 0 ? [{}] : list.map((/** @type {any} */ one, /** @type {number} */ i) => ({rank: i + 1, ...flat(one)}));
}

/** What repeats in a result; of a sound without words, its classes. @param {any} result */
function listOf(result) {
  if (Array.isArray(result)) return result;
  return result?.words?.length > 0 ? result.words : (result?.words && result.result);
}

/** @param {any} value @param {string} [name] @returns {Record<string, unknown>} */
function flat(value, name = '') {
  if (value === null || typeof value !== 'object') return {[name || 'value']: value};
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number'))
    return {[name || 'values']: value.join(' ')};
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, one]) => flat(one, name ? `${name}_${key}` : key)),
  );
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. @param {unknown} value */
function field(value) {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
