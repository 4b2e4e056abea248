// What two kinds of servers are asked, and how their answers are read.
import {HearthError, messageOf} from '../errors.js';
import {fromHalf} from '../half.js';

/**
 * @typedef {import('../../../hearth.js').Fetches} Fetches
 * @typedef {import('../../../hearth.js').Tensor} Tensor
 * @typedef {{shape: number[], values: any[]}} Answer
 * @typedef {{path: string, body: string}} Question
 * @typedef {{ask: (name: string, feeds: Fetches) => Question,
 *     read: (answer: any, names: string[]) => Record<string, Answer>}} Protocol
 */

/** The Open Inference Protocol's names of types. @type {Record<string, string>} */
const TYPES = {
  float32: 'FP32',
  float64: 'FP64',
  float16: 'FP16',
  bool: 'BOOL',
  string: 'BYTES',
};

/** Neither JSON.stringify nor a plain join writes all of them. @param {Tensor} tensor @returns {string[]} */
function written({type, data}) {
  const all = /** @type {any[]} */ (Array.from(/** @type {any} */ (data)));
  if (type === 'string') return all.map((text) => JSON.stringify(text));
  if (type === 'bool') return all.map((one) => (one ? 'true' : 'false'));
  const values = type === 'float16' ? all.map(fromHalf) : all;
  const bad = values.find((one) => typeof one === 'number' && !Number.isFinite(one));
  if (bad !== undefined)
    throw new HearthError('INVALID_INPUT', `Expected numbers that JSON can hold, found ${bad}`);
  return values.map(String);
}

/** Writes elements as lists in lists. @param {string[]} all @param {readonly number[]} shape */
function nested(all, shape) {
  let rows = all;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis];
    const count = shape.slice(0, axis).reduce((product, one) => product * one, 1);
    rows = Array.from({length: count}, (_, i) => `[${rows.slice(i * size, (i + 1) * size).join(',')}]`);
  }
  return rows[0];
}

/** @param {any} list @returns {Answer} */
function unnested(list) {
  const shape = [];
  for (let at = list; Array.isArray(at); at = at[0]) shape.push(at.length);
  return {shape, values: Array.isArray(list) ? list.flat(Infinity) : [list]};
}

/** @type {Record<string, Protocol>} */
export const PROTOCOLS = {
  'open-inference-v2': {
    ask(name, feeds) {
      const inputs = Object.entries(feeds).map(([input, tensor]) => {
        const datatype = TYPES[tensor.type] ?? tensor.type.toUpperCase();
        const shape = `[${tensor.shape.join(',')}]`;
        const data = `[${written(tensor).join(',')}]`;
        return `{"name":${JSON.stringify(input)},"datatype":"${datatype}","shape":${shape},"data":${data}}`;
      });
      return {
        path: `/v2/models/${encodeURIComponent(name)}/infer`,
        body: `{"inputs":[${inputs.join(',')}]}`,
      };
    },
    read: ({outputs}) =>
      Object.fromEntries(
        outputs.map((/** @type {any} */ {name, shape, data}) => [name, {shape, values: data.flat(Infinity)}]),
      ),
  },
  'tensorflow-serving': {
    ask(name, feeds) {
      const inputs = Object.entries(feeds).map(
        ([input, tensor]) => `${JSON.stringify(input)}:${nested(written(tensor), tensor.shape)}`,
      );
      return {
        path: `/v1/models/${encodeURIComponent(name)}:predict`,
        body: `{"inputs":{${inputs.join(',')}}}`,
      };
    },
    read({outputs}, names) {
      const isNamed = typeof outputs === 'object' && !Array.isArray(outputs);
      const all = isNamed ? Object.entries(outputs) : [[names[0], outputs]];
      return Object.fromEntries(all.map(([name, list]) => [name, unnested(list)]));
    },
  },
};

/**
 * Asks a server.
 *
 * @param {{url: string, protocol: string}} endpoint
 * @param {string} name the model's
 * @param {Fetches} feeds
 * @param {string[]} names of the model's outputs
 * @param {(bytes: number) => unknown} onSent told before it leaves
 * @param {AbortSignal} signal
 * @returns {Promise<{outputs: Record<string, Answer>, version: string, tookMs: number, sentBytes: number}>}
 */
export async function infer({url, protocol}, name, feeds, names, onSent, signal) {
  const known = PROTOCOLS[protocol];
  if (!known) throw new HearthError('INVALID_INPUT', `There is no protocol ${protocol} here`);
  const {path, body} = known.ask(name, feeds);
  const bytes = new TextEncoder().encode(body);
  await onSent(bytes.length);
  const startedMs = performance.now();
  const answer = await answered(url.replace(/\/$/, '') + path, bytes, signal);
  const tookMs = performance.now() - startedMs;
  try {
    const outputs = known.read(answer, names);
    return {outputs, version: answer.model_version ?? '', tookMs, sentBytes: bytes.length};
  } catch (cause) {
    throw new HearthError('RUNTIME_FAILED', `The server's answer is not as ${protocol} has it: ${messageOf(cause)}`, {cause});
  }
}

/** @param {string} address @param {Uint8Array<ArrayBuffer>} body @param {AbortSignal} signal */
async function answered(address, body, signal) {
  const headers = {'Content-Type': 'application/json'};
  const sent = {method: 'POST', headers, body, signal, cache: /** @type {const} */ ('no-store')};
  const response = await fetch(address, sent).catch((cause) => {
    throw new HearthError('NETWORK', `${address} could not be reached: ${messageOf(cause)}`, {cause});
  });
  const answer = await response.text().then(parsed).catch(() => ({}));
  if (!response.ok) {
    const reason = answer.error ?? `HTTP status ${response.status}`;
    throw new HearthError(response.status < 500 ? 'INVALID_INPUT' : 'NETWORK', reason);
  }
  return answer;
}

/** Whole numbers beyond 2^53 stay what they are, where the browser lets them. @param {string} text */
function parsed(text) {
  if (!/[[,:\s]-?\d{16,}\s*[,\]]/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (/** @type {[string, any, {source?: string}?]} */ ...[, value, context]) =>
    Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? BigInt(/** @type {string} */ (context?.source))
      : value,
  );
}
