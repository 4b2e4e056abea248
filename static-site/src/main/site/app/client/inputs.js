// From what pages have to what the engine takes, and what of it can be handed over.
import {HearthError, messageOf} from './errors.js';

/**
 * @typedef {import('../../hearth.js').Input} Input
 * @typedef {import('../../hearth.js').InputOptions} InputOptions
 * @typedef {import('../../hearth.js').Region} Region
 * @typedef {{fields: Record<string, unknown>, transfer: Transferable[]}} Message
 */

const MOST_HZ = 768000;
const SOUND_TASKS = ['audio-classification', 'voice-activity-detection'];
/** Colours as the file has them, as the engine wants them. */
const AS_STORED = /** @type {const} */ ({colorSpaceConversion: 'none', premultiplyAlpha: 'none'});

/** @param {string} task */
export const isSoundTask = (task) => SOUND_TASKS.includes(task);

/** The class of a platform object, whichever window or worker made it. @param {unknown} value */
export const kindOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

/**
 * Takes an input as it is now.
 *
 * @param {Input} input
 * @param {string} task
 * @param {InputOptions} options
 * @param {object} [fields] what else to send
 * @returns {Promise<Message>}
 */
export async function inputMessage(input, task, options, fields) {
  const {value, transfer} = await convert(input, task, options);
  return {fields: {input: value, ...fields}, transfer};
}

/** @typedef {{value: object, transfer: Transferable[]}} Converted */

/**
 * @param {any} input
 * @param {string} task
 * @param {InputOptions} options
 * @returns {Promise<Converted>}
 */
async function convert(input, task, options) {
  const kind = kindOf(input);
  switch (kind) {
    case 'String':
      return plain({kind: 'text', text: String(input), context: options.context});
    case 'Blob':
    case 'File':
      // The engine decodes it: it needs the file itself for how the camera was held.
      return isSoundTask(task) ? wav(input) : plain({kind: 'image', picture: input});
    case 'AudioBuffer':
      return sound(mono(input), input.sampleRate);
    case 'Float32Array':
      return sound(options.transfer ? input : input.slice(), options.sampleRateHz);
    case 'ImageBitmap':
      return options.transfer ? picture(input) : picture(await snapshot(input));
    case 'HTMLImageElement':
      await input.decode?.().catch((/** @type {unknown} */ cause) => {
        throw new HearthError(
          'INVALID_INPUT',
          `The picture could not be loaded: ${messageOf(cause)}`,
        );
      });
      return picture(await snapshot(input));
    case 'HTMLCanvasElement':
    case 'OffscreenCanvas':
    case 'HTMLVideoElement':
    case 'VideoFrame':
    case 'ImageData':
      return picture(await snapshot(input));
    case 'Object':
      return plain(
        typeof input.question === 'string' && !task.startsWith('tabular-')
          ? {kind: 'text', text: input.question, context: input.context}
          : {kind: 'row', row: {...input}},
      );
    default:
      throw new HearthError(
        'INVALID_INPUT',
        `Expected a picture, a sound, a text or a row, found ${input === null ? 'null' : kind}`,
      );
  }
}

/** @param {object} value @returns {Converted} */
const plain = (value) => ({value, transfer: []});

/** @param {ImageBitmap} bitmap @returns {Converted} */
const picture = (bitmap) => ({value: {kind: 'image', picture: bitmap}, transfer: [bitmap]});

/**
 * @param {Float32Array} samples
 * @param {number | undefined} sampleRateHz
 * @returns {Converted}
 */
function sound(samples, sampleRateHz) {
  if (!(Number(sampleRateHz) >= 1 && Number(sampleRateHz) <= MOST_HZ)) {
    throw new HearthError(
      'INVALID_INPUT',
      `Expected options.sampleRateHz, 1 to ${MOST_HZ} samples a second, found ${sampleRateHz}`,
    );
  }
  return {
    value: {kind: 'audio', samples, sampleRateHz},
    transfer: [...new Set(buffersOf(samples))],
  };
}

/** @param {Blob} file @returns {Promise<Converted>} */
async function wav(file) {
  const data = await file.arrayBuffer().catch((cause) => {
    throw new HearthError('INVALID_INPUT', `The file could not be read: ${messageOf(cause)}`, {
      cause,
    });
  });
  return {value: {kind: 'wav', data}, transfer: [data]};
}

/**
 * Copies a picture, or a part of it, as it is now.
 *
 * @param {ImageBitmapSource & CanvasImageSource} source
 * @param {Region} [region] in its pixels
 */
export async function snapshot(source, region) {
  try {
    return region
      ? await createImageBitmap(source, region.x, region.y, region.width, region.height, AS_STORED)
      : await createImageBitmap(source, AS_STORED);
  } catch (cause) {
    throw new HearthError('INVALID_INPUT', `The picture could not be read: ${messageOf(cause)}`, {
      cause,
    });
  }
}

/** @param {AudioBuffer} buffer */
function mono(buffer) {
  const channels = Array.from({length: buffer.numberOfChannels}, (_, i) =>
    buffer.getChannelData(i),
  );
  const mixed = channels[0].slice();
  if (channels.length > 1) {
    for (let i = 0; i < mixed.length; i++) {
      let sum = 0;
      for (const channel of channels) sum += channel[i];
      mixed[i] = sum / channels.length;
    }
  }
  return mixed;
}

/** What of an array can be transferred: shared memory cannot. @param {ArrayBufferView} view */
const buffersOf = (view) => (view.buffer instanceof ArrayBuffer ? [view.buffer] : []);

/**
 * Takes feeds as they are now.
 *
 * @param {import('../../hearth.js').Feeds} feeds
 * @param {Record<string, any> | null} spare arrays to copy into, by name, taken where they fit; null
 *     to give the feeds' own away
 * @param {(tensor: import('../../hearth.js').DeviceTensor) => {handle: number}} handleOf
 * @returns {Message}
 */
export function feedsMessage(feeds, spare, handleOf) {
  if (kindOf(feeds) !== 'Object') {
    throw new HearthError(
      'INVALID_INPUT',
      `Expected feeds {name: {type, shape, data}}, found ${kindOf(feeds)}`,
    );
  }
  /** @type {Record<string, unknown>} */
  const out = {};
  /** @type {Set<Transferable>} */
  const transfer = new Set();
  for (const [name, tensor] of Object.entries(feeds)) {
    if (typeof tensor === 'object' && tensor && 'download' in tensor) {
      out[name] = handleOf(tensor);
      continue;
    }
    const data = /** @type {any} */ (tensor?.data);
    if (!Array.isArray(data) && (!ArrayBuffer.isView(data) || !('length' in data))) {
      throw new HearthError(
        'INVALID_INPUT',
        `${name}: expected data in a typed array, or strings in an array, found ${kindOf(data)}`,
      );
    }
    const mine = spare ? copyOf(data, name, spare) : data;
    out[name] = {type: tensor.type, shape: Array.from(tensor.shape ?? []), data: mine};
    if (ArrayBuffer.isView(mine)) buffersOf(mine).forEach((buffer) => transfer.add(buffer));
  }
  return {fields: {feeds: out}, transfer: [...transfer]};
}

/** @param {any} data @param {string} name @param {Record<string, any>} spare */
function copyOf(data, name, spare) {
  const old = spare[name];
  delete spare[name];
  if (old?.constructor !== data.constructor || old.length !== data.length) return data.slice();
  old.set(data);
  return old;
}

/**
 * Returns a model's files by their paths below the folder that all of them are in. Kept as blobs,
 * which workers share, so that the model can be opened again.
 *
 * @param {import('../../hearth.js').ModelFiles} files
 * @returns {{path: string, data: Blob}[]}
 */
export function modelFiles(files) {
  const list = listOf(files).map(({path, data}) => {
    if (
      typeof path !== 'string' ||
      !(data instanceof Blob || data instanceof ArrayBuffer || ArrayBuffer.isView(data))
    ) {
      throw new HearthError(
        'INVALID_INPUT',
        `Expected a model's files with their paths, found ${kindOf(data)} ${path}`,
      );
    }
    return {path, data: data instanceof Blob ? data : new Blob([/** @type {BlobPart} */ (data)])};
  });
  if (list.length === 0)
    throw new HearthError('INVALID_INPUT', "Expected a model's files, found none");
  while (list.every(({path}) => path.includes('/') && head(path) === head(list[0].path))) {
    for (const file of list) file.path = file.path.slice(head(file.path).length + 1);
  }
  return list;
}

/** @param {string} path */
const head = (path) => path.slice(0, path.indexOf('/'));

/** @param {any} files @returns {{path: any, data: any}[]} */
function listOf(files) {
  if (kindOf(files) === 'Object')
    return Object.entries(files).map(([path, data]) => ({path, data}));
  if (typeof files?.length !== 'number') {
    throw new HearthError(
      'INVALID_INPUT',
      `Expected a model's address or files, found ${kindOf(files)}`,
    );
  }
  return Array.from(files, (/** @type {any} */ file) =>
    file instanceof Blob
      ? {
          path: /** @type {any} */ (file).webkitRelativePath || /** @type {any} */ (file).name,
          data: file,
        }
      : {path: file?.path, data: file?.data},
  );
}
