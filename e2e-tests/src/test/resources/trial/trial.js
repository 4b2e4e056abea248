// hearth.js as a test drives it: models by what happens to them.
import {configure, open, storage, versions} from '/hearth.js';
import {shiftClock} from './clock.js';

/** Commands to the faults of every worker. */
const channel = new BroadcastChannel('faults');

/** Workers that were started and not ended, the newest last. */
const workers = new Set();
let faults = [];

/** Starts the engine behind what goes wrong in it. */
class FaultyWorker extends Worker {
  constructor(_, options) {
    super(`/trial/worker.js?${faults.join('&')}`, options);
    workers.add(this);
    this.asked = 0;
    this.mostAsked = 0;
    this.addEventListener('message', ({data}) => (this.asked -= data.id === undefined ? 0 : 1));
  }

  postMessage(message, ...transfer) {
    if (message.id !== undefined) this.mostAsked = Math.max(this.mostAsked, ++this.asked);
    super.postMessage(message, ...transfer);
  }

  terminate() {
    workers.delete(this);
    super.terminate();
  }
}
window.Worker = FaultyWorker;

/** What every worker that is started from now on lacks or breaks: see faults.js. */
const withFaults = (...names) => (faults = names);

/** Has the workers do something to themselves, in a while. */
const send = (name, value) => channel.postMessage({name, value});

/** Has the workers do something to themselves, and waits until one has. */
const command = (name, value) =>
  new Promise((done) => {
    channel.onmessage = ({data}) => data.did === name && done(data.answer);
    channel.postMessage({name, value});
  });

/** Opens a model that keeps its events, those of progress aside. */
async function opened(source, options = {}) {
  const events = [];
  const onEvent = ({type, state, provider, code, reason, bytes, version, way}) => {
    if (type === 'progress') progress.push(bytes);
    if (type === 'transfer') transfers.push(state);
    if (type === 'transfer') whys.push(reason);
    if (type === 'plan') events.push([state, provider, code].filter(Boolean).join(' '));
    else if (type === 'worker') events.push([type, state].join(' '));
    if (type === 'version') changes.push([state, version, way].filter(Boolean).join(' '));
    if (type === 'version' && reason) doubts.push(reason);
    if (type === 'worker' && reason) reasons.push(reason);
  };
  const reasons = [];
  const changes = [];
  const doubts = [];
  const transfers = [];
  const whys = [];
  const progress = [];
  const model = await open(source, {...options, onEvent});
  return Object.assign(model, {events, reasons, transfers, whys, progress, changes, doubts});
}

/** What a test reads of a model. */
const told = ({plan, metrics, events, reasons}) => ({
  provider: plan.provider,
  cases: plan.selfTest?.cases ?? 0,
  rejected: plan.rejected.map(({provider, code, reason}) => ({provider, code, reason})),
  worker: plan.worker,
  metrics,
  events: [...events],
  reasons: [...reasons],
});

/** The names of what the device keeps of models, those first whose bytes are others. */
async function kept() {
  const cache = await caches.open('hearth-blobs');
  const right = [];
  const wrong = [];
  for (const request of await cache.keys()) {
    const bytes = await (await cache.match(request)).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const name = request.url.split('/').at(-1);
    (name === sha256 ? right : wrong).push(name);
  }
  return {right, wrong};
}

/** Waits until something holds. */
async function until(holds) {
  for (let i = 0; !(await holds()); i++) {
    if (i > 1500) throw new Error(`waited in vain for ${holds}`);
    await later(100);
  }
}

const fetched = new Map();
/** A file of the site, fetched once. */
async function file(url) {
  if (!fetched.has(url)) fetched.set(url, await (await fetch(url)).blob());
  return fetched.get(url);
}

/** Has a model read six digits: 235478 if it is right. */
async function read(model) {
  let labels = '';
  for (const name of '235478')
    labels += (await model.predict(await file(`/digits/${name}.png`)))[0].label;
  return labels;
}

/** Has spoken-digits hear three: two nine five if it is right. */
async function heard(model) {
  const labels = [];
  for (const name of '295')
    labels.push((await model.predict(await file(`/sounds/${name}.wav`)))[0].label);
  return labels.join(' ');
}

/** What came of a promise that should be rejected. */
async function refusal(promise) {
  try {
    await promise;
    return {code: 'none'};
  } catch ({code, message, rejected}) {
    return {code, message, rejected};
  }
}

const json = (value) => new Blob([JSON.stringify(value)]);
const FLOAT = {type: 'DT_FLOAT'};
const part = (field, ...bytes) => [(field << 3) | 2, bytes.length, ...bytes];
const text = (field, letters) => part(field, ...new TextEncoder().encode(letters));
const port = (field, name) =>
  part(field, ...text(1, name), ...part(2, ...part(1, 8, 1, ...part(2, ...part(1, 8, 2)))));
/** A model of y = x + x, of two numbers, for each runtime. */
const doubling = {
  tfjs: {
    'model.json': json({
      format: 'graph-model',
      modelTopology: {
        node: [
          {name: 'x', op: 'Placeholder', attr: {dtype: FLOAT, shape: {shape: {dim: [{size: '2'}]}}}},
          {name: 'y', op: 'AddV2', input: ['x', 'x'], attr: {T: FLOAT}},
        ],
        versions: {producer: 1},
      },
      weightsManifest: [],
    }),
  },
  onnx: {
    'model.onnx': new Blob([
      new Uint8Array([
        ...[8, 8],
        ...part(
          7,
          ...part(1, ...text(1, 'x'), ...text(1, 'x'), ...text(2, 'y'), ...text(4, 'Add')),
          ...text(2, 'doubling'),
          ...port(11, 'x'),
          ...port(12, 'y'),
        ),
        ...part(8, 16, 13),
      ]),
    ]),
  },
};
/** What a doubling model is fed. */
const two = (...values) => ({x: {type: 'float32', shape: [2], data: new Float32Array(values)}});

const later = (ms) => new Promise((done) => setTimeout(done, ms));

/** Waits for a camera or a microphone. */
const devices = (wanted) => navigator.mediaDevices.getUserMedia(wanted);

Object.assign(window, {
  command,
  configure,
  devices,
  doubling,
  file,
  heard,
  kept,
  later,
  open,
  opened,
  read,
  refusal,
  send,
  shiftClock,
  storage,
  told,
  two,
  until,
  versions,
  withFaults,
  workers,
});
window.ready = true;
