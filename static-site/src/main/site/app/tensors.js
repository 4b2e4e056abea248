/** Tensors as people give and take them: typed, as JSON, as .npy, as numbers that sum them up. */
import {fromHalf, toHalf} from './client/half.js';

/**
 * @typedef {import('../hearth.js').Tensor} Tensor
 * @typedef {import('../hearth.js').TensorType} TensorType
 */

/** What NumPy calls the types. @type {Record<string, string>} */
const DESCR = {
  float32: '<f4', float64: '<f8', float16: '<f2', int8: '|i1', uint8: '|u1', int16: '<i2',
  uint16: '<u2', int32: '<i4', uint32: '<u4', int64: '<i8', uint64: '<u8', bool: '|b1',
};
/** @type {Record<string, any>} */
const ARRAYS = {
  float32: Float32Array, float64: Float64Array, float16: Uint16Array, int8: Int8Array,
  uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, int32: Int32Array,
  uint32: Uint32Array, int64: BigInt64Array, uint64: BigUint64Array, bool: Uint8Array,
};
const MAGIC = '\x93NUMPY';
const ALIGNMENT = 64;
const SHOWN = 24;

/** How many elements a shape has. @param {readonly number[]} shape */
export const count = (shape) => shape.reduce((product, size) => product * size, 1);

/** The element as JSON has it. @param {Tensor} tensor @param {number} index */
function valueAt({type, data}, index) {
  const value = data[index];
  if (type === 'float16') return fromHalf(Number(value));
  if (type === 'bool') return Boolean(value);
  return value;
}

/**
 * @param {TensorType} type
 * @param {readonly number[]} shape
 * @param {readonly any[]} values
 * @returns {Tensor}
 */
function tensor(type, shape, values) {
  const kind = type === 'string' ? Array : ARRAYS[type];
  if (!kind) throw new Error(`Values of ${type} cannot be typed in: load a file made for the model`);
  const data = new kind(values.length);
  values.forEach((value, i) => (data[i] = element(type, value, i)));
  const expected = count(shape);
  if (values.length !== expected) {
    throw new Error(`Expected ${expected} values for [${shape.join(', ')}], found ${values.length}`);
  }
  return {type, shape, data};
}

/** @param {TensorType} type @param {any} value @param {number} index */
function element(type, value, index) {
  const wrong = (/** @type {string} */ expected) =>
    new Error(`Value ${index + 1}: expected ${expected}, found ${JSON.stringify(String(value))}`);
  if (type === 'string') return String(value);
  if (type === 'bool') {
    if ([true, 1, 'true', '1'].includes(value)) return 1;
    if ([false, 0, 'false', '0'].includes(value)) return 0;
    throw wrong('true or false');
  }
  if (type.endsWith('int64')) {
    if (!/^[+-]?\d+$/.test(String(value))) throw wrong('a whole number');
    const whole = BigInt(value);
    const fits = type === 'int64' ? BigInt.asIntN(64, whole) : BigInt.asUintN(64, whole);
    if (fits !== whole) throw wrong(`one that fits ${type}`);
    return whole;
  }
  const special = {NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity}[String(value)];
  const number = special ?? (String(value).trim() === '' ? NaN : Number(value));
  if (special === undefined && Number.isNaN(number)) throw wrong('a number');
  if (special === undefined && !Number.isFinite(number)) throw wrong(`one that fits ${type}`);
  if (type === 'float16') return toHalf(number);
  if (type.startsWith('float')) return number;
  const [fitted] = new ARRAYS[type]([number]);
  if (fitted !== number) throw wrong(`a whole number that fits ${type}`);
  return number;
}

/**
 * Flattens nested arrays, all of one length at each depth.
 *
 * @param {any} json
 * @returns {{shape: number[], values: any[]}}
 */
function flatten(json) {
  const shape = [];
  for (let one = json; Array.isArray(one); one = one[0]) shape.push(one.length);
  let values = shape.length ? json : [json];
  for (let depth = 1; depth < shape.length; depth++) {
    for (const row of values) {
      if (!Array.isArray(row) || row.length !== shape[depth]) {
        throw new Error(`Expected rows of ${shape[depth]} values, found one of ${row?.length ?? 'none'}`);
      }
    }
    values = values.flat();
  }
  if (values.some(Array.isArray)) throw new Error('Expected rows of one length, found some longer');
  return {shape, values};
}

/**
 * Reads values that were typed or pasted: JSON, nested or flat, or numbers between spaces, commas or
 * lines.
 *
 * @param {TensorType} type
 * @param {readonly number[]} shape
 * @param {string} text
 */
export function parse(type, shape, text) {
  const trimmed = text.trim();
  if (/^[[{"]/.test(trimmed)) return ofJson(type, shape, jsonOf(type, trimmed));
  if (type === 'string') return tensor(type, shape, trimmed ? trimmed.split('\n') : []);
  return tensor(type, shape, trimmed ? trimmed.split(/[\s,;]+/) : []);
}

/** JSON's numbers are doubles: long whole numbers pass as text. @param {TensorType} type @param {string} text */
const jsonOf = (type, text) =>
  JSON.parse(type.endsWith('int64') ? text.replace(/(?<=[[,:\s])-?\d{16,}(?=\s*[,\]])/g, '"$&"') : text);

/** @param {TensorType} type @param {readonly number[]} shape @param {any} json */
function ofJson(type, shape, json) {
  const nested = flatten(Array.isArray(json) ? json : (json.data ?? json.values));
  return tensor(type, shape, nested.values);
}

/** @param {TensorType} type @param {readonly number[]} shape */
export const zeros = (type, shape) =>
  tensor(type, shape, Array(count(shape)).fill(type === 'string' ? '' : 0));

/** Floats of 0 to 1, whole numbers of 0 to 9. @param {TensorType} type @param {readonly number[]} shape */
export function random(type, shape) {
  const most = type === 'bool' ? 2 : 10;
  const next = () =>
    type.startsWith('float') ? Math.random() : Math.floor(Math.random() * most);
  return tensor(type, shape, Array.from({length: count(shape)}, next));
}

/**
 * Reads a .npy or .json file; its shape may give what the model leaves open.
 *
 * @param {TensorType} type that the model takes
 * @param {readonly number[]} shape that stands in the editor
 * @param {Blob} file
 * @returns {Promise<Tensor>}
 */
export async function read(type, shape, file) {
  const bytes = await file.arrayBuffer();
  const start = String.fromCharCode(...new Uint8Array(bytes, 0, Math.min(6, bytes.byteLength)));
  if (start === MAGIC) return ofNpy(type, bytes);
  let json;
  try {
    json = jsonOf(type, new TextDecoder().decode(bytes));
  } catch {
    throw new Error('Expected a .npy or JSON file, found neither');
  }
  const nested = flatten(Array.isArray(json) ? json : (json.data ?? json.values));
  const own = Array.isArray(json?.shape) ? json.shape : nested.shape;
  return tensor(type, own.length > 1 ? own : shape, nested.values);
}

/** @param {TensorType} type @param {ArrayBuffer} bytes @returns {Tensor} */
function ofNpy(type, bytes) {
  const view = new DataView(bytes);
  const wide = view.getUint8(6) > 1;
  const from = wide ? 12 : 10;
  const data = from + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = new TextDecoder('latin1').decode(new Uint8Array(bytes, from, data - from));
  const descr = /'descr':\s*'([^']+)'/.exec(header)?.[1] ?? 'none';
  const found = Object.keys(DESCR).find((one) => DESCR[one] === descr);
  if (!found) throw new Error(`Expected little-endian numbers, found ${descr}`);
  if (/'fortran_order':\s*True/.test(header)) {
    throw new Error('Expected rows first: save it with numpy.ascontiguousarray');
  }
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? '').match(/\d+/g)?.map(Number) ?? [];
  const kind = ARRAYS[found];
  const length = count(shape);
  if (bytes.byteLength - data < length * kind.BYTES_PER_ELEMENT) {
    throw new Error(`Expected ${length} values, found the file's end`);
  }
  const read = {type: /** @type {TensorType} */ (found), shape,
    data: new kind(bytes.slice(data, data + length * kind.BYTES_PER_ELEMENT))};
  return found === type
    ? read
    : tensor(type, shape, Array.from({length}, (_, i) => valueAt(read, i)));
}

/** @param {Tensor} tensor a number's, not of text @returns {Blob} */
export function npy({type, shape, data}) {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${DESCR[type]}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const length = Math.ceil((10 + text.length + 1) / ALIGNMENT) * ALIGNMENT - 10;
  const head = new Uint8Array(10 + length);
  const line = text.padEnd(length - 1) + '\n';
  [...(MAGIC + '\x01\x00')].forEach((c, i) => (head[i] = c.charCodeAt(0)));
  new DataView(head.buffer).setUint16(8, length, true);
  [...line].forEach((c, i) => (head[10 + i] = c.charCodeAt(0)));
  return new Blob([head, /** @type {any} */ (data)], {type: 'application/octet-stream'});
}

/** Whether NumPy has a name for the type. @param {Tensor} tensor */
export const hasNpy = ({type}) => type in DESCR;

/** @param {Tensor} tensor @returns {string} with numbers that JSON has not as text */
export function json(tensor) {
  const values = Array.from({length: tensor.data.length}, (_, i) => valueAt(tensor, i));
  const text = JSON.stringify({type: tensor.type, shape: tensor.shape, data: values}, (_, value) =>
    typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))
      ? String(value)
      : value,
  );
  return text;
}

/** A number in at most seven digits. @param {any} value */
const short = (value) =>
  typeof value === 'number' ? String(Number(value.toPrecision(7))) : String(value);

/** The first values in words. @param {Tensor} tensor */
export function first(tensor) {
  const length = Math.min(SHOWN, tensor.data.length);
  const values = Array.from({length}, (_, i) => short(valueAt(tensor, i)));
  return values.join('  ') + (tensor.data.length > SHOWN ? '  \u2026' : '');
}

/** Least, greatest and mean value, as text; empty of text. @param {Tensor} tensor */
export function summary(tensor) {
  if (tensor.type === 'string' || tensor.data.length === 0) return [];
  let [low, high, sum] = [Infinity, -Infinity, 0];
  for (let i = 0; i < tensor.data.length; i++) {
    const value = Number(valueAt(tensor, i));
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
  }
  return [low, high, sum / tensor.data.length].map(short);
}

/** How a shape is a picture: channels first or last, or plain; null where it is none. @param {readonly number[]} shape */
function layout(shape) {
  const sizes = shape.length > 2 && shape[0] === 1 ? shape.slice(1) : shape;
  if (sizes.some((size) => size < 1) || sizes.length < 2 || sizes.length > 3) return null;
  const [a, b, c] = sizes;
  if (sizes.length === 2) return a > 3 && b > 3 ? {height: a, width: b, channels: 1, planar: true} : null;
  if ([1, 3, 4].includes(a) && b > 3 && c > 3) return {channels: a, height: b, width: c, planar: true};
  if ([1, 3, 4].includes(c) && a > 3 && b > 3) return {channels: c, height: a, width: b, planar: false};
  return null;
}

/** @param {Tensor} tensor */
export const isPicture = (tensor) => tensor.type !== 'string' && layout(tensor.shape) !== null;

/**
 * Draws a tensor of a picture's shape, its least value dark and its greatest bright.
 *
 * @param {Tensor} tensor
 * @param {HTMLCanvasElement} canvas
 */
export function draw(tensor, canvas) {
  const found = layout(tensor.shape);
  if (!found) throw new Error(`Expected a picture's shape, found [${tensor.shape.join(', ')}]`);
  const {width, height, channels, planar} = found;
  const [low, high] = summary(tensor).map(Number);
  const pixels = new ImageData(width, height);
  const area = width * height;
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) {
      const channel = channels === 1 ? 0 : c;
      const at = planar ? channel * area + i : i * channels + channel;
      const share = (Number(valueAt(tensor, at)) - low) / (high - low || 1);
      pixels.data[i * 4 + c] = 255 * share;
    }
    pixels.data[i * 4 + 3] = 255;
  }
  canvas.width = width;
  canvas.height = height;
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).putImageData(pixels, 0, 0);
}
