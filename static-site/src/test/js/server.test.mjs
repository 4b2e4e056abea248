import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bestClass, difference} from '../../main/site/app/client/server/answers.js';
import {infer, PROTOCOLS} from '../../main/site/app/client/server/protocols.js';

const V2 = PROTOCOLS['open-inference-v2'];
const SERVING = PROTOCOLS['tensorflow-serving'];
const FEEDS = {
  x: {type: 'float32', shape: [1, 2, 2], data: new Float32Array([1, 0.5, -2, 3])},
  ids: {type: 'int64', shape: [2], data: new BigInt64Array([1n, 9007199254740993n])},
};

test('open inference: flat data with type and shape', () => {
  const {path, body} = V2.ask('my model', FEEDS);
  assert.equal(path, '/v2/models/my%20model/infer');
  assert.equal(
    body,
    '{"inputs":[{"name":"x","datatype":"FP32","shape":[1,2,2],"data":[1,0.5,-2,3]},' +
      '{"name":"ids","datatype":"INT64","shape":[2],"data":[1,9007199254740993]}]}',
  );
  const outputs = [{name: 'y', datatype: 'FP32', shape: [1, 2], data: [[1, 2]]}];
  assert.deepEqual(V2.read({outputs}, []), {y: {shape: [1, 2], values: [1, 2]}});
});

test('TensorFlow Serving: lists in lists, and one output without a name', () => {
  const {path, body} = SERVING.ask('m', FEEDS);
  assert.equal(path, '/v1/models/m:predict');
  assert.equal(body, '{"inputs":{"x":[[[1,0.5],[-2,3]]],"ids":[1,9007199254740993]}}');
  const one = {shape: [1, 2], values: [1, 2]};
  assert.deepEqual(SERVING.read({outputs: [[1, 2]]}, ['y']), {y: one});
  assert.deepEqual(SERVING.read({outputs: {y: [[1, 2]]}}, ['z']), {y: one});
});

test('halves, truths, texts, and what JSON has no word for', () => {
  const bodyOf = (type, data) => V2.ask('m', {x: {type, shape: [data.length], data}}).body;
  assert.match(bodyOf('float16', new Uint16Array([0x3c00, 0xc000, 1])), /\[1,-2,5.960464477539063e-8\]/);
  assert.match(bodyOf('bool', new Uint8Array([0, 1])), /\[false,true\]/);
  assert.match(bodyOf('string', ['a "b"']), /\["a \\"b\\""\]/);
  assert.throws(() => bodyOf('float32', new Float32Array([NaN])), /found NaN/);
});

test('difference: the largest, or what cannot be compared', () => {
  const here = {y: {type: 'float32', shape: [2], data: new Float32Array([1, 2])}};
  assert.deepEqual(difference(here, {y: {shape: [2], values: [1, 2.5]}}), {largest: 0.5, problem: ''});
  assert.match(difference(here, {}).problem, /^y/);
  assert.match(difference(here, {y: {shape: [1, 2], values: [1, 2]}}).problem, /\[2\], \[1, 2\]/);
  assert.ok(Number.isNaN(difference(here, {y: {shape: [2], values: [1, 'x']}}).largest));
});

test('whole numbers beyond 2^53 are asked, read and compared exactly', async () => {
  const data = new BigInt64Array([9007199254740993n, -2n]);
  const answer = '{"outputs": [{"name": "y", "shape": [2], "data": [9007199254740995, -2]}]}';
  globalThis.fetch = async (_, {body}) => {
    assert.match(new TextDecoder().decode(body), /\[9007199254740993,-2\]/);
    return new Response(answer);
  };
  const endpoint = {url: 'https://models.example', protocol: 'open-inference-v2'};
  const feeds = {x: {type: 'int64', shape: [2], data}};
  const {outputs} = await infer(endpoint, 'm', feeds, ['y'], () => {}, new AbortController().signal);
  // Node 20 has no source text of numbers to read.
  const isExact = typeof outputs.y.values[0] === 'bigint';
  const here = {y: {type: 'int64', shape: [2], data}};
  assert.deepEqual(difference(here, outputs).problem, '');
  if (isExact) assert.equal(difference(here, outputs).largest, 2);
  const exact = {y: {shape: [2], values: [9007199254740995n, -2]}};
  assert.equal(difference(here, exact).largest, 2);
});

test('bestClass: as the manifest makes it of the output', () => {
  const manifest = {
    task: 'image-classification',
    labels: ['a', 'b'],
    postprocessing: {output: 'y', activation: 'softmax'},
  };
  const {label, probability} = bestClass(manifest, () => [0, Math.log(3)]);
  assert.equal(label, 'b');
  assert.ok(Math.abs(probability - 0.75) < 1e-9);
  assert.equal(bestClass({...manifest, task: 'object-detection'}, () => [0, 1]), null);
});

test('infer: says what was sent, and why a server refuses', async () => {
  const sent = [];
  const endpoint = {url: 'https://models.example/', protocol: 'open-inference-v2'};
  const {signal} = new AbortController();
  const ask = () => infer(endpoint, 'm', FEEDS, ['y'], (bytes) => sent.push(bytes), signal);
  globalThis.fetch = async (url, {body}) => {
    assert.equal(url, 'https://models.example/v2/models/m/infer');
    sent.push(body.length);
    return Response.json({model_version: '2', outputs: [{name: 'y', shape: [1], data: [1]}]});
  };
  const {version, sentBytes} = await ask();
  assert.equal(version, '2');
  assert.deepEqual(sent, [sentBytes, sentBytes]);
  globalThis.fetch = async () => Response.json({error: 'no such input'}, {status: 400});
  await assert.rejects(ask(), {code: 'INVALID_INPUT', message: 'no such input'});
  globalThis.fetch = async () => Response.json({odd: 1});
  await assert.rejects(ask(), {code: 'RUNTIME_FAILED'});
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  await assert.rejects(ask(), {code: 'NETWORK'});
});
