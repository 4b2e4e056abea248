import {translate} from './language.js';

// Loads a program of the page that is not needed at once: its script, its templates, its looks.
const programs = new Map();
const looks = new Map();

/** Programs that show views of another one, too, need its templates and looks. */
const SHARED = {own: ['model']};

/** Returns a promise kept in a map; made anew where it has failed before. */
function once(map, name, make) {
  if (!map.has(name)) {
    map.set(name, make(name));
    map.get(name).catch(() => map.delete(name));
  }
  return map.get(name);
}

const at = (file) => new URL(file, import.meta.url).href;

async function style(name) {
  const look = document.createElement('link');
  look.rel = 'stylesheet';
  look.href = at(`${name}.css`);
  const styled = new Promise((done, failed) => {
    look.onload = done;
    look.onerror = () => failed(new Error(`Expected the file ${look.href}, and it did not come.`));
  });
  document.head.append(look);
  const answer = await fetch(at(`${name}.html`));
  if (!answer.ok) throw new Error(`Expected the file ${answer.url}, found status ${answer.status}.`);
  const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
  await styled;
  for (const template of parsed.querySelectorAll('template')) translate(template.content);
  document.body.append(...parsed.querySelectorAll('template'));
}

async function load(program) {
  const needed = [...(SHARED[program] ?? []), program];
  const [module] = await Promise.all([
    import(at(`${program}.js`)),
    ...needed.map((name) => once(looks, name, style)),
  ]);
  return module;
}

/**
 * Shows the view that the page's address asks for.
 *
 * @param program the name of its files, such as workshop
 * @param slot the element that gets the view
 * @param go takes the address of another view
 * @returns what ends the view
 */
export async function show(program, slot, go) {
  return (await once(programs, program, load)).show(slot, go);
}
