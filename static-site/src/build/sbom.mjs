// Writes what the site consists of beside Hearth's own: sbom.cdx.json (CycloneDX) and
// THIRD-PARTY-NOTICES.txt: node sbom.mjs SITE LIBRARIES, a file with the jars on browser-app's class path
import {createHash} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {dirname, join, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {MAVEN, NOT_SHIPPED, NPM} from './packages.mjs';

const [site, libraries] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');

/** How poms call licences. */
const POM_LICENCES = {
  'The Apache Software License, Version 2.0': 'Apache-2.0',
  'Apache License, Version 2.0': 'Apache-2.0',
  BSD: 'BSD-3-Clause',
};

function checked(name, version, found, known) {
  if (!known || known.licence !== found) {
    throw new Error(`${name} ${version} has the licence ${found}: say so in packages.mjs.`);
  }
  return {name, version, ...known};
}

async function npmParts() {
  const {packages} = JSON.parse(await readFile(join(here, '../../package-lock.json'), 'utf8'));
  return Object.entries(NPM).map(([name, known]) => {
    const {version, license, integrity} = packages[`node_modules/${name}`];
    const [algorithm, hash] = integrity.split('-');
    return {
      ...checked(name, version, license, known),
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      hash: {alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(hash, 'base64').toString('hex')},
    };
  });
}

async function mavenParts() {
  const jars = (await readFile(libraries, 'utf8')).split(/\r?\n/).filter((path) => path.endsWith('.jar'));
  const parts = await Promise.all(jars.map(mavenPart));
  const shipped = parts.filter(Boolean);
  const absent = Object.keys(MAVEN).filter((name) => !shipped.some((part) => part.name === name));
  if (absent.length > 0) throw new Error(`packages.mjs lists ${absent}, which browser-app does not have.`);
  return shipped;
}

/** A jar lies at GROUP/ARTIFACT/VERSION in Maven's folder, beside its pom. */
async function mavenPart(jar) {
  const folders = dirname(jar).split(sep).join('/').split('/');
  const [artifact, version] = folders.slice(-2);
  // A module of this build, which has no pom beside it.
  if (version === 'target') return null;
  const pom = await readFile(jar.replace(/\.jar$/, '.pom'), 'utf8').catch(() => '');
  const own = pom.replace(/<parent>[^]*?<\/parent>/, '');
  const ofParent = /<parent>[^]*?<groupId>([^<]+)/.exec(pom)?.[1];
  const group = /<groupId>([^<]+)/.exec(own.split(/<(?:build|depend|modules|profiles|reporting)/)[0])?.[1] ?? ofParent;
  const name = `${group}:${artifact}`;
  if (group === 'dev.hearth' || NOT_SHIPPED.test(name)) return null;
  const told = /<licenses>[^]*?<name>([^<]+)/.exec(pom)?.[1];
  return {
    ...checked(name, version, POM_LICENCES[told] ?? told, MAVEN[name]),
    purl: `pkg:maven/${group}/${artifact}@${version}`,
    hash: {alg: 'SHA-256', content: createHash('sha256').update(await readFile(jar)).digest('hex')},
  };
}

const licencesOf = (licence) =>
  licence.includes(' ') ? [{expression: licence}] : [{license: {id: licence}}];

function bomOf(parts, version) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {type: 'application', 'bom-ref': 'hearth', name: 'hearth', version, licenses: licencesOf('Apache-2.0')},
    },
    components: parts.map(({name, version: of, licence, notice, purl, hash}) => {
      const [group, artifact] = name.includes(':') ? name.split(':') : ['', name];
      return {
        type: 'library',
        'bom-ref': purl,
        ...(group && {group}),
        name: artifact,
        version: of,
        scope: 'required',
        licenses: licencesOf(licence),
        copyright: notice.replace(/\s+/g, ' '),
        purl,
        hashes: [hash],
      };
    }),
  };
}

async function noticesOf(parts) {
  const texts = {'Apache-2.0': join(root, 'LICENSE')};
  const needed = [...new Set(parts.flatMap(({licence}) => licence.split(' AND ')))].sort();
  const licences = needed.map(async (id) => {
    const text = await readFile(texts[id] ?? join(here, 'licences', `${id}.txt`), 'utf8');
    return `${'='.repeat(72)}\n${id}\n\n${text.trimEnd()}\n`;
  });
  return [
    'What this site carries beside Hearth, which is under Apache-2.0 itself. The licence texts follow the list.\n',
    ...parts.map(({name, version, licence, notice}) => `${name} ${version}: ${licence}\n  ${notice}\n`),
    ...(await Promise.all(licences)),
  ].join('\n');
}

const parts = [...(await npmParts()), ...(await mavenParts())].sort((a, b) => (a.name < b.name ? -1 : 1));
const [, version] = /<version>([^<]+)<\/version>/.exec(await readFile(join(root, 'pom.xml'), 'utf8'));
await writeFile(join(site, 'sbom.cdx.json'), `${JSON.stringify(bomOf(parts, version), null, 2)}\n`);
await writeFile(join(site, 'THIRD-PARTY-NOTICES.txt'), await noticesOf(parts));
