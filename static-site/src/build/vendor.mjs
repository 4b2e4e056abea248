// Copies the files of onnxruntime-web that the site needs, says in runtimes.json which belong
// together, and cuts TensorFlow.js into ES modules:
// node vendor.mjs TARGET_FOLDER
import {build, transform} from 'esbuild';
import {createHash} from 'node:crypto';
import {cp, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {basename, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {NPM} from './packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, '../../node_modules');
const target = process.argv[2];

/**
 * The module of each provider with the WebAssembly behind it. WebGPU's is there twice, for browsers
 * where WebAssembly can wait for promises (jspi) and for others. Not the builds with the older
 * WebGPU code (ort.min, ort.all), which fails on real models.
 */
const ONNX_MODULES = {
  wasm: {module: 'ort.wasm.min.mjs', build: 'ort-wasm-simd-threaded'},
  jspi: {module: 'ort.jspi.min.mjs', build: 'ort-wasm-simd-threaded.jspi'},
  asyncify: {module: 'ort.webgpu.min.mjs', build: 'ort-wasm-simd-threaded.asyncify'},
  webgl: {module: 'ort.webgl.min.mjs'},
};
/** Hosts cap a file at 25 MiB: larger ones are stored in parts. */
const LARGEST_FILE_BYTES = 24 * 1024 * 1024;
const TFJS_WASM = join(modules, '@tensorflow/tfjs-backend-wasm');
const TFJS_WASM_FILES = [
  'tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm',
  'tfjs-backend-wasm-threaded-simd.wasm',
];
const TFJS_ENTRIES = [
  'tfjs',
  'layers',
  'backend-cpu',
  'backend-wasm',
  'backend-webgl',
  'backend-webgpu',
];

/** Copies the modules and returns what runtimes.json says of them, with paths from its folder. */
async function copyOnnxRuntime(folder) {
  const dist = join(modules, 'onnxruntime-web/dist');
  const copy = (name) => cp(join(dist, name), join(folder, name));
  const about = {};
  await mkdir(folder, {recursive: true});
  for (const [name, {module, build}] of Object.entries(ONNX_MODULES)) {
    await copy(module);
    if (build) await copy(`${build}.mjs`);
    about[name] = {
      module: `${basename(folder)}/${module}`,
      wasm: build ? await storeInParts(join(dist, `${build}.wasm`), folder) : [],
    };
  }
  const {version} = JSON.parse(await readFile(join(dist, '../package.json'), 'utf8'));
  return {version, modules: about};
}

async function storeInParts(file, folder) {
  const bytes = await readFile(file);
  const count = Math.ceil(bytes.length / LARGEST_FILE_BYTES);
  const size = Math.ceil(bytes.length / count);
  const parts = [];
  for (let i = 0; i < count; i++) {
    const part = bytes.subarray(i * size, (i + 1) * size);
    const name = count === 1 ? basename(file) : `${basename(file, '.wasm')}.${i}.wasm`;
    await writeFile(join(folder, name), part);
    parts.push({
      path: `${basename(folder)}/${name}`,
      bytes: part.length,
      sha256: createHash('sha256').update(part).digest('hex'),
    });
  }
  return parts;
}

/**
 * What the wasm backend does otherwise on this site. Its threads come from files beside it, where it
 * would make blob: URLs, which the content security policy refuses; their 60 KB of JavaScript are
 * loaded only for threads. The wasm file is handed in, checked, by whoever fetched it. And where
 * the memory is used up it says so: it would compute with address 0.
 */
const WASM_BACKEND_CHANGES = [
  [/import \* as wasmFactoryThreadedSimd_import from '[^']+';/, ''],
  [/import \{ wasmWorkerContents \} from '[^']+';/, ''],
  [/const wasmFactoryThreadedSimd = \([^;]+;/, ''],
  [
    /return new Promise\(\(resolve, reject\) => \{\s+const factoryConfig = \{\};/,
    `const threaded = threadsSupported && simdSupported
        ? (await import('../wasm-out/tfjs-backend-wasm-threaded-simd.js')).default
        : null;
    return new Promise((resolve, reject) => {
      const factoryConfig = {wasmBinary, threads: Math.max(1, threadsCount)};`,
  ],
  [/const response = wasmWorkerContents[^]+?URL\.createObjectURL\(blob\);/, 'return wasmPathPrefix + path;'],
  [
    /factoryConfig\.mainScriptUrlOrBlob = new Blob[^]+?wasmFactoryThreadedSimd\(factoryConfig\);/,
    `factoryConfig.mainScriptUrlOrBlob = wasmPathPrefix + 'tfjs-backend-wasm-threaded-simd.js';
      wasm = threaded(factoryConfig);`,
  ],
  [
    /(const memoryOffset = this\.wasm\._malloc\(numBytes\) >>> 0;)/,
    `$1
    if (memoryOffset === 0 && numBytes > 0) {
      throw new Error('The WebAssembly memory is used up: no room for ' + numBytes + ' bytes');
    }`,
  ],
  [
    /let wasmPath = null;/,
    `let wasmBinary = null;
    export function setWasmBinary(bytes) {
      wasmBinary = bytes;
    }
    let wasmPath = null;`,
  ],
];

/** It starts eight workers whatever is asked for, and no more threads than half the cores. */
const THREADED_GLUE_CHANGES = [
  [/pthreadPoolSize=8/, 'pthreadPoolSize=Module["threads"]-1'],
  [/navigator\["hardwareConcurrency"\]/, '2*Module["threads"]'],
];

const selfHostedThreads = {
  name: 'self-hosted-threads',
  setup(builder) {
    builder.onLoad({filter: /tfjs-backend-wasm[\\/]dist[\\/]backend_wasm\.js$/}, async ({path}) => ({
      contents: WASM_BACKEND_CHANGES.reduce(change, await readFile(path, 'utf8')),
    }));
    builder.onLoad({filter: /tfjs-backend-wasm-threaded-simd\.js$/}, async ({path}) => ({
      contents: THREADED_GLUE_CHANGES.reduce(change, await readFile(path, 'utf8')),
    }));
  },
};

function change(text, [pattern, replacement]) {
  if (!pattern.test(text)) {
    throw new Error(`The wasm backend of TensorFlow.js has changed: ${pattern} is not in it.`);
  }
  return text.replace(pattern, replacement);
}

/** Writes the two classic scripts that a thread of the wasm backend loads. */
async function threadScripts(folder) {
  const name = 'tfjs-backend-wasm-threaded-simd';
  const {wasmWorkerContents} = createRequire(import.meta.url)(
    join(TFJS_WASM, `wasm-out/${name}.worker.js`),
  );
  const scripts = {
    [`${name}.js`]: await readFile(join(TFJS_WASM, `wasm-out/${name}.js`), 'utf8'),
    // Its line breaks are those that belong inside its string literals.
    [`${name}.worker.js`]: change(wasmWorkerContents.replace(/\n/g, '\\n'), [
      /if\(ENVIRONMENT_IS_NODE\)\{[^]+?\}\)\}(?=var )/,
      '',
    ]),
  };
  for (const [file, text] of Object.entries(scripts)) {
    const {code} = await transform(text, {minify: true, legalComments: 'none'});
    await writeFile(join(folder, file), code);
  }
  return Object.keys(scripts);
}

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
    plugins: [selfHostedThreads],
  });
  await Promise.all(
    TFJS_WASM_FILES.map((name) =>
      cp(join(TFJS_WASM, 'dist', name), join(folder, name)),
    ),
  );
  await refuseStringEvaluation(folder, [
    ...Object.keys(metafile.outputs).map((path) => basename(path)),
    ...(await threadScripts(folder)),
  ]);
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
  const known = NPM[name];
  if (known?.licence !== about.license) {
    throw new Error(
      `${name} ${about.version} has the licence ${about.license}: say so in packages.mjs.`,
    );
  }
  return `${name} ${about.version}: ${about.license}\n  ${known.notice}`;
}

/** Returns what the bindings check before they start a runtime: its version and its wasm files. */
async function runtime(name, folder, files) {
  const {version} = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8'));
  const entries = files.map(async (file) => {
    const bytes = await readFile(join(folder, file));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return [file, {bytes: bytes.length, sha256}];
  });
  return {version, files: Object.fromEntries(await Promise.all(entries))};
}

await rm(target, {recursive: true, force: true});
const onnxRuntime = await copyOnnxRuntime(join(target, 'onnxruntime-web'));
const packages = await bundleTfjs(join(target, 'tfjs'));
const runtimes = {
  'onnxruntime-web': onnxRuntime,
  tfjs: await runtime('@tensorflow/tfjs-core', join(target, 'tfjs'), TFJS_WASM_FILES),
};
await writeFile(join(target, 'runtimes.json'), `${JSON.stringify(runtimes, null, 2)}\n`);
const all = [...packages, 'onnxruntime-web', 'onnxruntime-common'].sort();
const absent = Object.keys(NPM).filter((name) => !all.includes(name));
if (absent.length > 0) throw new Error(`packages.mjs lists ${absent}, which are not in the site.`);
await writeFile(join(target, 'LICENSES.txt'), await licences(all));
