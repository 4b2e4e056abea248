self.onmessage = async ({data: {backend}}) => {
  try {
    const tf = await import('/vendor/tfjs/tfjs.js');
    await import(`/vendor/tfjs/backend-${backend}.js`);
    // As the binding does for one thread: with more it starts workers first.
    if (backend === 'wasm') tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    const accepted = await tf.setBackend(backend);
    await tf.ready();
    const model = await tf.loadGraphModel('/graph-matmul/model.json');
    const output = model.execute(tf.tensor([1, 1, 1, 1], [2, 2]));
    const values = [...(await output.data())];
    output.dispose();
    self.postMessage({values, accepted, backend: tf.getBackend()});
  } catch (error) {
    self.postMessage({error: String(error)});
  }
};
