// Starts a fresh site from its pages and the compiled Java: node assemble.mjs SITE PAGES COMPILED
import {access, appendFile, cp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {build} from 'esbuild';
import {minify} from 'terser';

const [site, pages, compiled] = process.argv.slice(2);

const scripts = ['page.js', 'model.js', 'workshop.js', 'own.js', 'engine.js'].map((name) => join('app', name));
for (const script of scripts) {
  await access(join(compiled, script)).catch(() => {
    console.error(`${join(compiled, script)} is missing: build browser-app before static-site.`);
    process.exit(1);
  });
}
// All but the models, the key to check them by and the site's settings: people have theirs in the
// built site.
const THEIRS = ['models', 'release-key.json', 'site.json'];
for (const name of await readdir(site).catch(() => [])) {
  if (!THEIRS.includes(name)) {
    await rm(join(site, name), {recursive: true, force: true});
  }
}
const theirs = THEIRS.map((name) => join(site, name));
await cp(pages, site, {
  recursive: true,
  filter: async (from, to) => !theirs.includes(to) || (await access(to).then(() => false, () => true)),
});

// Each view's templates and looks are in files of their own.
const PROGRAMS = ['page', 'model', 'workshop', 'own'];
const views = join(pages, '..', 'views');
async function joined(program, extension) {
  const names = (await readdir(join(views, program))).filter((name) => name.endsWith(extension));
  const texts = names.sort().map((name) => readFile(join(views, program, name), 'utf8'));
  return (await Promise.all(texts)).join('');
}
const templates = await joined('page', '.html');
await assertOneEach();
const index = await readFile(join(pages, 'index.html'), 'utf8');
await writeFile(join(site, 'index.html'), index.replace('<!-- views -->', () => templates));
await appendFile(join(site, 'app.css'), await joined('page', '.css'));
for (const program of PROGRAMS.slice(1)) {
  for (const extension of ['.html', '.css']) {
    await writeFile(join(site, 'app', program + extension), await joined(program, extension));
  }
}

/** All views may come to stand in one page: of two templates of one id, the second would be lost. */
async function assertOneEach() {
  const programs = await Promise.all(PROGRAMS.map((program) => joined(program, '.html')));
  const ids = programs.join('').match(/(?<=<template id=")[^"]+/g);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) throw new Error(`Expected one template of each id, found two of ${twice}.`);
}

// TeaVM's own minifier leaves some 6 % of the compressed size.
const MINIFY = {
  module: true,
  compress: {
    ecma: 2020,
    passes: 5,
    unsafe_arrows: true,
    unsafe_methods: true,
    hoist_funs: true,
    keep_fargs: false,
    // What shortens the code and lengthens what is left of it after compression.
    collapse_vars: false,
    lhs_constants: false,
    loops: false,
    typeofs: false,
  },
};
for (const script of scripts) {
  const {code} = await minify(await readFile(join(compiled, script), 'utf8'), MINIFY);
  await writeFile(join(site, script), code);
}

// One request instead of one for each of its files.
const ENTRIES = ['compare', 'comparison', 'measure', 'offline', 'runs', 'server', 'signing', 'tensors'];
const bundled = ENTRIES.map((name) => `app/${name}.js`);
for (const script of ['hearth.js', ...bundled]) {
  await build({
    entryPoints: [join(pages, script)],
    outfile: join(site, script),
    allowOverwrite: true,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
}
await rm(join(site, 'app/client'), {recursive: true});
await rm(join(site, 'app/sw'), {recursive: true});
