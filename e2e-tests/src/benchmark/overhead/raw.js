// The shortest way from feeds to fetches on the runtimes themselves: what a page would write that
// knows its model. Each load resolves to a function of feeds.

export const load = (model) => (model.onnx ? loadOnnx(model) : loadLayers(model));

async function loadOnnx({onnx, threads}) {
  const ort = await import('/vendor/onnxruntime-web/ort.wasm.min.mjs');
  ort.env.wasm.numThreads = threads;
  const session = await ort.InferenceSession.create(onnx, {executionProviders: ['wasm']});
  return async (feeds) => {
    const tensors = {};
    for (const [name, {type, shape, data}] of Object.entries(feeds)) {
      tensors[name] = new ort.Tensor(type, data, shape);
    }
    const fetches = {};
    for (const [name, {type, dims, data}] of Object.entries(await session.run(tensors))) {
      fetches[name] = {type, shape: dims, data};
    }
    return fetches;
  };
}

async function loadLayers({layers, threads}) {
  const tf = await import('/vendor/tfjs/tfjs.js');
  const {loadLayersModel} = await import('/vendor/tfjs/layers.js');
  const {setThreadsCount} = await import('/vendor/tfjs/backend-wasm.js');
  if (tf.getBackend() !== 'wasm') {
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
    setThreadsCount(threads);
    await tf.setBackend('wasm');
  }
  const model = await loadLayersModel(layers);
  return async (feeds) => {
    const [{type, shape, data}] = Object.values(feeds);
    const input = tf.tensor(data, shape, type);
    const output = model.predict(input);
    const values = await output.data();
    const fetches = {output: {type: output.dtype, shape: output.shape, data: values}};
    input.dispose();
    output.dispose();
    return fetches;
  };
}
