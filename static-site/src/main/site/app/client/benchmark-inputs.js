// What models are measured with: an input of the kind that the task takes, the same each time.

/** @typedef {import('../../hearth.js').Tensor} Tensor */

const SEED = 7;
const SOUND_SECONDS = 1;
const SENTENCE = 'The quick brown fox jumps over the lazy dog, and nobody in the village minds.';
/** The model's own size is taken where a person chooses none. */
const OTHERWISE = {width: 224, height: 224};

/** Numbers from 0 to 1, the same for the same seed (mulberry32). @param {number} seed */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Which kind of input a model takes. @param {any} manifest @returns {'image' | 'audio' | 'text' | 'row' | 'tensors'} */
export function inputKind({task, preprocessing}) {
  if (task === 'tensors') return 'tensors';
  if (preprocessing?.image) return 'image';
  if (preprocessing?.audio || preprocessing?.waveform) return 'audio';
  if (preprocessing?.text) return 'text';
  return preprocessing?.table ? 'row' : 'tensors';
}

/** Grey noise with a dark stroke in the middle, which readers of single signs find. @param {number} width @param {number} height */
export function noise(width, height) {
  const data = new Uint8ClampedArray(4 * width * height);
  const next = random(SEED);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isInk =
        Math.abs(x / width - 0.5) < 0.06 && y / height > 0.25 && y / height < 0.75;
      const light = isInk ? 20 : 200;
      const at = 4 * (y * width + x);
      for (let channel = 0; channel < 3; channel++) data[at + channel] = light + 40 * next();
      data[at + 3] = 255;
    }
  }
  return data;
}

/** A rising tone in noise, -1 to 1. @param {number} sampleRateHz @param {number} [seconds] */
export function sweep(sampleRateHz, seconds = SOUND_SECONDS) {
  const next = random(SEED);
  return Float32Array.from({length: Math.round(sampleRateHz * seconds)}, (_, i) => {
    const time = i / sampleRateHz;
    return 0.3 * Math.sin(2 * Math.PI * (200 + 600 * time) * time) + 0.02 * (next() - 0.5);
  });
}

/** A value for every column of a table: the mean of training, or the first of the categories. @param {any} table */
export function row({columns}) {
  return Object.fromEntries(
    columns.map((/** @type {any} */ {name, categories, mean}) => [name, categories ? categories[0] : (mean ?? 1)]),
  );
}

/** @param {any} manifest */
function text({task, postprocessing}) {
  if (task === 'question-answering') return {question: 'What does the fox jump over?', context: SENTENCE};
  const mask = postprocessing?.maskToken;
  return task === 'fill-mask' ? SENTENCE.replace('lazy', mask ?? '[MASK]') : SENTENCE;
}

/** @param {any} manifest @param {string} size such as 640x480; '' for the model's own */
export function pictureSize({preprocessing}, size) {
  const [width, height] = size ? size.split('x').map(Number) : [];
  const own = preprocessing?.image ?? {};
  return {
    width: width || own.width || OTHERWISE.width,
    height: height || own.height || OTHERWISE.height,
  };
}

/**
 * Makes an input.
 *
 * @param {any} manifest
 * @param {string} size of a picture, as for {@link pictureSize}
 * @returns {Promise<{input: any, options: import('../../hearth.js').InputOptions, said: string}>} said: what it is, in words
 */
export async function inputOf(manifest, size) {
  const kind = inputKind(manifest);
  if (kind === 'image') {
    const {width, height} = pictureSize(manifest, size);
    const picture = new ImageData(noise(width, height), width, height);
    const input = await createImageBitmap(picture, {premultiplyAlpha: 'none', colorSpaceConversion: 'none'});
    return {input, options: {}, said: `picture ${width} x ${height}`};
  }
  if (kind === 'audio') {
    const {audio, waveform} = manifest.preprocessing;
    const sampleRateHz = (audio ?? waveform).sampleRateHz ?? 16000;
    return {input: sweep(sampleRateHz), options: {sampleRateHz}, said: `sound of ${SOUND_SECONDS} s at ${sampleRateHz} Hz`};
  }
  if (kind === 'text') return {input: text(manifest), options: {}, said: `text of ${SENTENCE.length} characters`};
  return {input: row(manifest.preprocessing.table), options: {}, said: 'row of a table'};
}

/** @type {Record<string, any>} */
const ARRAYS = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
};

/**
 * Returns the feeds of a package's first golden case; zeros where it has none or one of other inputs.
 *
 * @param {readonly import('../../hearth.js').TensorInfo[]} inputs
 * @param {any} goldens of the manifest
 * @param {() => Promise<ArrayBuffer>} read its data
 * @returns {Promise<import('../../hearth.js').Fetches>}
 */
export async function feedsOf(inputs, goldens, read) {
  const [first] = goldens?.cases ?? [];
  const fits = first?.inputs?.every((/** @type {any} */ {type}) => ARRAYS[type]);
  if (!first || !fits || first.inputs.length !== inputs.length) return zeros(inputs);
  const data = await read();
  return Object.fromEntries(
    first.inputs.map((/** @type {any} */ {name, type, shape, offset}) => {
      const count = shape.reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b, 1);
      const Kind = ARRAYS[type];
      return [name, {type, shape, data: new Kind(data.slice(offset, offset + count * Kind.BYTES_PER_ELEMENT))}];
    }),
  );
}

/** Zeros, and 1 for each axis that may have any length. @param {readonly import('../../hearth.js').TensorInfo[]} inputs */
export function zeros(inputs) {
  return Object.fromEntries(
    inputs.map(({name, type, shape}) => {
      const sizes = (shape ?? [1]).map((axis) => (typeof axis === 'number' ? axis : 1));
      const count = sizes.reduce((a, b) => a * b, 1);
      return [name, {type, shape: sizes, data: ARRAYS[type] ? new ARRAYS[type](count) : Array(count).fill('')}];
    }),
  );
}
