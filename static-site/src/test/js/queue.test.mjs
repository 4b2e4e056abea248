// Runs: their order, their ends, and what of them is kept, over a model that only says what it got.
import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';
import {later, until} from './fake-engine.mjs';
import {fakeStorage} from './fake-storage.mjs';
import {HearthError} from '../../main/site/app/client/errors.js';
import {Queue} from '../../main/site/app/client/runs/queue.js';
import * as store from '../../main/site/app/client/runs/store.js';

const TIMINGS = {preprocessMs: 1, runMs: 2, postprocessMs: 3};

let world;
let queues;
/** What the model got, in order; and what it does with each. */
let got;
let answer;
let opened;
let closed;

beforeEach(() => {
  world ??= fakeStorage();
  for (const {rows} of Object.values(world.stores)) rows.clear();
  Object.assign(world, {full: false, refused: false});
  globalThis.reportError = (error) => assert.fail(error);
  queues = [];
  got = [];
  opened = [];
  closed = 0;
  answer = async (input) => ({result: [{label: String(input), probability: 1}], timings: TIMINGS});
});

afterEach(() => queues.forEach((queue) => queue.close()));

/** A model of the task; `progress` is told while it loads. */
const modelOf = (task) => ({
  manifest: {title: 'Fake', version: '1.2.3', task, preprocessing: {waveform: {sampleRateHz: 16000}}},
  plan: {provider: 'wasm', variant: 'fp32'},
  predict: (input, options) => (got.push(input), answer(input, options)),
  detect: async (input, options) => {
    got.push(input);
    return {words: [], seconds: 1, ...(await answer(input, options))};
  },
  close: async () => void closed++,
});

function newQueue(task = 'image-classification', load = async () => {}) {
  const queue = new Queue(async () => async (source, options) => {
    opened.push({source, options});
    await load(options);
    return modelOf(task);
  });
  queues.push(queue);
  return queue;
}

const inputs = (...values) => values.map((input, i) => ({name: `input ${i + 1}`, input}));

async function ended(id) {
  for (let i = 0; ; i++) {
    const run = await store.run(id);
    if (!run || !['queued', 'loading', 'running'].includes(run.state)) return run;
    if (i > 1000) throw new Error(`still ${run.state}`);
    await later(2);
  }
}

test('batch: runs each input in order and keeps its result, not the input', async () => {
  const id = await newQueue().add('a', inputs('x', 'y', 'z'), {provider: 'wasm', predict: {topK: 3}});
  const run = await ended(id);

  assert.deepEqual(got, ['x', 'y', 'z']);
  assert.equal(run.state, 'done');
  assert.deepEqual([run.done, run.failed, run.inputs], [3, 0, 3]);
  assert.deepEqual([run.title, run.version, run.provider], ['Fake', '1.2.3', 'wasm']);
  assert.ok(run.createdMs <= run.startedMs && run.startedMs <= run.endedMs);
  const items = await store.items(id);
  assert.deepEqual(items.map(({result}) => result[0].label), ['x', 'y', 'z']);
  assert.deepEqual(items[0].timings, TIMINGS);
  assert.equal(await store.input(id, 0), undefined);
  assert.equal(opened[0].options.provider, 'wasm');
  assert.equal('version' in opened[0].options, false, 'what is left out is not asked for');
  await until(() => closed === 1);
});

test('batch: an input that fails keeps its reason, and the others go on', async () => {
  answer = async (input) => {
    if (input === 'bad') throw new HearthError('INVALID_INPUT', 'Expected good, found bad');
    return {result: [], timings: TIMINGS};
  };
  const queue = newQueue();
  const id = await queue.add('a', inputs('x', 'bad', 'y'));
  const run = await ended(id);

  assert.deepEqual([run.state, run.done, run.failed], ['done', 2, 1]);
  const bad = (await store.items(id))[1];
  assert.deepEqual(bad.failure, {code: 'INVALID_INPUT', message: 'Expected good, found bad'});
  assert.equal(await store.input(id, 1), 'bad');

  await later(80);
  answer = async () => ({result: [], timings: TIMINGS});
  await queue.retry(id);
  await until(() => got.length === 4);
  assert.deepEqual(got, ['x', 'bad', 'y', 'bad'], 'only what failed runs again');
  const again = await ended(id);
  assert.deepEqual([again.state, again.done, again.failed], ['done', 3, 0]);
  assert.ok(again.tookMs <= again.endedMs - again.startedMs - 75, 'what lay between took nothing');
});

test('batch: a model that does not open fails the run with the reason', async () => {
  const queue = newQueue('image-classification', async () => {
    throw new HearthError('NETWORK', 'no network');
  });
  const run = await ended(await queue.add('a', inputs('x')));

  assert.equal(run.state, 'failed');
  assert.deepEqual(run.failure, {code: 'NETWORK', message: 'no network'});
  assert.equal(await store.input(run.id, 0), 'x');
});

test('queue: one run after the other, the oldest first', async () => {
  const queue = newQueue();
  const first = await queue.add('a', inputs('a1', 'a2'));
  const second = await queue.add('b', inputs('b1'));
  assert.deepEqual((await store.runs()).map(({id}) => id), [second, first], 'listed latest first');
  await ended(second);

  assert.deepEqual(got, ['a1', 'a2', 'b1']);
  assert.deepEqual((await store.runs()).map(({number}) => number), [2, 1]);
  await until(() => localStorage.getItem('hearth.runs') === null);
});

test('queue: nothing is added of no inputs, or where the device keeps nothing', async () => {
  const queue = newQueue();
  await assert.rejects(queue.add('a', []), {code: 'INVALID_INPUT'});
  world.full = true;
  await assert.rejects(queue.add('a', inputs('x')), {code: 'QUOTA'});
  world.full = false;
  assert.deepEqual(await store.runs(), []);
});

test('cancel: ends at the input it is at, keeps what there is, and can go on', async () => {
  let release;
  answer = (input) =>
    input === 'y'
      ? new Promise((resolve) => (release = () => resolve({result: [], timings: TIMINGS})))
      : Promise.resolve({result: [], timings: TIMINGS});
  const queue = newQueue();
  const id = await queue.add('a', inputs('x', 'y', 'z'));
  await until(() => release);
  await queue.cancel(id);
  await later(10);
  release();
  const run = await ended(id);

  assert.equal(run.state, 'cancelled');
  assert.deepEqual((await store.items(id)).map(({state}) => state), ['done', 'waiting', 'waiting']);
  await until(() => closed === 1);
  answer = async () => ({result: [], timings: TIMINGS});
  await queue.retry(id);
  await until(() => got.length === 4);
  assert.equal((await ended(id)).done, 3);
  assert.deepEqual(got, ['x', 'y', 'y', 'z']);
});

test('remove: ends the run and leaves nothing of it', async () => {
  let began = false;
  answer = () => ((began = true), new Promise((resolve) => setTimeout(resolve, 20, {result: [], timings: TIMINGS})));
  const queue = newQueue();
  const id = await queue.add('a', inputs('x', 'y'));
  await until(() => began);
  await queue.remove(id);
  await until(() => closed === 1);

  assert.deepEqual(got, ['x']);
  for (const {rows} of Object.values(world.stores)) assert.equal(rows.size, 0);
});

test('resume: another page goes on with what one has left', async () => {
  let begun = 0;
  answer = () => (begun++, new Promise(() => {}));
  const id = await newQueue().add('a', inputs('x', 'y'));
  await until(() => begun === 1);
  assert.equal(localStorage.getItem('hearth.runs'), '1', 'a page that starts knows');
  world.leave();
  answer = async () => ({result: [], timings: TIMINGS});

  await newQueue().work();

  assert.deepEqual(got, ['x', 'x', 'y']);
  assert.equal((await store.run(id)).state, 'done');
});

test('two tabs: one runs, both are told', async () => {
  const [one, other] = [newQueue(), newQueue()];
  const told = new Set();
  other.watch((id) => told.add(id));
  const id = await one.add('a', inputs('x', 'y'));
  await other.work();
  await ended(id);

  assert.deepEqual(got, ['x', 'y']);
  assert.equal(opened.length, 1);
  await until(() => told.has(id));
});

test('loading: shares are kept as they come', async () => {
  const shares = [];
  const queue = newQueue('image-classification', async ({onProgress}) => {
    onProgress({bytes: 25, totalBytes: 100});
    await later(20);
  });
  queue.watch(async (id) => shares.push((await store.run(id))?.loaded));
  await ended(await queue.add('a', inputs('x')));
  assert.ok(shares.includes(0.25), String(shares));
});

test('texts: a file is read as UTF-8, and one that is none fails', async () => {
  const files = [new Blob(['Grüße']), new Blob([new Uint8Array([0xff, 0xfe])])];
  const id = await newQueue('text-classification').add('a', inputs(...files));
  const run = await ended(id);

  assert.deepEqual(got, ['Grüße']);
  assert.deepEqual([run.done, run.failed], [1, 1]);
  assert.equal((await store.items(id))[1].failure.code, 'INVALID_INPUT');
});

test('sounds: WAV goes to the model as it is, other kinds are decoded at its rate', async () => {
  const decoded = {samples: 3};
  globalThis.OfflineAudioContext = class {
    constructor(channels, length, rate) {
      this.rate = rate;
    }
    async decodeAudioData(data) {
      if (data.byteLength < 4) throw new Error('unknown kind');
      return {...decoded, rate: this.rate};
    }
  };
  const wav = new Blob(['RIFF1234WAVE']);
  const queue = newQueue('voice-activity-detection');
  const id = await queue.add('a', inputs(wav, new Blob(['OggS....']), new Blob(['no'])));
  const run = await ended(id);

  assert.ok(got[0] instanceof Blob);
  assert.deepEqual(got[1], {samples: 3, rate: 16000});
  assert.deepEqual([got.length, run.done, run.failed], [2, 2, 1]);
  assert.match((await store.items(id))[2].failure.message, /found another file: unknown kind/);
});

test('sounds: classes come with the words that were heard', async () => {
  answer = async () => ({words: [{label: 'one'}], seconds: 2, result: [{label: 'one'}], timings: TIMINGS});
  const id = await newQueue('audio-classification').add('a', inputs(new Blob(['RIFF1234WAVE'])));
  await ended(id);
  const [{result}] = await store.items(id);
  assert.deepEqual(result, {words: [{label: 'one'}], seconds: 2, result: [{label: 'one'}]});
});
