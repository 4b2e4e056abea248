import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';
import {fakeBrowser, later, until} from './fake-engine.mjs';
import {configure, HearthError, open} from '../../main/site/hearth.js';

const FOLDER = 'https://site.example/models/a/';
const code = (expected) => (error) => {
  assert.ok(error instanceof HearthError, `${error}`);
  assert.equal(error.code, expected, error.message);
  return true;
};

let world;
let opened;

beforeEach(() => {
  world = globalThis.world = fakeBrowser();
  opened = [];
  configure({
    base: new URL('fake-site/', import.meta.url),
    updateIntervalMs: 0,
    memoryBudgetBytes: 1e9,
  });
  offer({stable: '1', canary: {version: '2', percent: 0}, blocked: []});
});

afterEach(async () => {
  for (const model of opened) await model.close();
  await later();
  assert.equal(world.running(), 0, 'every worker has ended');
  assert.equal(world.bitmaps, 0, 'every picture is closed');
});

const offer = (channels) => (world.files[`${FOLDER}channels.json`] = JSON.stringify(channels));

async function openA(options = {}) {
  const model = await open(FOLDER, options);
  opened.push(model);
  return model;
}

/** Answers predictions by version, such as {1: [['yes', 0.9]], 2: [['no', 0.6], ['yes', 0.4]]}. */
function answers(byVersion) {
  world.on.predict = async (request, engine) => {
    const version = versionOf(request, engine);
    const found = byVersion[version];
    const classes = await (typeof found === 'function' ? found(request) : found);
    request.input.picture?.close();
    if (classes?.error) return classes;
    request.answeredBy = version;
    return {
      result: classes.map(([label, probability], index) => ({index, label, probability})),
      timings: {preprocessMs: 1, runMs: version === '1' ? 10 : 20, postprocessMs: 2},
    };
  };
}

const versionOf = ({model}, engine) => engine.models.get(model).url.split('/').at(-2);
const predicted = (version) => world.log.filter((one) => one.answeredBy === version);
const compared = (comparison, count) =>
  until(() => comparison.report.inputs.compared === count);

/** Holds a version's predictions back; returns what lets the next one go. */
function held() {
  const waiting = [];
  const classes = () => new Promise((go) => waiting.push(() => go([['yes', 0.9]])));
  return {classes, waiting, go: () => waiting.shift()()};
}

test('the first answers, and the other tries the same input afterwards', async () => {
  answers({1: [['yes', 0.9]], 2: [['yes', 0.7]]});
  const model = await openA({threads: 2});
  const comparison = await model.compareWith({version: '2'});
  assert.equal(world.log.at(-1).threads, 2, 'opened as the first');
  const [best] = await model.predict('a text', {topK: 3});
  assert.equal(best.probability, 0.9);
  assert.equal(predicted('2').length, 0, 'not before the answer');
  await compared(comparison, 1);
  const [one, other] = [predicted('1')[0], predicted('2')[0]];
  assert.deepEqual(other.input, one.input);
  assert.deepEqual(other.options, one.options);

  const {report} = comparison;
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report, 'plain data');
  assert.ok(report.began && report.ended === null && report.because === '');
  assert.deepEqual(report.inputs, {answered: 1, compared: 1, skipped: 0});
  assert.equal(report.agreement.rate, 1);
  assert.ok(Math.abs(report.agreement.low - 0.2065) < 1e-4, 'by Wilson');
  assert.equal(report.agreement.high, 1);
  assert.ok(Math.abs(report.difference.mean - 0.2) < 1e-9);
  assert.ok(Math.abs(report.difference.largest - 0.2) < 1e-9);
  assert.deepEqual(report.disagreements, []);
  assert.deepEqual([report.first.version, report.other.version], ['1', '2']);
  assert.equal(report.first.url, `${FOLDER}1/manifest.json`);
  assert.deepEqual(report.first.runMs, {last: 10, median: 10, p95: 10});
  assert.deepEqual(report.other.runMs, {last: 20, median: 20, p95: 20});
  assert.ok(report.other.totalMs.median > 0);
  assert.deepEqual(report.other.plans, [
    {runtime: 'onnx', provider: 'webgpu', variant: 'fp32', threads: 1, inputs: 1},
  ]);
  assert.equal(model.metrics.runs, 1, 'what the other does is not the model’s');
});

test('disagreements tell results, as they were, and nothing of the input', async () => {
  answers({1: [['yes', 0.9], ['no', 0.1]], 2: [['no', 0.6], ['yes', 0.4]]});
  const model = await openA();
  const comparison = await model.compareWith({version: '2'});
  for (let i = 1; i <= 25; i++) {
    const result = await model.predict('a secret');
    result[0].label = 'changed by the page';
    result.length = 1;
    await compared(comparison, i);
  }
  const {agreement, disagreements, difference} = comparison.report;
  assert.deepEqual([agreement.agreed, agreement.rate, agreement.low], [0, 0, 0]);
  assert.ok(Math.abs(difference.largest - 0.5) < 1e-9);
  assert.deepEqual(disagreements.map(({input}) => input), Array.from({length: 20}, (_, i) => i + 6));
  assert.deepEqual(disagreements[0].first, [
    {index: 0, label: 'yes', probability: 0.9},
    {index: 1, label: 'no', probability: 0.1},
  ]);
  assert.equal(disagreements[0].other[0].label, 'no');
  assert.ok(!JSON.stringify(comparison.report).includes('secret'));
  disagreements.length = 0;
  assert.equal(comparison.report.disagreements.length, 20, 'a copy');
});

test('the latest input wins while the other is busy', async () => {
  const slow = held();
  answers({1: [['yes', 0.9]], 2: slow.classes});
  const model = await openA();
  const comparison = await model.compareWith({version: '2'});
  for (const text of ['a', 'b', 'c', 'd']) {
    const picture = new ImageBitmap(text);
    await model.predict(picture, {transfer: true});
    await until(() => slow.waiting.length === 1);
  }
  assert.equal(world.bitmaps, 2, 'one that the other tries, and one that waits');
  assert.deepEqual(comparison.report.inputs, {answered: 4, compared: 0, skipped: 2});
  slow.go();
  await until(() => slow.waiting.length === 1 && comparison.report.inputs.compared === 1);
  slow.go();
  await compared(comparison, 2);
  assert.deepEqual(comparison.report.inputs, {answered: 4, compared: 2, skipped: 2});
});

test('what was given away is copied first', async () => {
  answers({1: [['yes', 0.9]], 2: [['yes', 0.7]]});
  const model = await openA();
  const comparison = await model.compareWith({version: '2'});
  const picture = new ImageBitmap('a picture');
  await model.predict(picture, {transfer: true});
  assert.ok(picture.isClosed);
  const samples = new Float32Array([1, 2, 3]);
  await compared(comparison, 1);
  await model.predict(samples, {transfer: true, sampleRateHz: 8000, details: true});
  assert.equal(samples.length, 0);
  await compared(comparison, 2);
  const [seen, heard] = predicted('2').map(({input}) => input);
  assert.equal(seen.picture.source, 'a picture');
  assert.deepEqual([...heard.samples], [1, 2, 3]);
  assert.equal(heard.sampleRateHz, 8000);
});

test('each picture of video is compared', async (context) => {
  answers({1: [['yes', 0.9]], 2: [['yes', 0.7]]});
  let camera;
  globalThis.MediaStreamTrackProcessor = class {
    readable = new ReadableStream({start: (controller) => (camera = controller)});
  };
  context.after(() => delete globalThis.MediaStreamTrackProcessor);
  const model = await openA();
  const comparison = await model.compareWith({version: '2'});
  const track = {readyState: 'live'};
  const results = [];
  const stream = model.stream({getVideoTracks: () => [track]}, (result) => results.push(result));
  await until(() => camera);
  for (const source of ['one', 'two']) {
    camera.enqueue({source, displayWidth: 4, displayHeight: 3, close() {}});
    await compared(comparison, results.length + 1);
  }
  await stream.stop();
  assert.deepEqual(
    predicted('2').map(({input}) => input.picture.source),
    ['one', 'two'],
  );
  assert.deepEqual(comparison.report.inputs, {answered: 2, compared: 2, skipped: 0});
});

test('whole sounds are compared by their words', async () => {
  world.task = 'audio-classification';
  const heard = {1: ['one', 'two'], 2: ['one', 'six']};
  world.on.detect = (request, engine) => ({
    result: [{index: 0, label: 'one', probability: 1}],
    words: heard[versionOf(request, engine)].map((label) => ({label, probability: 1, timeSeconds: 0})),
    timings: {preprocessMs: 1, runMs: 2, postprocessMs: 3},
    input: request.input.data.byteLength,
  });
  const model = await openA();
  const comparison = await model.compareWith({version: '2'});
  assert.equal((await model.detect(new Blob(['RIFF']))).words.length, 2);
  await compared(comparison, 1);
  const {agreement, disagreements} = comparison.report;
  assert.equal(agreement.agreed, 0);
  assert.match(agreement.when, /words/);
  assert.deepEqual(disagreements[0].other.words.map(({label}) => label), ['one', 'six']);
  const [one, other] = world.log.filter(({kind}) => kind === 'detect');
  assert.deepEqual(other.input.data.byteLength, one.input.data.byteLength);
});

test('tensors are compared by `run`, unless they stay on the device', async () => {
  world.task = 'tensors';
  world.on.run = ({feeds, keep}, engine) => ({
    fetches: {y: keep ? {type: 'float32', shape: [1], handle: ++engine.handles} : feeds.x},
    timings: {runMs: 2},
  });
  const model = await openA({keep: true});
  const comparison = await model.compareWith({version: '2'});
  const feeds = () => ({x: {type: 'float32', shape: [2], data: new Float32Array([1, 2])}});
  await model.run(feeds(), {transfer: true});
  await compared(comparison, 1);
  await model.run(feeds());
  await compared(comparison, 2);
  assert.equal(comparison.report.agreement.agreed, 2);
  assert.equal(comparison.report.first.preprocessMs, null);
  const runs = world.log.filter(({kind}) => kind === 'run');
  assert.deepEqual(runs.map(({lent}) => lent), [false, false, true, false]);
  await (await model.run(feeds(), {keep: true})).y.close();
  await until(() => comparison.report.inputs.skipped === 1);
  assert.equal(comparison.report.inputs.compared, 2);
});

test('what fails is counted by whose failure it was, and the comparison goes on', async () => {
  const broken = {error: {code: 'INVALID_INPUT', message: 'not for me', dropped: []}};
  let first = [['yes', 0.9]];
  let other = broken;
  answers({1: () => first, 2: () => other});
  const model = await openA();
  const comparison = await model.compareWith({version: '2'});
  await model.predict('a');
  await until(() => comparison.report.other.failures === 1);
  first = broken;
  await assert.rejects(model.predict('b'), code('INVALID_INPUT'));
  assert.equal(comparison.report.first.failures, 1);
  const aborted = new AbortController();
  aborted.abort();
  await assert.rejects(model.predict('c', {signal: aborted.signal}), code('CANCELLED'));
  first = other = [['yes', 0.9]];
  await model.predict('d');
  await compared(comparison, 1);
  const {report} = comparison;
  assert.deepEqual(report.inputs, {answered: 2, compared: 1, skipped: 0});
  assert.deepEqual([report.first.failures, report.other.failures], [1, 1]);
  assert.deepEqual(report.other.errors, [{code: 'INVALID_INPUT', message: 'not for me'}]);
});

test('a worker of the other that dies ends one try', async () => {
  let dies = true;
  answers({
    1: [['yes', 0.9]],
    2: () => {
      if (!dies) return [['yes', 0.9]];
      dies = false;
      world.workers[1].die('out of luck');
      return new Promise(() => {});
    },
  });
  const model = await openA();
  const comparison = await model.compareWith({version: '2'});
  await model.predict(new ImageBitmap('a'), {transfer: true});
  await until(() => comparison.report.other.failures === 1);
  await model.predict('b');
  await compared(comparison, 1);
  assert.equal(comparison.report.other.plans[0].provider, 'wasm', 'where it went on');
  world.bitmaps--; // It was lost with its worker.
});

test('ending while the other is busy ends its worker and keeps the report', async () => {
  const slow = held();
  answers({1: [['yes', 0.9]], 2: slow.classes});
  const changes = [];
  const model = await openA();
  const comparison = await model.compareWith({
    version: '2',
    onChange: (one) => changes.push(one.report.inputs.answered),
  });
  await model.predict('a');
  await until(() => slow.waiting.length === 1);
  await model.predict('b');
  assert.equal(world.running(), 2);
  await comparison.end();
  await comparison.done;
  assert.equal(world.running(), 1);
  const {ended, because, inputs} = comparison.report;
  assert.ok(ended);
  assert.equal(because, 'The page ended it.');
  assert.deepEqual(inputs, {answered: 2, compared: 0, skipped: 2});
  await model.predict('c');
  assert.deepEqual(comparison.report.inputs, inputs, 'not compared any more');
  assert.deepEqual(changes, [1, 2, 2]);
  await comparison.end();
  const again = await model.compareWith({version: '2'});
  await again.end();
});

test('an answer that comes after the end is not compared', async () => {
  const slow = held();
  answers({1: slow.classes, 2: [['yes', 0.9]]});
  const model = await openA();
  const comparison = await model.compareWith({version: '2'});
  const answer = model.predict(new ImageBitmap('a'), {transfer: true});
  await until(() => slow.waiting.length === 1);
  await comparison.end();
  slow.go();
  assert.equal((await answer)[0].label, 'yes');
  assert.equal(comparison.report.inputs.answered, 0);
});

test('it ends with the model, also while the other is being loaded', async () => {
  answers({1: [['yes', 0.9]], 2: [['yes', 0.9]]});
  const model = await openA();
  const comparison = await model.compareWith({version: '2'});
  await model.close();
  await comparison.done;
  assert.equal(comparison.report.because, 'The model was closed.');
  assert.equal(world.running(), 0);
  await assert.rejects(model.compareWith({version: '2'}), code('CANCELLED'));

  const another = await openA();
  world.on.open = () => 'never';
  const loading = another.compareWith({version: '2'});
  await until(() => world.running() === 2);
  await another.close();
  await assert.rejects(loading, code('CANCELLED'));
});

test('another that comes when it has ended already is closed', async () => {
  const folder = 'https://site.example/models/b/';
  world.files[`${folder}channels.json`] = '{"stable": "1", "blocked": []}';
  const model = await openA();
  const {setItem} = localStorage;
  localStorage.setItem = (key, value) => {
    setItem(key, value);
    // The last that `open` does.
    if (key.endsWith(folder) && JSON.parse(value).good) void model.close();
  };
  await assert.rejects(model.compareWith({source: folder}), code('CANCELLED'));
  assert.equal(world.running(), 0);
});

test('it ends when the model goes over to another version', async () => {
  answers({1: [['yes', 0.9]], 2: [['yes', 0.9]], 3: [['no', 0.9]]});
  const model = await openA();
  const comparison = await model.compareWith({version: '2'});
  await model.predict('a');
  await compared(comparison, 1);
  offer({stable: '3', blocked: []});
  await model.update();
  assert.equal((await model.predict('b'))[0].label, 'no');
  await comparison.done;
  const {because, first, inputs} = comparison.report;
  assert.equal(because, 'The model went over to version 3.');
  assert.equal(first.version, '1');
  assert.equal(inputs.compared, 1);
  assert.equal(world.running(), 1);
});

test('another that cannot be opened leaves the model as it is', async () => {
  answers({1: [['yes', 0.9]]});
  const model = await openA();
  world.on.open = ({url}) =>
    url.includes('/2/') ? {error: {code: 'SELF_TEST_FAILED', message: 'no', dropped: []}} : undefined;
  await assert.rejects(model.compareWith({version: '2'}), code('SELF_TEST_FAILED'));
  world.on.open = undefined;
  const cancelled = AbortSignal.abort();
  await assert.rejects(model.compareWith({version: '2', signal: cancelled}), code('CANCELLED'));
  assert.equal((await model.predict('a'))[0].label, 'yes');
  assert.equal(world.running(), 1);
  await (await model.compareWith({version: '2'})).end();
});

test('variants, providers, other addresses and versions of a manifest’s address', async () => {
  answers({1: [['yes', 0.9]], 2: [['yes', 0.9]]});
  const model = await openA();
  const last = () => world.log.filter(({kind}) => kind === 'open').at(-1);
  for (const [options, url, fields] of [
    [{variant: 'int8'}, `${FOLDER}1/manifest.json`, {variant: 'int8'}],
    [{provider: 'wasm'}, `${FOLDER}1/manifest.json`, {provider: 'wasm'}],
    [{source: `${FOLDER}2/manifest.json`}, `${FOLDER}2/manifest.json`, {provider: ''}],
  ]) {
    await (await model.compareWith(options)).end();
    assert.equal(last().url, url);
    for (const [name, value] of Object.entries(fields)) assert.equal(last()[name], value);
  }
  const direct = await open(`${FOLDER}1/manifest.json`);
  opened.push(direct);
  await (await direct.compareWith({version: '2'})).end();
  assert.equal(last().url, `${FOLDER}2/manifest.json`);
  await (await direct.compareWith({variant: 'int8'})).end();
  assert.equal(last().url, `${FOLDER}1/manifest.json`);
});

test('an open model stays open, and ends the comparison when it is closed', async () => {
  answers({1: [['yes', 0.9]], 2: [['yes', 0.9]]});
  const model = await openA();
  const other = await openA({version: '2'});
  await (await model.compareWith({model: other})).end();
  assert.equal((await other.predict('a'))[0].label, 'yes');
  const comparison = await model.compareWith({model: other});
  await other.close();
  await model.predict('a');
  await comparison.done;
  assert.equal(comparison.report.because, 'The other model was closed.');
  assert.deepEqual(comparison.report.inputs, {answered: 1, compared: 0, skipped: 1});
});

test('an open model that goes over to another version ends it', async () => {
  answers({1: [['yes', 0.9]], 2: [['yes', 0.9]], 3: [['yes', 0.9]]});
  const model = await openA({version: '2'});
  const other = await openA();
  const comparison = await model.compareWith({model: other});
  offer({stable: '3', blocked: []});
  await other.update();
  await model.predict('a');
  await comparison.done;
  assert.equal(comparison.report.because, 'The other model went over to another version.');
  assert.deepEqual(comparison.report.inputs, {answered: 1, compared: 0, skipped: 1});
});

test('a version that the site withdraws is compared no more', async () => {
  answers({1: [['yes', 0.9]], 2: [['yes', 0.9]]});
  const model = await openA();
  const comparison = await model.compareWith({version: '2'});
  offer({stable: '1', blocked: ['2']});
  await assert.rejects(comparison.other.update(), code('MODEL_NOT_FOUND'));
  await model.predict('a');
  await comparison.done;
  assert.match(comparison.report.because, /withdrawn version 2/);
  assert.equal(world.running(), 1);
});

test('where the module cannot be had the model goes on', async () => {
  answers({1: [['yes', 0.9]]});
  configure({base: new URL('no-such-site/', import.meta.url)});
  const model = await openA();
  await assert.rejects(model.compareWith({version: '2'}), code('NETWORK'));
  assert.equal((await model.predict('a'))[0].label, 'yes');
});

test('what cannot be compared is refused', async () => {
  const model = await openA();
  const beside = await openA({beside: model});
  await assert.rejects(model.compareWith({}), code('INVALID_INPUT'));
  await assert.rejects(model.compareWith(), code('INVALID_INPUT'));
  await assert.rejects(model.compareWith({model: beside}), code('INVALID_INPUT'));
  await assert.rejects(model.compareWith({model: {}}), code('INVALID_INPUT'));
  await assert.rejects(model.compareWith({version: '2', tolerance: -1}), code('INVALID_INPUT'));
  await assert.rejects(model.compareWith({version: '2', tolerance: NaN}), code('INVALID_INPUT'));

  const comparison = await model.compareWith({version: '2'});
  await assert.rejects(model.compareWith({version: '2'}), code('INVALID_INPUT'));
  assert.equal(comparison.report.ended, null, 'the one that goes on goes on');
  await comparison.end();

  world.task = 'object-detection';
  await assert.rejects(model.compareWith({version: '2'}), code('INVALID_INPUT'));
  world.task = 'image-classification';
  configure({memoryBudgetBytes: 1999});
  await assert.rejects(model.compareWith({version: '2'}), code('OUT_OF_MEMORY'));
  offer({stable: '1', blocked: ['2']});
  await assert.rejects(model.compareWith({version: '2'}), code('MODEL_NOT_FOUND'));
  const files = await open({'model.onnx': new Blob(['abc'])});
  opened.push(files);
  await assert.rejects(files.compareWith({version: '2'}), code('INVALID_INPUT'));
});

test('a version that was compared is nothing to fall back on', async () => {
  const model = await openA();
  await (await model.compareWith({version: '2'})).end();
  assert.deepEqual(JSON.parse(world.storage.get(`hearth:${FOLDER}`)).good, ['1']);
});

test('what a listener throws reaches nobody else', async () => {
  answers({1: [['yes', 0.9]], 2: [['yes', 0.9]]});
  const thrown = [];
  const {queueMicrotask} = globalThis;
  globalThis.queueMicrotask = (task) =>
    queueMicrotask(() => {
      try {
        task();
      } catch (error) {
        thrown.push(error.message);
      }
    });
  const model = await openA();
  let times = 0;
  const comparison = await model.compareWith({
    version: '2',
    onChange: () => {
      if (times++ === 0) throw new Error('of the page');
    },
  });
  assert.equal((await model.predict('a'))[0].label, 'yes');
  await compared(comparison, 1);
  assert.deepEqual(thrown, ['of the page']);
  globalThis.queueMicrotask = queueMicrotask;
});
