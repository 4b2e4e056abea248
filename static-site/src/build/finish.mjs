// Compresses the finished site and holds its own JavaScript to a budget: node finish.mjs SITE CACHE
import {createHash} from 'node:crypto';
import {copyFile, mkdir, readFile, readdir, rm, stat, writeFile} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {promisify} from 'node:util';
import {brotliCompress, constants, gzip} from 'node:zlib';
import {filesIn} from './files.mjs';

const [site, cache] = process.argv.slice(2);

const COMPRESSED = new Set(
  '.css .html .js .json .md .mjs .svg .ts .txt .wasm .webmanifest .xml'.split(' '),
);
const SMALLEST_BYTES = 1024;
/** What of Hearth's own JavaScript a visit loads: at once, where needed, afterwards, and when a model is opened. */
const BUDGETS = [
  {title: 'The page', bytes: 57_344, holds: (path) => !LATER.includes(path)},
  {title: 'The views of models', bytes: 81_920, holds: (path) => MODEL.includes(path)},
  {title: 'Signed releases', bytes: 1024, holds: (path) => path === SIGNING},
  {title: 'The service worker', bytes: 6144, holds: (path) => path === 'sw.js'},
  {title: 'Comparing versions', bytes: 7168, holds: (path) => COMPARING.includes(path)},
  {title: 'Batches', bytes: 6144, holds: (path) => path === RUNS},
  {title: 'Beside a server', bytes: 4096, holds: (path) => path === SERVER},
  {title: 'Runs, benchmark, doctor, about', bytes: 65_536, holds: (path) => WORKSHOP.includes(path)},
  {title: "A model of one's own", bytes: 204_800, holds: (path) => OWN.includes(path)},
  {title: 'The engine', bytes: 158_720, holds: (path) => ENGINE.includes(path)},
];
const ENGINE = ['app/engine.js', 'app/engine-worker.js'];
/** All that is loaded before the gallery is painted, but for the lists of models and settings. */
const FIRST_PAINT = {
  bytes: 102_400,
  paths: 'index.html app.css app/theme.js app/start.js app/language.js app/offline.js app/page.js'.split(' '),
};
/** Loaded by sites that have a release key. */
const SIGNING = 'app/signing.js';
/** Loaded where somebody compares. */
const COMPARING = ['app/compare.js', 'app/comparison.js'];
/** Loaded where somebody gives several inputs, and while runs are left. */
const RUNS = 'app/runs.js';
/** Loaded where site.json names a server. */
const SERVER = 'app/server.js';
/** Loaded with the views about all models, and with a person's own. */
const WORKSHOP = ['app/workshop.js', 'app/measure.js', 'app/raw-worker.js'];
const OWN = ['app/own.js'];
/** Loaded with the first model that is opened. */
const MODEL = ['app/model.js', 'app/tensors.js'];
const LATER = [...MODEL, RUNS, SERVER, ...WORKSHOP, ...OWN, ...ENGINE, ...COMPARING, SIGNING, 'sw.js'];

/** The GPU's runtimes: the best quality would take two minutes more of each build for 14 % less. */
const QUICKLY = /\.(jspi|asyncify)\b.*\.wasm$/;

const ENCODERS = {
  '.br': (bytes, path) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: QUICKLY.test(path) ? 9 : constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  '.gz': (bytes) => promisify(gzip)(bytes, {level: 9}),
};

const isOwnScript = (path) => /\.m?js$/.test(path) && !/^(vendor|examples)\//.test(path);
const isWorthCompressing = (path, size) =>
  !path.startsWith('models/blobs/') && path !== 'site.json' && COMPRESSED.has(extname(path)) && size > SMALLEST_BYTES;

/** Returns the size of the compressed file, made now or taken from an earlier build. */
async function compress(path, extension) {
  const bytes = await readFile(join(site, path));
  const cached = join(cache, createHash('sha256').update(bytes).digest('hex') + extension);
  used.add(cached);
  const known = await stat(cached).catch(() => undefined);
  if (!known) {
    await writeFile(cached, await ENCODERS[extension](bytes, path));
  }
  const size = (await stat(cached)).size;
  if (size < bytes.length) {
    await copyFile(cached, join(site, path + extension));
  }
  return size;
}

async function compressAll(paths) {
  const queue = paths.flatMap((path) => Object.keys(ENCODERS).map((extension) => [path, extension]));
  const brotliSizes = new Map();
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [path, extension] = next;
      const size = await compress(path, extension);
      if (extension === '.br') brotliSizes.set(path, size);
    }
  };
  await Promise.all([work(), work()]);
  return brotliSizes;
}

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const total = (entries) => entries.reduce((sum, [, size]) => sum + size, 0);

function report(title, folder, entries) {
  const parts = entries.map(([path, size]) => `${path.slice(folder.length)} ${kilobytes(size)}`);
  console.log(`${title}: ${kilobytes(total(entries))} brotli (${parts.join(', ')})`);
}

function reportFolder(title, folder) {
  report(title, folder, sizes.filter(([path]) => path.startsWith(folder)));
}

const used = new Set();
await mkdir(cache, {recursive: true});
const worthwhile = [];
for (const path of await filesIn(site)) {
  const {size} = await stat(join(site, path));
  if (isOwnScript(path) || isWorthCompressing(path, size)) worthwhile.push(path);
}
const sizes = [...(await compressAll(worthwhile))].sort();
for (const name of await readdir(cache)) {
  if (!used.has(join(cache, name))) await rm(join(cache, name));
}

reportFolder('onnxruntime-web', 'vendor/onnxruntime-web/');
reportFolder('TensorFlow.js', 'vendor/tfjs/');
const own = sizes.filter(([path]) => isOwnScript(path));
for (const {title, bytes, holds} of BUDGETS) {
  const part = own.filter(([path]) => holds(path));
  report(`${title}, own JavaScript, budget ${kilobytes(bytes)}`, '', part);
  if (total(part) > bytes) {
    console.error(`${title} is above its budget: see the sizes above.`);
    process.exitCode = 1;
  }
}
const first = sizes.filter(([path]) => FIRST_PAINT.paths.includes(path));
report(`The first paint, budget ${kilobytes(FIRST_PAINT.bytes)}`, '', first);
if (first.length !== FIRST_PAINT.paths.length || total(first) > FIRST_PAINT.bytes) {
  console.error('What is loaded before the first paint is missing or above its budget: see above.');
  process.exitCode = 1;
}
