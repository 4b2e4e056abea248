// Drives the golden suite: brings what its cases ask for, by whole numbers only.
import {pixels} from '/parity/photo.js';

const DONE = 0;
const MISSING = 1;

const loaders = {
  javascript: () => import('/parity/suite.js'),
  wasm: async () => {
    const {load} = await import('/parity/classes.wasm-runtime.js');
    return (await load('/parity/suite.wasm')).instance.exports;
  },
};

const units = (text) => Uint16Array.from({length: text.length}, (_, i) => text.charCodeAt(i));

async function bytesOf(name) {
  const form = /^(NF\w+) ([^]*)$/.exec(name);
  if (form) return new Uint8Array(units(form[2].normalize(form[1])).buffer);
  const [kind, path] = [name.slice(0, name.indexOf('/')), name.slice(name.indexOf('/') + 1)];
  const response = await fetch(kind === 'pixels' ? `/testdata/${path}` : `/${name}`);
  if (!response.ok) throw new Error(`${name}: HTTP status ${response.status}`);
  return kind === 'pixels' ? pixels(await response.blob()) : new Uint8Array(await response.arrayBuffer());
}

function answer(suite) {
  return Array.from({length: suite.answerLength()}, (_, i) => String.fromCharCode(suite.answerAt(i))).join('');
}

async function settled(suite, step) {
  for (;;) {
    const state = step();
    if (state === DONE) return answer(suite);
    if (state !== MISSING) throw new Error(answer(suite));
    const bytes = await bytesOf(answer(suite));
    const words = new Int32Array(Math.ceil(bytes.length / 4));
    new Uint8Array(words.buffer).set(bytes);
    suite.bring(bytes.length);
    words.forEach((word, i) => suite.put(4 * i, word));
  }
}

// Resolves to a line for each case: its name and what it gave.
window.runSuite = async (kind) => {
  const suite = await loaders[kind]();
  const names = (await settled(suite, () => suite.list())).split('\n');
  const lines = [];
  for (const [i, name] of names.entries()) {
    const gave = await settled(suite, () => suite.run(i)).catch((error) => `failed: ${error.message}`);
    lines.push(`${name}\t${gave}`);
  }
  return lines;
};
// Resolves to the pixels that the app has of a picture's file, as base64.
window.pixelsOf = async (base64) => {
  const file = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const found = await pixels(new Blob([file]));
  return btoa(Array.from(found, (byte) => String.fromCharCode(byte)).join(''));
};
window.ready = true;
