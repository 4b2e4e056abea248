self.onmessage = async ({data: {threads}}) => {
  try {
    const ort = await import('/vendor/onnxruntime-web/ort.wasm.min.mjs');
    ort.env.wasm.numThreads = threads;
    const session = await ort.InferenceSession.create('/matmul.onnx', {executionProviders: ['wasm']});
    const a = new ort.Tensor('float32', Float32Array.from({length: 12}, (_, i) => i + 1), [3, 4]);
    const b = new ort.Tensor('float32', Float32Array.from({length: 12}, (_, i) => 10 * (i + 1)), [4, 3]);
    const {c} = await session.run({a, b});
    self.postMessage({values: [...c.data], threads: ort.env.wasm.numThreads});
  } catch (error) {
    self.postMessage({error: String(error)});
  }
};
