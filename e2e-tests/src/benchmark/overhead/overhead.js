// Times hearth.js beside the runtimes themselves, by turns, after checking that both give the same.
import {open} from '/hearth.js';
import {fetched, random} from '/inputs.js';
import {mobilenet} from '/mobilenet.js';
import {load} from '/raw.js';

/** Enough for the browser to have compiled what is run, on both sides. */
const WARM_UP_MS = 1500;
const LEAST_WARM_UPS = 200;
/** What the bridge may cost: the larger of the two. */
const BOUND_MS = 0.2;
const BOUND_SHARE = 0.02;

const ARRAYS = {float32: Float32Array, float16: Uint16Array};

/** The feeds of a golden's first case. */
async function golden(path) {
  const {cases} = await (await fetched(`/testdata/${path}.golden.json`)).json();
  const values = await (await fetched(`/testdata/${path}.golden.bin`)).arrayBuffer();
  return Object.fromEntries(
    cases[0].inputs.map(({name, dtype, shape, offset, bytes}) => [
      name,
      {type: dtype, shape, data: new ARRAYS[dtype](values.slice(offset, offset + bytes))},
    ]),
  );
}

const bytesOf = async (path) => new Uint8Array(await (await fetched(`/testdata/${path}`)).arrayBuffer());

const onnx = (path) => async () => {
  const model = await bytesOf(`${path}.onnx`);
  return {onnx: model, files: {'model.onnx': model}, feeds: await golden(path)};
};

const MODELS = {
  'mnist-8': onnx('onnx/mnist-8/mnist-8'),
  squeezenet: onnx('onnx/squeezenet-fp16/squeezenet-fp16'),
  ultraface: onnx('onnx/ultraface-rfb-320/ultraface-rfb-320'),
  doodlenet: async () => ({
    layers: '/testdata/tfjs/doodlenet/model.json',
    files: {
      'model.json': await bytesOf('tfjs/doodlenet/model.json'),
      'group1-shard1of1.bin': await bytesOf('tfjs/doodlenet/group1-shard1of1.bin'),
    },
    feeds: {conv2d_input: (await golden('tfjs/doodlenet/doodlenet')).input},
  }),
  'MobileNetV2, random': async () => {
    const model = mobilenet();
    const next = random(6);
    const data = Float32Array.from({length: 3 * 224 * 224}, () => 4 * next() - 2);
    return {onnx: model, files: {'model.onnx': model}, feeds: {input: {type: 'float32', shape: [1, 3, 224, 224], data}}};
  },
};

/** hearth.js, on wasm. */
async function hearth({files}, threads, worker) {
  const model = await open(files, {provider: 'wasm', threads, worker});
  if (model.plan.worker.used !== worker || model.plan.threads !== threads) {
    throw new Error(`expected ${threads} threads, worker ${worker}, found ${JSON.stringify(model.plan)}`);
  }
  return {run: (feeds) => model.run(feeds), end: () => model.close()};
}

/** The runtime on this thread. */
async function rawHere({onnx, layers}, threads) {
  return {run: await load({onnx, layers, threads}), end() {}};
}

/** The runtime in a worker of its own: copies of the feeds there, the fetches back. */
async function rawInWorker({onnx, layers}, threads) {
  const worker = new Worker('/raw-worker.js', {type: 'module'});
  const exchange = (message, transfer) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({data}) => (data.error ? reject(new Error(data.error)) : resolve(data));
      worker.onerror = reject;
      worker.postMessage(message, transfer);
    });
  await exchange({onnx, layers, threads}, []);
  const run = (feeds) => {
    const copies = {};
    for (const [name, {type, shape, data}] of Object.entries(feeds)) {
      copies[name] = {type, shape, data: data.slice()};
    }
    return exchange(copies, Object.values(copies).map(({data}) => data.buffer));
  };
  return {run, end: () => worker.terminate()};
}

const bits = ({buffer, byteOffset, byteLength}) => new Uint8Array(buffer, byteOffset, byteLength);

function assertSame(model, found, expected) {
  const [mine, theirs] = [found, expected].map((fetches) =>
    JSON.stringify(Object.values(fetches).map(({type, shape, data}) => [type, [...shape], [...bits(data)]])),
  );
  if (mine !== theirs) throw new Error(`${model}: ${mine.slice(0, 200)}, raw ${theirs.slice(0, 200)}`);
}

async function time(way, feeds) {
  const start = performance.now();
  await way.run(feeds);
  return performance.now() - start;
}

const at = (values, share) => values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1];

/** The median of what one costs more than the other in the same round, and where it is with 95 %. */
function cost(mine, theirs) {
  const more = mine.map((ms, round) => ms - theirs[round]).toSorted((a, b) => a - b);
  const last = more.length - 1;
  const reach = 0.98 * Math.sqrt(more.length);
  const ranked = (n) => more[Math.max(0, Math.min(last, Math.round(n)))];
  return {ms: ranked(last / 2), leastMs: ranked(last / 2 - reach), mostMs: ranked(last / 2 + reach)};
}

/** Resolves to each way's times, all taking turns, each as often in any place and after any other. */
async function times(ways, feeds, runsOf) {
  const warm = performance.now() + WARM_UP_MS;
  const slowest = [];
  while (slowest.length < LEAST_WARM_UPS || performance.now() < warm) {
    const round = [];
    for (const way of ways) round.push(await time(way, feeds));
    slowest.push(Math.max(...round));
  }
  const out = ways.map(() => []);
  const runs = runsOf(at(slowest, 0.5));
  for (let round = 0; round < runs; round++) {
    for (let turn = 0; turn < ways.length; turn++) {
      const which = (round + (round % 2 === 0 ? turn : ways.length - turn)) % ways.length;
      out[which].push(await time(ways[which], feeds));
    }
  }
  return out;
}

/** One model in one place; `again` is the runtime once more, for what the clock alone makes of it. */
async function row(name, model, threads, worker, runsOf) {
  const raw = worker ? rawInWorker : rawHere;
  const ways = [await hearth(model, threads, worker), await raw(model, threads), await raw(model, threads)];
  try {
    assertSame(name, await ways[0].run(model.feeds), await ways[1].run(model.feeds));
    const [mine, theirs, again] = await times(ways, model.feeds, runsOf);
    const [hearthMs, rawMs] = [at(mine, 0.5), at(theirs, 0.5)];
    const boundMs = Math.max(BOUND_MS, BOUND_SHARE * rawMs);
    const {ms, leastMs, mostMs} = cost(mine, theirs);
    return {
      name,
      worker,
      threads,
      runs: mine.length,
      hearthMs,
      rawMs,
      costMs: ms,
      costShare: ms / rawMs,
      costLeastMs: leastMs,
      costMostMs: mostMs,
      boundMs,
      verdict: mostMs <= boundMs ? 'within' : leastMs > boundMs ? 'OVER' : 'too noisy to tell',
      hearthP95Ms: at(mine, 0.95),
      rawP95Ms: at(theirs, 0.95),
      rawAgainCostMs: cost(again, theirs).ms,
    };
  } finally {
    for (const way of ways) await way.end();
  }
}

const HEADINGS = ['Hearth', 'raw', 'cost', 'at least', 'at most', 'bound', 'raw again', 'p95 Hearth', 'p95 raw', 'cost %', 'runs'];

function table(rows, missing) {
  const cells = (all) => all.map((cell) => cell.padStart(11)).join('');
  const lines = ['median ms of a run'.padEnd(46) + cells(HEADINGS)];
  for (const row of rows) {
    const where = `${row.name}, ${row.worker ? 'worker' : "page's thread"}, threads: ${row.threads}`;
    const ms = [row.hearthMs, row.rawMs, row.costMs, row.costLeastMs, row.costMostMs, row.boundMs, row.rawAgainCostMs];
    const all = [...ms, row.hearthP95Ms, row.rawP95Ms].map((value) => value.toFixed(3));
    lines.push(where.padEnd(46) + cells([...all, (100 * row.costShare).toFixed(1), `${row.runs}`]) + `  ${row.verdict}`);
  }
  lines.push('Cost: the median of Hearth less raw in the same round, with its 95 % interval; "raw again" is that of');
  lines.push('a second copy of raw: noise. The bound is 0.2 ms or 2 % of raw, whichever is more.');
  if (missing.length > 0) lines.push(`Left out for want of test data: ${missing.join(', ')}.`);
  return lines.join('\n');
}

// Resolves to the table and the same as JSON.
window.runBenchmark = async ({missing, threads, only = Object.keys(MODELS), places = [true, false], runs}) => {
  const rows = [];
  const runsOf = (slowestMs) => runs ?? Math.max(30, Math.min(300, Math.round(4000 / slowestMs)));
  for (const name of only) {
    if (missing.includes(name)) continue;
    const model = await MODELS[name]();
    for (const count of threads) {
      for (const worker of places) rows.push(await row(name, model, count, worker, runsOf));
    }
  }
  return [table(rows, missing), JSON.stringify({browser: navigator.userAgent, missing, rows}, null, 2)];
};
window.ready = true;
