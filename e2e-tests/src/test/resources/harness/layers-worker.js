self.onmessage = async () => {
  try {
    const tf = await import('/vendor/tfjs/tfjs.js');
    const {loadLayersModel} = await import('/vendor/tfjs/layers.js');
    await import('/vendor/tfjs/backend-cpu.js');
    await tf.setBackend('cpu');
    const model = await loadLayersModel('/abalone/model.json');
    const output = model.predict(tf.zeros([1, model.inputs[0].shape[1]]));
    self.postMessage({values: [...(await output.data())]});
  } catch (error) {
    self.postMessage({error: String(error)});
  }
};
