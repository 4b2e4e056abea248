// Runs the golden suite, compiled to JavaScript and to Wasm GC, on files this site serves.
import * as js from './suite/suite.js';
import {load} from './suite/classes.wasm-runtime.js';
import {pixels} from './pixels.js';

const wasm = (await load('./suite/suite.wasm')).exports;
const suites = {js, wasm};

// Bytes cross as characters of 0 to 255.
function text(bytes) {
  let out = '';
  for (let from = 0; from < bytes.length; from += 32768) {
    out += String.fromCharCode.apply(null, bytes.subarray(from, from + 32768));
  }
  return out;
}

const fetched = new Map();
async function bytes(path, read) {
  if (!fetched.has(path)) {
    const response = await fetch('data/' + path);
    if (!response.ok) throw new Error(`${path}: HTTP status ${response.status}`);
    fetched.set(path, text(await read(response)));
  }
  return fetched.get(path);
}

async function provide(what) {
  const [kind] = what.split(' ', 1);
  const rest = what.slice(kind.length + 1);
  if (kind === 'file') return bytes(rest, async (r) => new Uint8Array(await r.arrayBuffer()));
  if (kind === 'pixels') return bytes(rest, async (r) => framed(await pixels(await r.blob())));
  return rest.normalize(kind);
}

function framed({width, height, data}) {
  const out = new Uint8Array(8 + data.length);
  new Int32Array(out.buffer, 0, 2).set([width, height]);
  out.set(data, 8);
  return out;
}

async function answer(suite, call) {
  for (;;) {
    const said = call();
    if (!said.startsWith('need ')) return said;
    suite.give(said.slice(5), await provide(said.slice(5)));
  }
}

window.cases = async () => (await answer(js, () => js.names())).slice(3).split('\n');
window.runCase = (target, name) => answer(suites[target], () => suites[target].run(name));
window.pixelsOf = async (path) =>
  btoa(await bytes(path, async (r) => framed(await pixels(await r.blob()))));
window.ready = true;
