// Copies the files of onnxruntime-web that the site needs and cuts TensorFlow.js into ES modules:
// node vendor.mjs TARGET_FOLDER
import {build} from 'esbuild';
import {cp, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, '../../node_modules');
const target = process.argv[2];

/** The wasm build alone: the webgpu, webgl and jsep builds are 14 to 28 MB each. */
const ONNX_FILES = [
  'ort.wasm.min.mjs',
  'ort-wasm-simd-threaded.mjs',
  'ort-wasm-simd-threaded.wasm',
];
/** Without the threaded build, which a strict content security policy keeps from starting. */
const TFJS_WASM_FILES = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'];
const TFJS_ENTRIES = ['tfjs', 'layers', 'backend-cpu', 'backend-wasm', 'backend-webgl'];

/** What each package says of itself; none of them brings a file with it. */
const TENSORFLOW = {licence: 'Apache-2.0', notice: 'Copyright Google LLC. All Rights Reserved.'};
const ONNX_RUNTIME = {
  licence: 'MIT',
  notice: `Copyright (c) Microsoft Corporation. All rights reserved.
  Its parts: https://github.com/microsoft/onnxruntime/blob/main/ThirdPartyNotices.txt`,
};
const NOTICES = {
  '@tensorflow/tfjs-backend-cpu': TENSORFLOW,
  '@tensorflow/tfjs-backend-wasm': TENSORFLOW,
  '@tensorflow/tfjs-backend-webgl': TENSORFLOW,
  '@tensorflow/tfjs-converter': TENSORFLOW,
  '@tensorflow/tfjs-core': TENSORFLOW,
  '@tensorflow/tfjs-layers': {
    licence: 'Apache-2.0 AND MIT',
    notice: 'Copyright Google LLC; parts after Keras, copyright The Keras Authors.',
  },
  'onnxruntime-common': ONNX_RUNTIME,
  'onnxruntime-web': ONNX_RUNTIME,
  long: {licence: 'Apache-2.0', notice: 'Copyright Daniel Wirtz and The Closure Library Authors.'},
  seedrandom: {licence: 'MIT', notice: 'Copyright 2019 David Bau; Alea by Johannes Baagøe, 2010.'},
};

/** Leaves out the 60 KB of JavaScript around the threaded wasm build, which is not shipped. */
const withoutThreadedWasm = {
  name: 'without-threaded-wasm',
  setup(builder) {
    builder.onLoad({filter: /wasm-out[\\/]tfjs-backend-wasm-threaded-simd\.(worker\.)?js$/}, () => ({
      contents: `export const wasmWorkerContents = '';
        export default function () {
          throw new Error('The threaded WebAssembly backend of TensorFlow.js is not on this site.');
        }`,
    }));
  },
};

/** Returns the names of the npm packages whose code went into the modules. */
async function bundleTfjs(folder) {
  const {metafile} = await build({
    entryPoints: TFJS_ENTRIES.map((name) => join(here, 'tfjs', `${name}.js`)),
    outdir: folder,
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2020',
    platform: 'browser',
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    plugins: [withoutThreadedWasm],
  });
  await Promise.all(
    TFJS_WASM_FILES.map((name) =>
      cp(join(modules, '@tensorflow/tfjs-backend-wasm/dist', name), join(folder, name)),
    ),
  );
  await refuseStringEvaluation(folder, Object.keys(metafile.outputs).map((path) => basename(path)));
  refuseLayersInGraphPath(metafile);
  return packagesOf(metafile);
}

async function refuseStringEvaluation(folder, names) {
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8');
    const found = /\bnew Function\b|[^.\w]Function\(|[^.\w]eval\(/.exec(text);
    if (found) {
      const around = text.slice(Math.max(0, found.index - 60), found.index + 60);
      throw new Error(`${name} evaluates strings, which the site's policy forbids: ${around}`);
    }
  }
}

function refuseLayersInGraphPath(metafile) {
  const outputs = Object.entries(metafile.outputs);
  const reached = new Set();
  const visit = (path) => {
    if (reached.has(path)) return;
    reached.add(path);
    metafile.outputs[path].imports
      .filter((each) => each.kind === 'import-statement')
      .forEach((each) => visit(each.path));
  };
  visit(outputs.find(([path]) => basename(path) === 'tfjs.js')[0]);
  const layers = [...reached]
    .flatMap((path) => Object.keys(metafile.outputs[path].inputs))
    .find((path) => path.includes('tfjs-layers'));
  if (layers) {
    throw new Error(`tfjs.js loads ${layers}, which only layers models need.`);
  }
}

function packagesOf(metafile) {
  const inputs = Object.values(metafile.outputs).flatMap((output) =>
    Object.keys(output.inputs).filter((path) => !path.startsWith('(disabled)')),
  );
  const names = inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

async function licences(packages) {
  const parts = await Promise.all(packages.map(notice));
  const mit = await readFile(join(here, 'licences/MIT.txt'), 'utf8');
  const apache = await readFile(join(here, '../../../LICENSE'), 'utf8');
  return [
    'Third-party software in this folder, from npm. The licence texts follow the list.\n',
    ...parts,
    `\n${'='.repeat(72)}\nMIT\n\n${mit}`,
    `\n${'='.repeat(72)}\nApache-2.0\n\n${apache}`,
  ].join('\n');
}

async function notice(name) {
  const about = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8'));
  const known = NOTICES[name];
  if (known?.licence !== about.license) {
    throw new Error(
      `${name} ${about.version} has the licence ${about.license}: say so in NOTICES of vendor.mjs.`,
    );
  }
  return `${name} ${about.version}: ${about.license}\n  ${known.notice}`;
}

await rm(target, {recursive: true, force: true});
await mkdir(join(target, 'onnxruntime-web'), {recursive: true});
for (const name of ONNX_FILES) {
  await cp(join(modules, 'onnxruntime-web/dist', name), join(target, 'onnxruntime-web', name));
}
const packages = await bundleTfjs(join(target, 'tfjs'));
await writeFile(
  join(target, 'LICENSES.txt'),
  await licences([...packages, 'onnxruntime-web', 'onnxruntime-common'].sort()),
);
