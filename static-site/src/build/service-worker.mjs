// Writes what makes the site work without a network, once all else of it is there but the models:
// offline.json, which says what a runtime's processor provider and the shell consist of, and sw.js
// with both: node service-worker.mjs SITE PAGES
import {createHash} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {join, posix, relative, sep} from 'node:path';
import {build} from 'esbuild';
import {filesIn} from './files.mjs';

const [site, pages] = process.argv.slice(2);

const LIST = 'offline.json';
/** The release key and the site's settings are data, as models are: they change in a built site. */
const NOT_SHELL =
  /^(models|vendor|examples)\/|^(_headers|sw\.js|offline\.json|hearth\.d\.ts|release-key\.json|site\.json)$|\.(br|gz)$/;
const SCRIPT = /\.m?js$/;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function digests(paths) {
  const entries = paths.map(async (path) => [path, sha256(await readFile(join(site, path)))]);
  return Object.fromEntries(await Promise.all(entries));
}

async function about(path) {
  const bytes = await readFile(join(site, path));
  return {path, bytes: bytes.length, sha256: sha256(bytes)};
}

/** Returns the scripts and all that they import, at once or later, but for the other backends. */
async function withImports(scripts) {
  const {metafile} = await build({
    entryPoints: scripts.map((path) => join(site, path)),
    outdir: 'nowhere',
    bundle: true,
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'error',
    absWorkingDir: process.cwd(),
  });
  return Object.keys(metafile.inputs).map((path) =>
    relative(site, join(process.cwd(), path)).split(sep).join('/'),
  );
}

/** Returns the files that a runtime's provider of the processor needs, of any of its builds. */
async function processorFiles(runtimes) {
  const {module, wasm} = runtimes['onnxruntime-web'].modules.wasm;
  const ort = [module, ...wasm.flatMap(({path}) => [path.replace(/\.wasm$/, '.mjs'), path])];
  const tfjsWasm = Object.keys(runtimes.tfjs.files);
  const beside = tfjsWasm.map((path) => path.replace(/\.wasm$/, ''));
  const graph = [
    ...(await withImports(['vendor/tfjs/tfjs.js', 'vendor/tfjs/backend-wasm.js'])),
    ...vendored.filter((path) =>
      beside.some((name) => posix.basename(path).startsWith(`${name}.`)),
    ),
  ];
  const layers = [...graph, ...(await withImports(['vendor/tfjs/layers.js']))];
  const described = async (paths) => Promise.all([...new Set(paths)].sort().map(about));
  return {
    onnx: await described(ort.map((path) => `vendor/${path}`)),
    'tfjs-graph': await described(graph),
    'tfjs-layers': await described(layers),
  };
}

/** Returns the headers of all paths in _headers, for hosts that cannot send them. */
async function headersOfAllPaths() {
  const lines = (await readFile(join(site, '_headers'), 'utf8')).split('\n');
  const from = lines.indexOf('/*') + 1;
  const length = lines.slice(from).findIndex((line) => !/^\s+\S/.test(line));
  return lines.slice(from, from + length).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
}

const vendored = (await filesIn(join(site, 'vendor'), site)).filter((path) => !/\.(br|gz)$/.test(path));
const runtimes = JSON.parse(await readFile(join(site, 'vendor/runtimes.json'), 'utf8'));
const shell = await digests([
  ...(await filesIn(site)).filter((path) => !NOT_SHELL.test(path)),
  'vendor/runtimes.json',
]);
// Hosts answer its folder with it, and may refuse its name.
shell[''] = shell['index.html'];
delete shell['index.html'];
await writeFile(
  join(site, LIST),
  `${JSON.stringify({runtimes: await processorFiles(runtimes), shell}, null, 2)}\n`,
);
const listed = {
  shell: {...shell, ...(await digests([LIST]))},
  scripts: await digests(vendored.filter((path) => SCRIPT.test(path))),
  headers: await headersOfAllPaths(),
};
const {outputFiles} = await build({
  entryPoints: [join(pages, 'sw.js')],
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  define: {BUILD: JSON.stringify({...listed, hash: sha256(JSON.stringify(listed)).slice(0, 16)})},
});
await writeFile(join(site, 'sw.js'), outputFiles[0].contents);
