// Runs the exported model with TensorFlow.js (cpu backend) in Node, compares it with torch, and
// writes model.golden.json and model.golden.bin: node verify.cjs MODEL_FOLDER CASES.json
// Needs @tensorflow/tfjs 4.22.0 where NODE_PATH points to.
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const tf = require('@tensorflow/tfjs');

const [folder, casesFile] = process.argv.slice(2);
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');

async function main() {
  await tf.setBackend('cpu');
  const json = fs.readFileSync(path.join(folder, 'model.json'));
  const topology = JSON.parse(json);
  const weights = fs.readFileSync(path.join(folder, 'group1-shard1of1.bin'));
  const model = await tf.loadGraphModel(tf.io.fromMemory({
    modelTopology: topology.modelTopology,
    format: topology.format,
    signature: topology.signature,
    weightSpecs: topology.weightsManifest[0].weights,
    weightData: new Uint8Array(weights).buffer,
  }));
  const labels = fs.readFileSync(path.join(folder, 'labels.txt'), 'utf8').trim().split('\n');
  const parts = [];
  let offset = 0;
  const tensor = (name, shape, values) => {
    const bytes = Buffer.from(Float32Array.from(values).buffer);
    const entry = {name, dtype: 'float32', shape, offset, bytes: bytes.length};
    parts.push(bytes);
    offset += bytes.length;
    return entry;
  };
  let worst = 0;
  const cases = [];
  for (const c of JSON.parse(fs.readFileSync(casesFile))) {
    const output = await model.predict({features: tf.tensor(c.input, [1, 61, 40, 1])}).data();
    output.forEach((v, i) => { worst = Math.max(worst, Math.abs(v - c.output[i])); });
    const top = output.indexOf(Math.max(...output));
    console.log(c.id, labels[top], output[top].toFixed(4));
    cases.push({
      id: c.id,
      inputs: [tensor('features', [1, 61, 40, 1], c.input)],
      outputs: [tensor('probabilities', [1, 12], output)],
      top: {index: top, label: labels[top], value: output[top]},
    });
  }
  console.log('largest difference from torch', worst);
  if (!(worst < 1e-5)) {
    throw new Error('TensorFlow.js and torch differ by ' + worst);
  }
  const bin = Buffer.concat(parts);
  fs.writeFileSync(path.join(folder, 'model.golden.bin'), bin);
  fs.writeFileSync(path.join(folder, 'model.golden.json'), JSON.stringify({
    schema: 'golden/1',
    model: 'model.json',
    modelSha256: sha256(json),
    engine: {name: '@tensorflow/tfjs', version: tf.version.tfjs, backend: 'cpu (pure JavaScript)', node: process.version},
    bin: 'model.golden.bin',
    binSha256: sha256(bin),
    endian: 'little',
    kind: 'graph',
    preprocessing: 'log-mel features of synthetic sounds (export.py); the tensors are stored',
    suggestedTolerance: {abs: 1e-4, rel: 0},
    cases,
  }, null, 1) + '\n');
}

main();
