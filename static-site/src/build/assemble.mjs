// Starts a fresh site from its pages and the compiled Java: node assemble.mjs SITE PAGES COMPILED
import {access, cp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {minify} from 'terser';

const [site, pages, compiled] = process.argv.slice(2);

const script = join(compiled, 'app/app.js');
await access(script).catch(() => {
  console.error(`${script} is missing: build browser-app before static-site.`);
  process.exit(1);
});
// All but the models: people import theirs into the built site.
for (const name of await readdir(site).catch(() => [])) {
  if (name !== 'models') await rm(join(site, name), {recursive: true, force: true});
}
await cp(pages, site, {recursive: true});

// TeaVM's own minifier leaves some 6 % of the compressed size.
const {code} = await minify(await readFile(script, 'utf8'), {
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
});
await writeFile(join(site, 'app/app.js'), code);
