// Starts a fresh site from its pages and the compiled Java: node assemble.mjs SITE PAGES COMPILED
import {access, cp, rm} from 'node:fs/promises';
import {join} from 'node:path';

const [site, pages, compiled] = process.argv.slice(2);

for (const script of ['app/page.js', 'app/worker.js']) {
  await access(join(compiled, script)).catch(() => {
    console.error(`${join(compiled, script)} is missing: build browser-app before static-site.`);
    process.exit(1);
  });
}
await rm(site, {recursive: true, force: true});
await cp(pages, site, {recursive: true});
await cp(compiled, site, {recursive: true});
