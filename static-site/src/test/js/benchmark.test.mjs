// What the benchmark reads, counts, makes and writes, and how it goes about models, on fakes.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {settingsOf} from '../../main/site/app/client/benchmark.js';
import {toCsv, toJson, toMarkdown} from '../../main/site/app/client/benchmark-export.js';
import {figures, largestDifference, turns} from '../../main/site/app/client/benchmark-figures.js';
import {feedsOf, inputKind, noise, pictureSize, row, sweep} from '../../main/site/app/client/benchmark-inputs.js';
import {measure} from '../../main/site/app/client/benchmark-run.js';

test('settings: of an address, with what is left out', () => {
  const found = settingsOf('?benchmark=digits,%20spoken-digits&providers=wasm,webgpu&runs=7&sizes=own,640x480&raw=0');
  assert.deepEqual(found.models, ['digits', 'spoken-digits']);
  assert.deepEqual(found.providers, ['wasm', 'webgpu']);
  assert.deepEqual(found.sizes, ['', '640x480']);
  assert.deepEqual([found.runs, found.warmUps, found.loads, found.raw, found.memory], [7, 5, 3, false, true]);
});

test('settings: what is named twice is measured once', () => {
  assert.deepEqual(settingsOf('?benchmark=a,b,a').models, ['a', 'b']);
});

test('settings: nonsense is refused with what was found', () => {
  for (const query of ['', '?benchmark=a&runs=many', '?benchmark=a&runs=0', '?benchmark=a&sizes=big', '?benchmark=a&threads=65', '?benchmark=a&run=5', '?benchmark=a&providers=wasm,gpu']) {
    assert.throws(() => settingsOf(query), {code: 'INVALID_INPUT', message: /found/}, query);
  }
});

test('figures: median and 95th percentile by nearest rank', () => {
  const all = Array.from({length: 100}, (_, i) => 100 - i);
  assert.deepEqual(figures(all), {median: 50, p95: 95, least: 1, most: 100, count: 100});
  assert.equal(figures([]), null);
});

test('turns: each is as often in any place', () => {
  const places = {a: [0, 0, 0], b: [0, 0, 0], c: [0, 0, 0]};
  for (let round = 0; round < 6; round++) turns(['a', 'b', 'c'], round).forEach((one, place) => places[one][place]++);
  assert.deepEqual(places, {a: [2, 2, 2], b: [2, 2, 2], c: [2, 2, 2]});
  assert.deepEqual(turns([], 3), []);
});

test('difference: by name, in order where names differ, null where it cannot be told', () => {
  const of = (...data) => ({type: 'float32', data});
  assert.equal(largestDifference({x: of(1, 2), y: of(3)}, {y: of(3), x: of(1, 2.5)}), 0.5);
  assert.equal(largestDifference({x: of(1)}, {output0: of(3)}), 2);
  assert.equal(largestDifference({x: of(1)}, {x: of(1, 2)}), null);
});

test('inputs: by what the manifest prepares, the same each time', () => {
  assert.equal(inputKind({task: 'tensors'}), 'tensors');
  assert.equal(inputKind({task: 'x', preprocessing: {waveform: {}}}), 'audio');
  assert.deepEqual(pictureSize({preprocessing: {image: {width: 28, height: 30}}}, ''), {width: 28, height: 30});
  assert.deepEqual(pictureSize({}, '640x480'), {width: 640, height: 480});
  assert.deepEqual(noise(8, 8), noise(8, 8));
  assert.equal(sweep(8000).length, 8000);
  assert.ok(sweep(8000).every((value) => Math.abs(value) <= 1));
  const columns = [{name: 'sex', categories: ['M', 'F']}, {name: 'age', mean: 4}, {name: 'size'}];
  assert.deepEqual(row({columns}), {sex: 'M', age: 4, size: 1});
});

test('feeds: of the first golden, zeros where there is none', async () => {
  const inputs = [{name: 'x', type: 'float32', shape: ['n', 2]}];
  const data = new Float32Array([9, 1, 2]).buffer;
  const goldens = {cases: [{inputs: [{name: 'x', type: 'float32', shape: [1, 2], offset: 4}]}]};
  assert.deepEqual(await feedsOf(inputs, goldens, async () => data), {x: {type: 'float32', shape: [1, 2], data: new Float32Array([1, 2])}});
  assert.deepEqual(await feedsOf(inputs, undefined, assert.fail), {x: {type: 'float32', shape: [1, 2], data: new Float32Array(2)}});
});

const times = {median: 1, p95: 2};
const REPORT = {
  began: '2026-01-01T00:00:00.000Z',
  settings: {runs: 2, warmUps: 1},
  device: {userAgent: 'B', cores: 2, memoryGb: 0, isolated: true, wasm: {simd: true}, webgpu: {reason: 'none'}, webgl: {}},
  rows: [
    {model: 'a|b', provider: 'wasm', variant: 'fp32', threads: 1, input: 'row', status: 'measured', notes: ['x, "y"'], coldLoadMs: 12.345, totalMs: times, runMs: times, framesPerSecond: 1000, bytes: 5, memoryBytes: null},
    {model: 'c', provider: 'webgpu', variant: '', threads: 0, status: 'failed', code: 'X', reason: 'no, never', notes: []},
  ],
};

test('exports: JSON as it is, CSV with quotes, Markdown with a row for each', () => {
  assert.deepEqual(JSON.parse(toJson(REPORT)), REPORT);
  const [head, first, second, ...rest] = toCsv(REPORT).split('\r\n');
  assert.deepEqual(rest, ['']);
  assert.equal(first.endsWith('"x, ""y"""'), true, first);
  assert.ok(second.includes('"no, never"'));
  assert.equal(head.split(',').length, 32);
  const lines = toMarkdown(REPORT).split('\n').filter((line) => line.startsWith('|'));
  assert.equal(lines.length, 4);
  assert.ok(lines[2].startsWith('| a\\|b | wasm | fp32 | 1 | row | 12.3 |'), lines[2]);
  assert.ok(lines[3].includes('X: no, never'));
});

/** hearth.js, of which one provider is there. */
function fakeTools(controller = new AbortController()) {
  const log = [];
  const last = {preprocessMs: {last: 1}, runMs: {last: 2}, postprocessMs: {last: 1}, bytes: 10};
  const model = (provider) => ({
    plan: {runtime: 'onnx', provider, variant: 'fp32', threads: 1, rejected: []},
    metrics: last,
    inputs: [{name: 'x', type: 'float32', shape: [1]}],
    predict: async () => log.push(`predict ${provider}`),
    run: async (feeds) => (log.push(`run ${provider}`), feeds),
    memory: async () => ({}),
    close: async () => log.push(`close ${provider}`),
  });
  return {
    log,
    base: new URL('https://site.example/'),
    signal: controller.signal,
    rows: [],
    onProgress: () => {},
    onRows() {},
    plan: async () => ({manifest: 'https://site.example/models/m/1/manifest.json'}),
    async open(_, {provider}) {
      if (provider === 'nowhere') throw Object.assign(new Error('not here'), {code: 'PROVIDER_UNAVAILABLE'});
      log.push(`open ${provider}`);
      return model(provider);
    },
  };
}

const MANIFEST = {task: 'tabular-regression', runtime: 'onnx', preprocessing: {table: {columns: [{name: 'a'}]}}, variants: []};
const SETTINGS = {models: ['m'], providers: ['wasm', 'nowhere', 'webgl'], runs: 3, warmUps: 1, loads: 1, raw: false, memory: false};

test('measure: by turns, and what cannot run is a row with its reason', async () => {
  globalThis.fetch = async (url) => Response.json(String(url).endsWith('manifest.json') ? MANIFEST : {});
  const tools = fakeTools();
  const rows = await measure(SETTINGS, tools);

  assert.deepEqual(rows.map(({provider, status}) => `${provider} ${status}`), ['wasm measured', 'nowhere failed', 'webgl measured']);
  assert.deepEqual([rows[1].code, rows[1].reason], ['PROVIDER_UNAVAILABLE', 'not here']);
  assert.deepEqual([rows[0].totalMs.count, rows[0].runMs.median, rows[0].warmLoadMs.count], [3, 2, 1]);
  const predicted = tools.log.filter((one) => one.startsWith('predict'));
  assert.deepEqual(predicted.slice(0, 4), ['predict wasm', 'predict webgl', 'predict wasm', 'predict webgl']);
  assert.equal(tools.log.filter((one) => one.startsWith('open')).length, tools.log.filter((one) => one.startsWith('close')).length);
});

test('measure: cancelled, and all is closed', async () => {
  globalThis.fetch = async (url) => Response.json(String(url).endsWith('manifest.json') ? MANIFEST : {});
  const controller = new AbortController();
  const tools = fakeTools(controller);
  tools.onProgress = ({phase}) => phase === 'run' && controller.abort();

  await assert.rejects(measure(SETTINGS, tools), {code: 'CANCELLED'});

  const count = (word) => tools.log.filter((one) => one.startsWith(word)).length;
  assert.equal(count('open'), count('close'));
});
