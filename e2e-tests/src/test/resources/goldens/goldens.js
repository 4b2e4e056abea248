// Runs models by hearth.js as any page would, and compares what comes back.
import {open} from '/hearth.js';

const ARRAYS = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
  string: Array,
};

const tensor = (bin) => ({dtype, shape, offset}) => ({
  type: dtype,
  shape,
  data: new ARRAYS[dtype](bin, offset, shape.reduce((product, size) => product * size, 1)),
});

const numbers = ({type, data}) =>
  type === 'float16' ? new Float16Array(data.buffer, data.byteOffset, data.length) : data;

// Returns what a model calls the tensor that its golden names: TensorFlow adds :0 to the names of
// graphs, and layers models name what a layer gives by the layer twice.
function nameIn(infos, name) {
  const bare = name.replace(/:0$/, '');
  return infos.find((info) => [bare, `${bare}/${bare}`].includes(info.name.replace(/:0$/, '')))?.name;
}

// Returns how far the worst value is off, and adds what is not as it should be to the problems.
function difference(name, expected, found, {abs, rel}, problems) {
  const form = ({type, shape, data}) => `${type} [${shape}] in ${data.length} of ${data.constructor.name}`;
  if (form(found) !== form(expected)) {
    problems.push(`${name}: expected ${form(expected)}, found ${form(found)}`);
    return 0;
  }
  const [a, b] = [numbers(found), numbers(expected)];
  let worst = 0;
  for (let i = 0; i < b.length; i++) {
    const exact = a[i] === b[i] || (a[i] !== a[i] && b[i] !== b[i]);
    const off = exact ? 0 : Math.abs(Number(a[i]) - Number(b[i]));
    // Written so that NaN fails.
    if (!(off <= abs + rel * Math.abs(Number(b[i]))) && !exact) {
      problems.push(`${name}[${i}]: expected ${b[i]}, found ${a[i]}`);
    }
    if (!(off <= worst)) worst = off;
  }
  return worst;
}

const get = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP status ${response.status}`);
  return response;
};

const failure = ({code = '', message, rejected = []}) => ({code, message, rejected});

// The last model opened with each number of threads, which keeps their worker for the next.
const lasts = new Map();

async function openInTurn(files, {threads = 1, ...options}) {
  const last = lasts.get(threads);
  const model = await open(files, {...options, threads, beside: last});
  lasts.set(threads, model);
  await last?.close();
  return model;
}

const filesOf = async ({folder, files}) =>
  Promise.all(files.map(async (path) => ({path, data: await (await get(`${folder}/${path}`)).blob()})));

async function compared(model, golden, bin) {
  const report = {cases: 0, values: 0, maxAbsDiff: 0, problems: []};
  let last = {};
  for (const one of golden.cases) {
    const problems = [];
    const feeds = {};
    one.inputs.forEach((input, i) => {
      // The engines name the inputs of layers models each in their own way.
      const name = nameIn(model.inputs, input.name) ?? model.inputs[i].name;
      feeds[name] = input.chainedFrom ? last[nameIn(model.outputs, input.chainedFrom)] : tensor(bin)(input);
    });
    last = await model.run(feeds);
    if (Object.keys(last).length !== one.outputs.length) {
      problems.push(`expected ${one.outputs.length} outputs, found ${Object.keys(last)}`);
    }
    for (const output of one.outputs) {
      const expected = tensor(bin)(output);
      const found = last[nameIn(model.outputs, output.name)];
      if (found) {
        const off = difference(output.name, expected, found, golden.suggestedTolerance, problems);
        report.maxAbsDiff = Math.max(report.maxAbsDiff, off);
        report.values += expected.data.length;
      } else {
        problems.push(`expected output ${output.name}, found ${Object.keys(last)}`);
      }
    }
    if (problems.length === 0) report.cases++;
    else report.problems.push(`${one.id}: ${problems[0]}`);
  }
  return report;
}

// Resolves to what came of a model's golden cases: how many passed, how many values were looked at,
// each other case's first problem; or why it could not run.
window.runGolden = async (job, options) => {
  const startedMs = performance.now();
  const golden = await (await get(`${job.folder}/${job.golden}`)).json();
  const bin = await (await get(`${job.folder}/${golden.bin}`)).arrayBuffer();
  const files = await filesOf(job);
  let report;
  try {
    const model = await openInTurn(files, options);
    report = {...(await compared(model, golden, bin)), plan: model.plan};
  } catch (error) {
    report = {error: failure(error)};
  }
  return {...report, ms: performance.now() - startedMs};
};

// Resolves to where a package came to run, and why there.
window.planOf = async (url, options) => {
  const model = await open(url, options);
  await model.close();
  return model.plan;
};

// Resolves to one of the tests' own models, open until the next.
window.openTiny = async (name, options = {}) =>
  openInTurn(await filesOf({folder: '/tiny', files: [`${name}.onnx`]}), {provider: 'wasm', ...options});

// Resolves to why a promise was rejected.
window.failureOf = (promise) => promise.then((value) => ({code: 'none', message: `${value}`}), failure);

// Returns what of the feeds is not the same, bit for bit, in the fetches of the same name with " out".
window.changes = (feeds, fetches) => {
  const bits = ({type, shape, data}) =>
    JSON.stringify([
      type,
      shape,
      data.constructor.name,
      Array.from(Array.isArray(data) ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
    ]);
  const names = Object.keys(feeds).map((name) => `${name} out`);
  const missing = names.filter((name) => !fetches[name]);
  const other = Object.keys(fetches).filter((name) => !names.includes(name));
  const changed = Object.entries(feeds).filter(
    ([name, feed]) => fetches[`${name} out`] && bits(feed) !== bits(fetches[`${name} out`]),
  );
  return [
    ...missing.map((name) => `${name} is missing`),
    ...other.map((name) => `${name} is unknown`),
    ...changed.map(([name, feed]) => `${bits(feed)} became ${bits(fetches[`${name} out`])}`.slice(0, 1000)),
  ];
};

window.ready = true;
