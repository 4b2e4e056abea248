// Lists every English text of the page, and which of them a language has no words for:
// node words.mjs [TEXTS.json], from the folder static-site. Ends with 1 where some are missing.
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

const PAGES = 'src/main/site';
const VIEWS = 'src/main/views';
const MODELS = '../model-assets/src/main/models';
const JAVA = '../browser-app/src/main/java';
const ATTRIBUTES = /\s(?:aria-label|placeholder|title|alt|data-label)="([^"]*)"/g;
const ENTITIES = {amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', hellip: '…', rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”', middot: '·', times: '×', ndash: '–', mdash: '—', minus: '−', shy: '\u00ad', rarr: '→'};
/** Elements whose texts stay as they are, as app/language.js says. */
const LEFT = /<(script|style|code)\b[^>]*>[\s\S]*?<\/\1>|<(\w+)\b[^>]*\stranslate="?no"?[^>]*>[\s\S]*?<\/\2>|<!--[\s\S]*?-->/g;
/** Words.say("a" + "b", in Java, or say('a', in JavaScript. */
const SAID = /(?<![#\w])(?:Words\.)?say\(\s*((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(?:\s*\+\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))*)/g;
const LITERAL = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g;

const decoded = (text) =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, number, name) => {
    if (hex || number) return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(number));
    if (!(name in ENTITIES)) throw new Error(`Expected an entity that words.mjs knows, found ${whole}`);
    return ENTITIES[name];
  });

const unescaped = (literal) =>
  literal
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\n/g, '\n')
    .replace(/\\(.)/g, '$1');

/** Returns the texts and the attributes of a page or of templates. @param {string} html */
export function textsOfHtml(html) {
  const body = html.replace(LEFT, (whole) => (whole.startsWith('<!--') ? '' : '<>'));
  const attributes = [...body.matchAll(ATTRIBUTES)].map(([, text]) => text);
  const texts = body.replace(/<[^>]*>/g, '\0').split('\0');
  return [...texts, ...attributes].map((text) => decoded(text).replace(/[ \t\n]+/g, ' ').trim());
}

/** Returns the texts that a program says. @param {string} source Java or JavaScript */
export const textsOfScript = (source) =>
  [...source.matchAll(SAID)].map(([, literals]) =>
    [...literals.matchAll(LITERAL)].map(([, a, b]) => unescaped(a ?? b)).join(''),
  );

const hasLetters = (text) => /\p{L}{2}/u.test(text.replace(/\{\d\}/g, ''));

async function filesIn(folder, extension) {
  const names = await readdir(folder, {recursive: true});
  return names.filter((name) => name.endsWith(extension)).map((name) => join(folder, name));
}

/** Returns every English text, each once. */
export async function allTexts() {
  const all = new Set();
  for (const file of [join(PAGES, 'index.html'), ...(await filesIn(VIEWS, '.html'))]) {
    textsOfHtml(await readFile(file, 'utf8')).forEach((text) => all.add(text));
  }
  const scripts = [...(await filesIn(JAVA, '.java')), ...(await filesIn(join(PAGES, 'app'), '.js'))];
  for (const file of scripts) {
    textsOfScript(await readFile(file, 'utf8')).forEach((text) => all.add(text));
  }
  for (const file of await filesIn(MODELS, 'hearth.json')) {
    const {title, description} = JSON.parse(await readFile(file, 'utf8'));
    [title, description].forEach((text) => all.add(text));
  }
  // A name, and what says nothing in any language.
  all.delete('Hearth');
  return [...all].filter(hasLetters);
}

if (process.argv[1]?.endsWith('words.mjs')) {
  const all = await allTexts();
  const file = process.argv[2];
  const words = file ? JSON.parse(await readFile(file, 'utf8')) : {};
  const missing = all.filter((text) => !Object.hasOwn(words, text));
  for (const text of missing) console.log(JSON.stringify(text));
  if (file) {
    const unused = Object.keys(words).filter((text) => !all.includes(text));
    console.error(`${all.length} texts, ${missing.length} missing, ${unused.length} not used any more`);
    for (const text of unused) console.error(`not used: ${JSON.stringify(text)}`);
    process.exitCode = missing.length > 0 ? 1 : 0;
  }
}
