// A MobileNetV2 (width 1, 224 x 224, 3.5 million weights) in ONNX, with random weights from a seed.
import {random} from '/inputs.js';

const IR_VERSION = 4;
const OPSET = 10;
// Kinds of elements and of attributes.
const FLOAT = 1;
const INT = 2;
const INTS = 7;
/** Expansion, channels, repeats, stride of the first. */
const BLOCKS = [
  [1, 16, 1, 1], [6, 24, 2, 2], [6, 32, 3, 2], [6, 64, 4, 2], [6, 96, 3, 1], [6, 160, 3, 2], [6, 320, 1, 1],
];

function concat(parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    out.set(part, end);
    end += part.length;
  }
  return out;
}

// The fields of protocol buffers, by their numbers.
const varint = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...varint(Math.floor(n / 128))]);
const number = (field, n) => concat([varint(8 * field), varint(n)]);
const float = (field, x) => concat([varint(8 * field + 5), new Uint8Array(Float32Array.of(x).buffer)]);
const bytes = (field, data) => concat([varint(8 * field + 2), varint(data.length), data]);
const text = (field, string) => bytes(field, new TextEncoder().encode(string));
const message = (field, ...parts) => bytes(field, concat(parts));

const ints = (name, values) =>
  message(5, text(1, name), ...values.map((n) => number(8, n)), number(20, INTS));
const int = (name, value) => message(5, text(1, name), number(3, value), number(20, INT));
const real = (name, value) => message(5, text(1, name), float(2, value), number(20, FLOAT));

const valueInfo = (field, name, shape) => {
  const axes = shape.map((n) => message(1, number(1, n)));
  return message(field, text(1, name), message(2, message(1, number(1, FLOAT), message(2, ...axes))));
};

class Graph {
  #next = random(5);
  #parts = [];
  #count = 0;

  /** Adds a node and returns the name of its output. */
  node(type, inputs, attributes = [], output = `${type}${this.#count++}`) {
    const names = inputs.map((name) => text(1, name));
    this.#parts.push(message(1, ...names, text(2, output), text(4, type), ...attributes));
    return output;
  }

  /** Adds uniform weights up to a bound and returns their name. */
  weights(shape, bound) {
    const name = `weights${this.#count++}`;
    const length = shape.reduce((a, b) => a * b);
    const values = Float32Array.from({length}, () => bound * (2 * this.#next() - 1));
    const raw = bytes(9, new Uint8Array(values.buffer));
    const axes = shape.map((n) => number(1, n));
    this.#parts.push(message(5, ...axes, number(2, FLOAT), text(8, name), raw));
    return name;
  }

  /** Weights of the variance that keeps activations as large as they are. */
  convolution(input, from, to, {size = 1, stride = 1, group = 1, clipped = true}) {
    const bound = Math.sqrt(6 / ((from / group) * size * size));
    const weights = this.weights([to, from / group, size, size], bound);
    const out = this.node('Conv', [input, weights, this.weights([to], 0.1)], [
      int('group', group),
      ints('kernel_shape', [size, size]),
      ints('pads', Array(4).fill(size >> 1)),
      ints('strides', [stride, stride]),
    ]);
    return clipped ? this.node('Clip', [out], [real('min', 0), real('max', 6)]) : out;
  }

  model(input, output) {
    const graph = message(7, ...this.#parts, text(2, 'mobilenet'), input, output);
    return concat([number(1, IR_VERSION), graph, message(8, number(2, OPSET))]);
  }
}

/** Returns the model's bytes. */
export function mobilenet() {
  const graph = new Graph();
  let channels = 32;
  let at = graph.convolution('input', 3, channels, {size: 3, stride: 2});
  for (const [expansion, to, repeats, firstStride] of BLOCKS) {
    for (let i = 0; i < repeats; i++) {
      const wide = channels * expansion;
      const stride = i === 0 ? firstStride : 1;
      let out = expansion === 1 ? at : graph.convolution(at, channels, wide, {});
      out = graph.convolution(out, wide, wide, {size: 3, stride, group: wide});
      out = graph.convolution(out, wide, to, {clipped: false});
      at = i === 0 ? out : graph.node('Add', [at, out]);
      channels = to;
    }
  }
  at = graph.node('GlobalAveragePool', [graph.convolution(at, channels, 1280, {})]);
  const weights = graph.weights([1000, 1280], Math.sqrt(6 / 1280));
  graph.node('Gemm', [graph.node('Flatten', [at]), weights, graph.weights([1000], 0.1)], [int('transB', 1)], 'logits');
  return graph.model(valueInfo(11, 'input', [1, 3, 224, 224]), valueInfo(12, 'logits', [1, 1000]));
}
