import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';
import {fakeBrowser, later, platform, until} from './fake-engine.mjs';
import {configure, HearthError, open} from '../../main/site/hearth.js';

const MANIFEST_URL = 'https://site.example/models/fake/1.0.0/manifest.json';
const FEEDS = () => ({x: {type: 'float32', shape: [2], data: new Float32Array([1, 2])}});
const code = (expected) => (error) => {
  assert.ok(error instanceof HearthError, `${error}`);
  assert.equal(error.code, expected, error.message);
  return true;
};

let world;
let opened;
let events;

beforeEach(() => {
  world = globalThis.world = fakeBrowser();
  opened = [];
  events = [];
  configure({base: new URL('fake-site/', import.meta.url), memoryBudgetBytes: 1e9});
});

afterEach(async () => {
  for (const model of opened) await model.close();
  await later();
  assert.equal(world.running(), 0, 'every worker has ended');
});

async function openFake(options = {}, source = MANIFEST_URL) {
  const model = await open(source, {onEvent: (event) => events.push(event), ...options});
  opened.push(model);
  return model;
}

/** Waits until an engine serves a request of a kind. */
const served = (kind) => until(() => world.kinds().at(-1) === kind);

/** Holds every run back until the function it returns is called. */
function holdRuns() {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  world.on.run = () => held;
  return release;
}

const states = (type) => events.filter((one) => one.type === type).map((one) => one.state);

test('open: manifest, plan, inputs, progress and events', async () => {
  const progress = [];
  const model = await openFake({onProgress: (one) => progress.push(one)});
  assert.equal(model.manifest.name, 'fake');
  assert.deepEqual(model.inputs, [{name: 'x', type: 'float32', shape: ['n', 2]}]);
  assert.equal(model.outputs[0].name, 'y');
  assert.equal(model.plan.provider, 'webgpu');
  assert.deepEqual(model.plan.worker, {used: true, reason: ''});
  assert.deepEqual(progress, [{stage: 'DOWNLOAD', bytes: 1, totalBytes: 1000}]);
  assert.deepEqual(states('plan'), ['LOADING', 'READY']);
  assert.deepEqual(states('worker'), ['started']);
  const [request] = world.log;
  assert.equal(request.url, MANIFEST_URL);
  assert.equal(request.goldens, true);
  assert.match(world.workers[0].url, /fake-site\/app\/engine-worker\.js$/);
  assert.equal(world.workers[0].options.type, 'module');
});

for (const [provider, expected] of [
  [undefined, ''],
  ['wasm', 'wasm'],
  [['webgpu', 'wasm'], 'webgpu,wasm'],
]) {
  test(`open: the provider ${provider} alone`, async () => {
    await openFake({provider});
    assert.equal(world.log[0].provider, expected);
  });
}

test('open: what can run nowhere is rejected with every reason', async () => {
  const dropped = [
    {provider: 'webgpu', variant: 'fp32', code: 'SELF_TEST_FAILED', reason: 'other numbers'},
  ];
  world.on.open = () => ({error: {code: 'PROVIDER_UNAVAILABLE', message: 'nowhere', dropped}});
  await assert.rejects(openFake(), (error) => {
    code('PROVIDER_UNAVAILABLE')(error);
    assert.deepEqual(error.rejected, dropped);
    return true;
  });
  assert.equal(world.running(), 0);
});

for (const [source, files, expected] of [
  ['/models/a/1.0.0/manifest.json', {}, '/models/a/1.0.0/manifest.json'],
  [
    '/models/a',
    {'/models/a/channels.json': '{"stable": "2.0.1", "blocked": []}'},
    '/models/a/2.0.1/manifest.json',
  ],
  [
    '/models/a/',
    {'/models/a/channels.json': '{"stable": "2.0.1", "blocked": []}'},
    '/models/a/2.0.1/manifest.json',
  ],
  [
    '/models/signed',
    {
      '/models/signed/channels.json':
        '{"release": 7, "stable": "2.0.1", "canary": {"version": "2.1.0", "percent": 0}, ' +
        '"blocked": [], "previous": ["1.0.0"], "manifests": {"2.0.1": "ab"}, "signature": "cd"}',
    },
    '/models/signed/2.0.1/manifest.json',
  ],
  ['/models/a/2.0.1', {}, '/models/a/2.0.1/manifest.json'],
  ['models/a', {}, '/page/models/a/manifest.json'],
]) {
  test(`open: ${source} is ${expected}`, async () => {
    for (const [path, text] of Object.entries(files))
      world.files[`https://site.example${path}`] = text;
    await openFake({}, source);
    assert.equal(world.log[0].url, `https://site.example${expected}`);
  });
}

test('open: a name is that of a model beside the module', async () => {
  await openFake({}, 'digits.v2');
  assert.match(world.log[0].url, /fake-site\/models\/digits\.v2\/manifest\.json$/);
});

for (const [what, file, expected] of [
  ['a server error', 500, 'NETWORK'],
  ['no connection', new TypeError('Failed to fetch'), 'NETWORK'],
  ['no JSON', '<html>', 'MANIFEST_INVALID'],
  ['null', 'null', 'MANIFEST_INVALID'],
  ['an unknown key', '{"stable": "1", "newest": "2"}', 'MANIFEST_INVALID'],
  ['a version that is a path', '{"stable": "../../evil"}', 'MANIFEST_INVALID'],
  ['a blocked version', '{"stable": "1.0", "blocked": ["1.0"]}', 'MODEL_NOT_FOUND'],
]) {
  test(`open: channels.json with ${what}: ${expected}`, async () => {
    world.files['https://site.example/models/a/channels.json'] = file;
    await assert.rejects(openFake({}, '/models/a'), code(expected));
    assert.equal(world.workers.length, 0);
  });
}

test('open: channels.json is asked for again while the server is busy', async () => {
  const url = 'https://site.example/models/a/channels.json';
  const answers = [500, new TypeError('Failed to fetch'), '{"stable": "1.0"}'];
  Object.defineProperty(world.files, url, {get: () => answers.shift()});
  await openFake({}, '/models/a');
  assert.equal(world.log[0].url, 'https://site.example/models/a/1.0/manifest.json');
  assert.equal(answers.length, 0);
});

test('open: cancelling ends the tries', async () => {
  world.files['https://site.example/models/a/channels.json'] = 503;
  const signal = AbortSignal.timeout(100);
  await assert.rejects(openFake({signal}, '/models/a'), code('CANCELLED'));
  assert.equal(world.fetched.length, 2);
});

test('open: files, below the folder they share, as blobs', async () => {
  const model = await openFake(
    {},
    {
      'm/model.json': new Blob(['{}']),
      'm/w/shard1': new Uint8Array([1, 2]),
      'm/w/shard2': new ArrayBuffer(3),
    },
  );
  assert.equal(model.manifest, null);
  assert.deepEqual(
    world.log[0].files.map(({path, data}) => [path, data.size]),
    [
      ['model.json', 2],
      ['w/shard1', 2],
      ['w/shard2', 3],
    ],
  );
  await openFake({}, [new File(['abc'], 'model.onnx')]);
  assert.deepEqual(
    world.log[1].files.map(({path}) => path),
    ['model.onnx'],
  );
});

test('open: files with a description, each with its hash', async () => {
  const description = {task: 'image-classification', labels: ['a', 'b']};
  await openFake({}, {files: {'m/model.onnx': new Uint8Array([1, 2, 3])}, description});
  const asked = world.log.find(({kind}) => kind === 'open');
  assert.deepEqual(JSON.parse(asked.description), description);
  assert.equal(asked.files[0].path, 'model.onnx');
  assert.equal(
    asked.files[0].sha256,
    '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81',
  );
  for (const wrong of [null, 5, ['task']]) {
    await assert.rejects(
      open({files: {'model.onnx': new Uint8Array([1])}, description: wrong}),
      code('INVALID_INPUT'),
    );
  }
});

test("open: a package's files with its manifest", async () => {
  const files = {'blobs/abc': new Uint8Array([1, 2, 3])};
  for (const manifest of [{name: 'm', variants: []}, '{"name": "m", "variants": []}']) {
    await openFake({}, {files, manifest});
    const asked = world.log.filter(({kind}) => kind === 'open').pop();
    assert.deepEqual(JSON.parse(asked.manifest), {name: 'm', variants: []});
    assert.deepEqual(
      asked.files.map(({path, data}) => [path, data.size]),
      [['abc', 3]],
    );
  }
  for (const wrong of [null, 5, []]) {
    await assert.rejects(open({files, manifest: wrong}), code('INVALID_INPUT'));
  }
});

for (const files of [[], {}, {a: 'text'}, null, 5, [{data: new Blob()}]]) {
  test(`open: INVALID_INPUT for ${JSON.stringify(files)} as files`, async () => {
    await assert.rejects(openFake({}, files), code('INVALID_INPUT'));
  });
}

test('predict: results, options and details', async () => {
  const model = await openFake();
  const [best] = await model.predict('text', {topK: 3, context: 'around'});
  assert.deepEqual(best.input, {kind: 'text', text: 'text', context: 'around'});
  assert.deepEqual(best.options, {topK: 3});
  const {timings, feeds} = await model.predict('text', {details: true});
  assert.deepEqual(timings, {preprocessMs: 1, runMs: 2, postprocessMs: 3});
  assert.ok(feeds.x.data instanceof Float32Array);
  assert.equal(world.log[1].feeds, false);
});

test('again: other thresholds, without a run that counts', async () => {
  const model = await openFake();
  await model.predict('text');
  const [found] = await model.again({scoreThreshold: 0.25});
  assert.deepEqual(found, {label: 'face', options: {scoreThreshold: 0.25}});
  const {result, timings, feeds} = await model.again({iouThreshold: 1, details: true});
  assert.deepEqual(result[0].options, {iouThreshold: 1});
  assert.equal(timings.runMs, 0);
  assert.deepEqual(feeds, {});
  assert.deepEqual((await model.again())[0].options, {});
  assert.equal(model.metrics.runs, 1, 'the prediction alone');
  assert.deepEqual(world.kinds(), ['open', 'predict', 'again', 'again', 'again']);
  await assert.rejects(model.again({scoreThreshold: 2}), code('INVALID_INPUT'));
  await assert.rejects(model.again({iouThreshold: NaN}), code('INVALID_INPUT'));
});

test('again: a slider that moves on gives up what waits, and no more than that', async () => {
  const model = await openFake();
  const gone = new AbortController();
  const first = model.again({scoreThreshold: 0.1});
  const second = model.again({scoreThreshold: 0.2, signal: gone.signal});
  gone.abort();
  await assert.rejects(second, code('CANCELLED'));
  assert.equal((await first)[0].options.scoreThreshold, 0.1);
  assert.equal(model.metrics.restarts, 0);
});

test('predict: pictures are snapshots as stored, transferred, and the page keeps its own', async () => {
  const model = await openFake();
  const mine = new ImageBitmap('mine');
  for (const input of [
    mine,
    platform('HTMLCanvasElement'),
    platform('OffscreenCanvas'),
    platform('HTMLVideoElement'),
    platform('VideoFrame'),
    platform('ImageData'),
  ]) {
    const before = world.workers[0].transfers.length;
    await model.predict(input);
    assert.equal(world.workers[0].transfers[before].length, 1);
    assert.deepEqual(world.bitmapOptions, [
      {colorSpaceConversion: 'none', premultiplyAlpha: 'none'},
    ]);
  }
  assert.equal(mine.isClosed, false);
  await model.predict(mine, {transfer: true});
  assert.equal(mine.isClosed, true);
  await assert.rejects(model.predict(mine), code('INVALID_INPUT'));
});

test('predict: an image that does not load is INVALID_INPUT', async () => {
  const model = await openFake();
  const image = platform('HTMLImageElement', {decode: () => Promise.reject(new Error('broken'))});
  await assert.rejects(model.predict(image), code('INVALID_INPUT'));
});

test('predict: a file goes to the engine as it is; of a sound model as bytes of a WAV file', async () => {
  const picture = await openFake();
  const file = new Blob(['bytes']);
  await picture.predict(file);
  assert.equal(world.log.at(-1).input.picture.size, 5);
  world.task = 'audio-classification';
  const sound = await openFake();
  await sound.predict(file);
  assert.equal(world.log.at(-1).input.kind, 'wav');
  assert.equal(world.log.at(-1).input.data.byteLength, 5);
  assert.equal(world.workers[1].transfers.at(-1).length, 1);
  const hearing = await sound.detect(file);
  assert.deepEqual(Object.keys(hearing).sort(), [
    'feeds',
    'input',
    'result',
    'seconds',
    'timings',
    'words',
  ]);
});

test('predict: sounds are mixed to mono and keep their rate', async () => {
  world.task = 'audio-classification';
  const model = await openFake();
  const channels = [new Float32Array([1, 0]), new Float32Array([0, -1])];
  await model.predict(
    platform('AudioBuffer', {
      numberOfChannels: 2,
      sampleRate: 8000,
      getChannelData: (i) => channels[i],
    }),
  );
  assert.deepEqual(world.log.at(-1).input, {
    kind: 'audio',
    samples: new Float32Array([0.5, -0.5]),
    sampleRateHz: 8000,
  });
  const samples = new Float32Array(4);
  await model.predict(samples, {sampleRateHz: 16000});
  assert.equal(samples.length, 4);
  await model.predict(samples, {sampleRateHz: 16000, transfer: true});
  assert.equal(samples.length, 0);
  await assert.rejects(model.predict(new Float32Array(1)), code('INVALID_INPUT'));
});

test('predict: questions and rows', async () => {
  const model = await openFake();
  const [{input: question}] = await model.predict({question: 'Who?', context: 'Ada did.'});
  assert.deepEqual(question, {kind: 'text', text: 'Who?', context: 'Ada did.'});
  const [{input: row}] = await model.predict({width: 1, colour: 'red'});
  assert.deepEqual(row, {kind: 'row', row: {width: 1, colour: 'red'}});
  world.task = 'tabular-regression';
  const table = await openFake();
  const [{input}] = await table.predict({question: 'a column'});
  assert.deepEqual(input, {kind: 'row', row: {question: 'a column'}});
});

for (const input of [null, undefined, 5, [1, 2], new Int8Array(1)]) {
  test(`predict: INVALID_INPUT for ${Object.prototype.toString.call(input)}`, async () => {
    const model = await openFake();
    await assert.rejects(model.predict(input), code('INVALID_INPUT'));
    assert.deepEqual(world.kinds(), ['open']);
  });
}

test('run: feeds are copied once unless given away', async () => {
  const model = await openFake();
  const feeds = FEEDS();
  const {y} = await model.run(feeds);
  assert.deepEqual(y, {type: 'float32', shape: [2], data: new Float32Array([1, 2])});
  assert.equal(feeds.x.data.length, 2);
  assert.equal(world.workers[0].transfers.at(-1).length, 1);
  await model.run(feeds, {transfer: true});
  assert.equal(feeds.x.data.length, 0);
  await model.run({x: {type: 'string', shape: [1], data: ['a']}});
  const shared = new Float32Array(new SharedArrayBuffer(4));
  await model.run({x: {type: 'float32', shape: [1], data: shared}});
  assert.equal(world.workers[0].transfers.at(-1)[0] instanceof ArrayBuffer, true);
});

test('run: arrays that come back are copied into, while they fit', async () => {
  world.on.run = ({feeds, lent}) => ({
    fetches: {},
    timings: {runMs: 2},
    returned: lent ? {x: feeds.x.data} : undefined,
  });
  const model = await openFake({worker: false});
  const sent = async (...values) => {
    await model.run({x: {type: 'float32', shape: [values.length], data: Float32Array.from(values)}});
    return world.log.at(-1).feeds.x.data;
  };
  const first = await sent(1, 2);
  const second = await sent(3, 4);
  assert.equal(second, first);
  assert.deepEqual([...second], [3, 4]);
  assert.notEqual(await sent(5), second);
  const given = FEEDS();
  await model.run(given, {transfer: true});
  assert.equal(world.log.at(-1).feeds.x.data, given.x.data);
});

test('run: two at once do not share an array', async () => {
  world.on.run = ({feeds}) => ({
    fetches: {y: {...feeds.x, data: feeds.x.data.slice()}},
    timings: {runMs: 2},
    returned: {x: feeds.x.data},
  });
  const model = await openFake({worker: false});
  await model.run(FEEDS());
  const feeds = (value) => ({x: {type: 'float32', shape: [2], data: new Float32Array(2).fill(value)}});
  const all = await Promise.all([1, 2, 3].map((value) => model.run(feeds(value))));
  assert.deepEqual(all.map(({y}) => y.data[0]), [1, 2, 3]);
});

for (const feeds of [
  null,
  [],
  {x: null},
  {x: 5},
  {x: {type: 'float32', shape: [1], data: 5}},
  {x: {data: new DataView(new ArrayBuffer(1))}},
]) {
  test(`run: INVALID_INPUT for ${JSON.stringify(feeds)}`, async () => {
    const model = await openFake();
    await assert.rejects(model.run(feeds), code('INVALID_INPUT'));
  });
}

test('run: what cannot be handed over is INVALID_INPUT, and the model stays usable', async () => {
  const model = await openFake();
  await assert.rejects(
    model.run({x: {type: 'string', shape: [1], data: [() => {}]}}),
    code('INVALID_INPUT'),
  );
  await model.run(FEEDS());
});

test('preprocess gives the feeds, memory what is held', async () => {
  const model = await openFake();
  assert.deepEqual(await model.preprocess('text'), {
    x: {type: 'float32', shape: [1], data: new Float32Array(1)},
  });
  assert.deepEqual(await model.memory(), {asleep: false, tensors: 5, deviceTensors: 0});
});

test('kept outputs are fed to a model beside, downloaded and closed', async () => {
  const first = await openFake();
  const second = await openFake({beside: first});
  assert.equal(world.workers.length, 1);
  const {y} = await first.run(FEEDS(), {keep: true});
  assert.deepEqual([y.type, y.shape], ['float32', [1]]);
  await second.run({x: y}, {keep: true});
  assert.deepEqual(world.log.at(-1).feeds, {x: {handle: 1}});
  assert.deepEqual((await y.download()).data, new Float32Array([1]));
  await y.close();
  await y.close();
  assert.equal(world.kinds().filter((kind) => kind === 'free').length, 1);
  await assert.rejects(y.download(), code('INVALID_INPUT'));
  await assert.rejects(second.run({x: y}), code('INVALID_INPUT'));
  const stranger = await openFake();
  const {y: kept} = await first.run(FEEDS(), {keep: true});
  await assert.rejects(stranger.run({x: kept}), code('INVALID_INPUT'));
  await first.close();
  assert.equal(world.running(), 2);
  await assert.rejects(openFake({beside: first}), code('INVALID_INPUT'));
});

test('requests are posted one at a time, in order', async () => {
  const model = await openFake();
  let inFlight = 0;
  world.on.run = async () => {
    assert.equal(++inFlight, 1);
    await later(2);
    inFlight--;
  };
  const order = [];
  await Promise.all([1, 2, 3].map((i) => model.run(FEEDS()).then(() => order.push(i))));
  assert.deepEqual(order, [1, 2, 3]);
});

test('abort before a request has begun leaves no trace', async () => {
  const model = await openFake();
  await assert.rejects(model.run(FEEDS(), {signal: AbortSignal.abort()}), code('CANCELLED'));
  await assert.rejects(openFake({signal: AbortSignal.abort()}), code('CANCELLED'));
  const release = holdRuns();
  const controller = new AbortController();
  const first = model.run(FEEDS());
  const second = model.predict(new ImageBitmap('mine'), {signal: controller.signal});
  await served('run');
  controller.abort();
  await assert.rejects(second, code('CANCELLED'));
  release();
  await first;
  assert.deepEqual(world.kinds(), ['open', 'run']);
  assert.equal(world.workers.length, 1);
  assert.equal(model.metrics.restarts, 0);
  assert.equal(world.bitmaps, 1, "only the caller's own is left");
});

test('abort of what has begun ends the worker; what waits is sent to the next', async () => {
  const model = await openFake();
  world.on.predict = () => 'never';
  const controller = new AbortController();
  const running = model.predict('text', {signal: controller.signal});
  const waiting = model.run(FEEDS(), {transfer: true});
  await served('predict');
  controller.abort();
  await assert.rejects(running, code('CANCELLED'));
  assert.equal(world.workers[0].isEnded, true);
  assert.deepEqual((await waiting).y.data, new Float32Array([1, 2]));
  assert.deepEqual(world.kinds(), ['open', 'predict', 'open', 'run']);
  assert.deepEqual(world.log[2].tested, {provider: 'webgpu', variant: 'fp32'});
  assert.deepEqual(world.log[2].exclude, []);
  assert.deepEqual(states('worker'), ['started', 'restarted']);
  assert.equal(model.metrics.restarts, 1);
  assert.equal(model.metrics.failovers, 0);
});

test('abort of opening ends the worker', async () => {
  world.on.open = () => 'never';
  const controller = new AbortController();
  const opening = openFake({signal: controller.signal});
  await served('open');
  controller.abort();
  await assert.rejects(opening, code('CANCELLED'));
  assert.equal(world.running(), 0);
});

test('an engine that hangs while opening is ended, and the candidate tried is excluded', async () => {
  world.on.open = ({model, exclude}, engine) => {
    if (exclude.length > 0) return undefined;
    engine.event(model, {event: 'plan', state: 'LOADING', provider: 'webgpu', variant: 'fp32'});
    return 'never';
  };
  const model = await openFake({timeoutMs: 250});
  assert.equal(model.plan.provider, 'wasm');
  assert.deepEqual(
    model.plan.rejected.map(({provider, code: why}) => [provider, why]),
    [['webgpu', 'TIMEOUT']],
  );
  assert.deepEqual(states('plan'), ['LOADING', 'REJECTED', 'LOADING', 'READY']);
  assert.deepEqual(states('worker'), ['started', 'restarted']);
});

test('an engine that hangs twice while opening is given up', async () => {
  world.on.open = ({model, exclude}, engine) => {
    engine.event(model, {
      event: 'plan',
      state: 'LOADING',
      provider: exclude.length > 0 ? 'wasm' : 'webgpu',
      variant: 'fp32',
    });
    return 'never';
  };
  await assert.rejects(openFake({timeoutMs: 250}), (error) => {
    code('TIMEOUT')(error);
    assert.deepEqual(
      error.rejected.map((one) => one.provider),
      ['webgpu', 'wasm'],
    );
    return true;
  });
  assert.equal(world.workers.length, 2);
});

test("a download that stands still is NETWORK, and no candidate's fault", async () => {
  world.on.open = ({model}, engine) => {
    engine.event(model, {event: 'plan', state: 'LOADING', provider: 'webgpu', variant: 'fp32'});
    engine.event(model, {event: 'progress', stage: 'DOWNLOAD', bytes: 1, totalBytes: 9});
    return 'never';
  };
  await assert.rejects(openFake({timeoutMs: 250}), code('NETWORK'));
  assert.equal(world.workers.length, 1);
});

test('progress is a sign of life', async () => {
  world.on.open = async ({model}, engine) => {
    for (let i = 0; i < 8; i++) {
      engine.event(model, {event: 'progress', stage: 'COMPILE', bytes: i, totalBytes: 9});
      await later(50);
    }
  };
  await openFake({timeoutMs: 250});
  assert.equal(world.workers.length, 1);
});

test('a run that hangs is retried once on the next candidate', async () => {
  const model = await openFake({timeoutMs: 250});
  world.on.run = (_, engine) => (world.workers[0].engine === engine ? 'never' : undefined);
  const {y} = await model.run(FEEDS());
  assert.deepEqual(y.data, new Float32Array([1, 2]));
  assert.equal(model.plan.provider, 'wasm');
  assert.equal(model.plan.rejected[0].code, 'TIMEOUT');
  assert.ok(states('plan').includes('LOST'));
  assert.deepEqual([model.metrics.restarts, model.metrics.failovers], [1, 1]);
});

test('a run that hangs cannot be retried if its input was given away', async () => {
  const model = await openFake({timeoutMs: 250});
  world.on.run = () => 'never';
  await assert.rejects(model.run(FEEDS(), {transfer: true}), code('TIMEOUT'));
  world.on.run = undefined;
  await model.run(FEEDS());
  assert.equal(model.plan.provider, 'wasm');
});

test('a worker that dies during a run is replaced', async () => {
  const model = await openFake();
  world.on.run = (_, engine) => {
    if (world.workers[0].engine !== engine) return undefined;
    setTimeout(() => world.workers[0].die('out of stack'));
    return 'never';
  };
  await model.run(FEEDS());
  assert.match(model.plan.rejected[0].reason, /out of stack/);
  world.workers[1].die('idle');
  await model.run(FEEDS());
  assert.equal(world.workers.length, 3);
  assert.equal(model.plan.provider, 'wasm');
});

test('what cannot be had again for a retry is rejected with why one was needed', async () => {
  const model = await openFake({timeoutMs: 250});
  world.on.predict = () => 'never';
  const mine = new ImageBitmap('mine');
  const predicting = model.predict(mine);
  await served('predict');
  mine.close();
  await assert.rejects(predicting, code('TIMEOUT'));
});

test('where nothing else is left, each call tries a candidate whose worker died again, but once', async () => {
  const model = await openFake({provider: 'wasm'});
  for (const deaths of [1, 2, 0]) {
    const release = holdRuns();
    let before = world.log.length;
    const running = model.run(FEEDS());
    for (let death = 1; death <= deaths; death++) {
      await until(() => world.log.length > before && world.kinds().at(-1) === 'run');
      before = world.log.length;
      if (death === deaths) world.on.run = undefined;
      world.workers.at(-1).die('bad luck');
    }
    release();
    if (deaths === 2) await assert.rejects(running, code('RUNTIME_FAILED'));
    else await running;
  }
  assert.equal(model.plan.rejected[0].code, 'RUNTIME_FAILED');
});

test('options that mean nothing are INVALID_INPUT', async () => {
  for (const threads of [-1, 1.5, NaN, 1000])
    await assert.rejects(open(MANIFEST_URL, {threads}), code('INVALID_INPUT'));
  await assert.rejects(open(MANIFEST_URL, {provder: 'wasm'}), /found provder/);
  assert.throws(() => configure({memory: 1}), /found memory/);
  assert.throws(() => configure({memoryBudgetBytes: -5}), /0 or more, found -5/);
  await assert.rejects(open(MANIFEST_URL, {timeoutMs: NaN}), code('INVALID_INPUT'));
  const model = await openFake();
  const wrong = [{topK: 0}, {topK: -1}, {topK: 1.5}, {scoreThreshold: 'a'}, {iouThreshold: 2}];
  for (const options of wrong)
    await assert.rejects(model.predict('text', options), code('INVALID_INPUT'));
  const [best] = await model.predict('text', {topK: Infinity, scoreThreshold: 0.5});
  assert.deepEqual(best.options, {scoreThreshold: 0.5});
  const sound = {sampleRateHz: 1e12};
  await assert.rejects(model.predict(new Float32Array(8), sound), code('INVALID_INPUT'));
  assert.ok(await model.predict('text', null));
});

test('what the platform refuses of a caller is INVALID_INPUT', async () => {
  const model = await openFake();
  const x = {type: 'float32', shape: [2], data: new Float32Array(2)};
  structuredClone(x.data.buffer, {transfer: [x.data.buffer]});
  await assert.rejects(model.run({x}), code('INVALID_INPUT'));
  const shared = new Uint8Array(new SharedArrayBuffer(8));
  await assert.rejects(open({'a.onnx': shared, b: {}}), code('INVALID_INPUT'));
  await assert.rejects(open('data:text/plain,x'), code('MODEL_NOT_FOUND'));
});

test('open: what its events rejected is named', async () => {
  const rejection = {provider: 'wasm', variant: 'fp32', code: 'SELF_TEST_FAILED', reason: 'wrong'};
  world.on.open = ({model}, engine) => {
    engine.event(model, {event: 'plan', state: 'REJECTED', ...rejection});
    return {error: {code: 'SELF_TEST_FAILED', message: 'nothing works'}};
  };
  await assert.rejects(openFake(), (error) => {
    assert.deepEqual(error.rejected, [rejection]);
    return code('SELF_TEST_FAILED')(error);
  });
});

test('a reply with restart is retried once, and then thrown', async () => {
  const model = await openFake();
  const dropped = [{provider: 'webgpu', variant: 'fp32', code: 'DEVICE_LOST', reason: 'gone'}];
  world.on.run = () => ({error: {code: 'DEVICE_LOST', message: 'gone', restart: true, dropped}});
  await assert.rejects(model.run(FEEDS()), code('DEVICE_LOST'));
  assert.deepEqual(world.kinds(), ['open', 'run', 'open', 'run']);
  assert.deepEqual(world.log[2].exclude, dropped);
});

test('an error without restart is thrown at once with its code', async () => {
  const model = await openFake();
  world.on.run = () => ({error: {code: 'UNSUPPORTED_OPERATOR', message: 'no Foo'}});
  await assert.rejects(model.run(FEEDS()), code('UNSUPPORTED_OPERATOR'));
  assert.equal(world.workers.length, 1);
});

test('a plan in a reply is taken over', async () => {
  const model = await openFake();
  const plan = {
    ...model.plan,
    provider: 'wasm',
    rejected: [{provider: 'webgpu', variant: 'fp32', code: 'DEVICE_LOST', reason: 'gone'}],
  };
  world.on.run = () => ({fetches: {}, timings: {runMs: 1}, plan});
  await model.run(FEEDS());
  assert.equal(model.plan.provider, 'wasm');
  assert.equal(model.metrics.failovers, 1);
});

test('a candidate that came back after its loss is opened again, one that did not is not', async () => {
  const model = await openFake();
  const lost = (provider) => ({provider, variant: 'fp32', code: 'DEVICE_LOST', reason: 'gone'});
  const plan = {...model.plan, rejected: [lost('webgpu'), lost('webgl')]};
  world.on.run = () => ({fetches: {}, timings: {runMs: 1}, plan});
  await model.run(FEEDS());
  await model.sleep();
  await model.run(FEEDS());
  assert.deepEqual(world.log.at(-2).exclude, [lost('webgl')]);
  assert.deepEqual(model.plan.rejected, [lost('webgpu'), lost('webgl')]);
});

test('tensors kept in an ended worker are lost', async () => {
  const model = await openFake();
  const {y} = await model.run(FEEDS(), {keep: true});
  world.workers[0].die('bad luck');
  await assert.rejects(y.download(), code('DEVICE_LOST'));
  await assert.rejects(model.run({x: y}), code('DEVICE_LOST'));
  await y.close();
});

for (const refuse of ['throw', 'event']) {
  test(`where workers are refused by ${refuse}, the page's own thread is used and said`, async () => {
    world.refuse = refuse;
    const model = await openFake();
    assert.equal(model.plan.worker.used, false);
    assert.match(model.plan.worker.reason, /no worker could be started/);
    assert.deepEqual(states('worker'), ['unavailable']);
    await model.run(FEEDS());
    assert.deepEqual(
      world.page.requests.map((one) => one.kind),
      ['open', 'run'],
    );
  });
}

test("worker: false runs on the page's own thread, where nothing that has begun can be ended", async () => {
  const model = await openFake({worker: false, timeoutMs: 250});
  assert.equal(world.workers.length, 0);
  assert.deepEqual(model.plan.worker, {used: false, reason: 'the page asked for none'});
  const release = holdRuns();
  const controller = new AbortController();
  const running = model.run(FEEDS(), {signal: controller.signal});
  await served('run');
  controller.abort();
  await assert.rejects(running, code('CANCELLED'));
  release();
  world.on.run = undefined;
  await model.run(FEEDS());
  world.on.run = () => 'never';
  await assert.rejects(model.run(FEEDS()), code('TIMEOUT'));
  await model.close();
  assert.equal(world.page.models.size, 0);
});

test('an engine that cannot be loaded is NETWORK', async () => {
  configure({base: 'file:///nowhere/'});
  await assert.rejects(openFake({worker: false}), code('NETWORK'));
});

test('a closed model says so', async () => {
  const model = await openFake();
  world.on.run = () => 'never';
  const running = model.run(FEEDS());
  const waiting = model.run(FEEDS());
  const settled = Promise.allSettled([running, waiting]);
  await served('run');
  await model.close();
  for (const {reason} of await settled) code('CANCELLED')(reason);
  for (const call of [
    () => model.run(FEEDS()),
    () => model.predict('x'),
    () => model.memory(),
    () => model.sleep(),
  ]) {
    await assert.rejects(call(), code('CANCELLED'));
  }
  assert.throws(() => model.stream({}), code('CANCELLED'));
  assert.equal(world.running(), 0);
});

test('closing while opening ends the worker of an only model, and only that', async () => {
  const first = await openFake();
  const second = await openFake({beside: first});
  const release = holdRuns();
  const running = first.run(FEEDS());
  const cancelledRun = assert.rejects(running, code('CANCELLED'));
  await served('run');
  const closing = first.close();
  await cancelledRun;
  release();
  await closing;
  world.on.run = undefined;
  await second.run(FEEDS());
  assert.equal(world.workers.length, 1);
});

test('sleep frees the worker, and a call wakes it', async () => {
  const model = await openFake();
  await model.sleep();
  assert.equal(world.running(), 0);
  assert.deepEqual(await model.memory(), {asleep: true, deviceTensors: 0});
  await model.sleep();
  await model.run(FEEDS());
  assert.deepEqual(states('worker'), ['started', 'asleep', 'awake']);
  assert.equal(model.metrics.restarts, 0);
});

test('beyond the budget the model used least recently sleeps, unless it is busy', async () => {
  configure({memoryBudgetBytes: 2500});
  const slept = (model) => model.memory().then((memory) => memory.asleep);
  const first = await openFake();
  const second = await openFake();
  await first.run(FEEDS());
  const third = await openFake();
  assert.deepEqual(await Promise.all([first, second, third].map(slept)), [false, true, false]);
  assert.deepEqual(
    events.filter((one) => one.state === 'asleep').map((one) => one.reason),
    ['memory budget'],
  );
  const {y} = await third.run(FEEDS(), {keep: true});
  await second.run(FEEDS());
  assert.deepEqual(await Promise.all([first, second, third].map(slept)), [true, false, false]);
  const release = holdRuns();
  const busy = second.run(FEEDS());
  const fourth = await openFake();
  release();
  await busy;
  assert.deepEqual(
    await Promise.all([second, third, fourth].map(slept)),
    [false, false, false],
    'busy, or keeps a tensor',
  );
  await y.close();
});

test('metrics count what succeeded and summarise the last hundred', async () => {
  const model = await openFake();
  assert.equal(model.metrics.runMs, null);
  for (let i = 1; i <= 101; i++) {
    world.on.run = () => ({fetches: {}, timings: {runMs: i}});
    await model.run(FEEDS());
  }
  const {runs, runMs, totalMs, bytes, loadMs, preprocessMs} = model.metrics;
  assert.equal(runs, 101);
  assert.deepEqual(runMs, {last: 101, median: 51, p95: 96});
  assert.ok(totalMs.last > 0 && loadMs > 0);
  assert.equal(bytes, 1000);
  assert.equal(preprocessMs, null);
});

const CAME = (networkBytes, deviceBytes, refusal = '', repairedBytes = 0) => ({
  networkBytes,
  deviceBytes,
  discardedBytes: 0,
  repairedBytes,
  refusal,
});

test('transfer: what the browser deleted meanwhile is told', async () => {
  world.transfer = [CAME(5, 0), CAME(0, 5), CAME(2, 3), CAME(0, 5)];
  const model = await openFake();
  const told = [model.transfer];
  for (let i = 0; i < 3; i++) {
    await model.sleep();
    await model.run(FEEDS());
    told.push(model.transfer);
  }
  assert.deepEqual(told, [CAME(5, 0), CAME(0, 5), CAME(2, 3), CAME(0, 5)]);
  const evicted = events.filter((one) => one.type === 'transfer');
  assert.deepEqual(evicted, [
    {type: 'transfer', state: 'EVICTED', reason: '2 bytes that this device had kept were gone'},
  ]);
});

test('transfer: what the browser deleted between two visits is told', async () => {
  world.transfer = [CAME(5, 0), CAME(2, 3), CAME(1, 5), CAME(2, 3, '', 2)];
  const first = await openFake();
  assert.deepEqual(states('transfer'), []);
  await first.close();
  await (await openFake()).close();
  assert.deepEqual(states('transfer'), ['EVICTED']);
  // More than was kept, and what was there but wrong.
  await (await openFake()).close();
  await (await openFake()).close();
  assert.deepEqual(states('transfer'), ['EVICTED']);
});

test('transfer: what was never kept is not missed', async () => {
  world.transfer = [CAME(5, 0, 'no room'), CAME(5, 0, 'no room')];
  const model = await openFake();
  await model.sleep();
  await model.run(FEEDS());
  assert.deepEqual(states('transfer'), []);
});

test('transfer: events of the engine are passed on', async () => {
  world.on.open = ({model}, engine) =>
    engine.event(model, {event: 'transfer', state: 'RETRYING', reason: 'lost'});
  await openFake();
  assert.deepEqual(events[0].type === 'worker' ? events[1] : events[0], {
    type: 'transfer',
    state: 'RETRYING',
    reason: 'lost',
  });
});
