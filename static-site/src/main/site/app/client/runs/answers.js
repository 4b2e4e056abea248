// What a model makes of an input of a run.
import {HearthError, messageOf, refused} from '../errors.js';
import {isSoundTask} from '../inputs.js';
import {plain, thumbnailOf} from './results.js';

/**
 * @typedef {import('./types.js').Item} Item
 * @typedef {import('./types.js').Failure} Failure
 * @typedef {import('../../../hearth.js').Model} Model
 */

const TOP = 10;
/** An hour of sound decoded is a hundred times its file. */
const MOST_PACKED_BYTES = 20e6;
/** What browsers resample to. */
const LEAST_HZ = 8_000;
const MOST_HZ = 96_000;

/** @param {unknown} error @returns {Failure} */
export function failureOf(error) {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return {code: /** @type {any} */ (code ? /** @type {any} */ (error).code : 'RUNTIME_FAILED'), message: messageOf(error)};
}

/**
 * Returns an input with what the model made of it, or why it did not.
 *
 * @param {Item} item
 * @param {any} input
 * @param {Model} model
 * @param {import('./types.js').BatchOptions['predict']} asked
 * @param {AbortSignal} signal
 * @returns {Promise<Item>}
 */
export async function answered(item, input, model, asked, signal) {
  const task = model.manifest?.task ?? 'tensors';
  const thumbnail = item.thumbnail ?? (await thumbnailOf(input));
  try {
    const options = /** @type {const} */ ({...topOf(task), ...asked, signal, details: true});
    const value = input instanceof Blob ? await valueOf(input, model.manifest) : input;
    if (task === 'audio-classification') {
      const {words, seconds, result, timings} = await model.detect(value, options);
      const kept = await plain({words, seconds, result});
      return {...item, ...kept, thumbnail, state: 'done', timings};
    }
    const {result, timings} = await model.predict(value, options);
    return {...item, ...(await plain(result)), thumbnail, state: 'done', timings};
  } catch (error) {
    return {...item, thumbnail, state: 'failed', failure: failureOf(error)};
  }
}

/** @param {string} task */
const topOf = (task) => (task.endsWith('-classification') ? {topK: TOP} : {});

/** @param {string} task */
const isTextTask = (task) =>
  ['text-', 'token-', 'question-', 'fill-', 'sentence-'].some((one) => task.startsWith(one));

/** Returns what a file is to a task. @param {Blob} file @param {Model['manifest']} manifest */
const valueOf = (file, manifest) =>
  isTextTask(manifest?.task ?? '')
    ? textOf(file)
    : isSoundTask(manifest?.task ?? '')
      ? soundOf(file, manifest)
      : file;

/** @param {Blob} file */
async function textOf(file) {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(await file.arrayBuffer());
  } catch (error) {
    throw refused(error);
  }
}

/**
 * Returns a WAV file, which is read exactly, or what this browser decodes of another kind, at the
 * model's rate.
 *
 * @param {Blob} file
 * @param {any} manifest
 */
async function soundOf(file, manifest) {
  const head = new TextDecoder('latin1').decode(await file.slice(0, 12).arrayBuffer());
  if (/^RIFF....WAVE$/s.test(head)) return file;
  if (file.size > MOST_PACKED_BYTES) {
    throw new HearthError(
      'INVALID_INPUT',
      `Expected a sound of up to ${MOST_PACKED_BYTES} bytes, or a WAV file, found ${file.size} bytes`,
    );
  }
  const {audio, waveform} = manifest.preprocessing;
  const rateHz = Math.max(LEAST_HZ, Math.min(MOST_HZ, (audio ?? waveform).sampleRateHz));
  const data = await file.arrayBuffer();
  try {
    return await new OfflineAudioContext(1, 1, rateHz).decodeAudioData(data);
  } catch (cause) {
    throw new HearthError(
      'INVALID_INPUT',
      `Expected a sound that this browser can read, found another file: ${messageOf(cause)}`,
      {cause},
    );
  }
}
