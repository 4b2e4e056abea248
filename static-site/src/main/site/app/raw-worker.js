// The shortest way from feeds to fetches on the runtimes themselves: what a page would write that
// knows its model. The benchmark measures Hearth beside it. The first message names the model, each
// other is a run.
const vendor = new URL('../vendor/', import.meta.url);

const join = async (paths) => {
  const parts = paths.map(async ({path}) => (await fetch(new URL(path, vendor))).blob());
  return new Blob(await Promise.all(parts)).arrayBuffer();
};

async function loadOnnx({provider, threads, files}) {
  const about = (await (await fetch(new URL('runtimes.json', vendor))).json())['onnxruntime-web'].modules;
  const gpu = 'Suspending' in WebAssembly ? 'jspi' : 'asyncify';
  const {module, wasm} = about[provider in about ? provider : gpu];
  const ort = await import(new URL(module, vendor).href);
  if (wasm.length > 0) ort.env.wasm.wasmBinary = await join(wasm);
  ort.env.wasm.numThreads = threads;
  const externalData = files.filter((file) => !file.isMain).map(({path, data}) => ({path, data: new Uint8Array(data)}));
  const session = await ort.InferenceSession.create(new Uint8Array(files.find((file) => file.isMain).data), {
    executionProviders: [provider],
    externalData,
  });
  return async (feeds) => {
    const tensors = {};
    for (const [name, {type, shape, data}] of Object.entries(feeds)) tensors[name] = new ort.Tensor(type, data, shape);
    const fetches = {};
    for (const [name, {type, dims, data}] of Object.entries(await session.run(tensors))) {
      fetches[name] = {type, shape: dims, data};
    }
    return fetches;
  };
}

/** What TensorFlow.js's loaders take instead of an address. */
function handler(files) {
  const main = files.find((file) => file.isMain);
  const {modelTopology, weightsManifest = [], ...rest} = JSON.parse(new TextDecoder().decode(main.data));
  const folder = main.path.slice(0, main.path.lastIndexOf('/') + 1);
  const paths = weightsManifest.flatMap((group) => group.paths);
  const data = paths.map((path) => files.find((file) => file.path === folder + path).data);
  const load = async () => ({
    ...rest,
    modelTopology,
    weightSpecs: weightsManifest.flatMap((group) => group.weights),
    weightData: await new Blob(data).arrayBuffer(),
  });
  return {load};
}

async function loadTfjs({runtime, provider, threads, files}) {
  const at = (name) => import(new URL(`tfjs/${name}.js`, vendor).href);
  const tf = await at('tfjs');
  const backend = await at(`backend-${provider}`);
  if (provider === 'wasm') {
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
    backend.setThreadsCount(threads);
  }
  if (!(await tf.setBackend(provider))) throw new Error(`TensorFlow.js could not start ${provider}`);
  const isGraph = runtime === 'tfjs-graph';
  const model = isGraph
    ? await tf.loadGraphModel(handler(files))
    : await (await at('layers')).loadLayersModel(handler(files));
  // Loops and branches need the other way, which costs what others need not pay.
  const compute = async (inputs) => {
    try {
      return model.execute(inputs);
    } catch {
      return model.executeAsync(inputs);
    }
  };
  return async (feeds) => {
    const byName = Object.fromEntries(
      Object.entries(feeds).map(([name, {type, shape, data}]) => [name, tf.tensor(data, shape, type === 'uint8' ? 'int32' : type)]),
    );
    const inputs = Object.values(byName);
    const answer = isGraph ? await compute(byName) : model.predict(inputs.length > 1 ? inputs : inputs[0]);
    const outputs = [answer].flat();
    const fetches = {};
    for (const [i, output] of outputs.entries()) {
      fetches[`output${i}`] = {type: output.dtype, shape: output.shape, data: await output.data()};
    }
    tf.dispose([inputs, outputs]);
    return fetches;
  };
}

let run;
self.onmessage = async ({data}) => {
  try {
    if (!run) {
      run = await (data.runtime === 'onnx' ? loadOnnx(data) : loadTfjs(data));
      self.postMessage({});
    } else {
      const fetches = await run(data.feeds);
      const buffers = new Set(Object.values(fetches).flatMap(({data: {buffer}}) => (buffer ? [buffer] : [])));
      self.postMessage({fetches}, [...buffers]);
    }
  } catch (error) {
    self.postMessage({error: String(error?.message ?? error)});
  }
};
