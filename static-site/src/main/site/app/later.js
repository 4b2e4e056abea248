import {translate} from './language.js';

// Loads a program of the page that most visits do not need: its script, its templates, its looks.
const loaded = new Map();

async function load(program) {
  const at = (extension) => new URL(`${program}.${extension}`, import.meta.url).href;
  const look = document.createElement('link');
  look.rel = 'stylesheet';
  look.href = at('css');
  const styled = new Promise((done, failed) => {
    look.onload = done;
    look.onerror = () => failed(new Error(`Expected the file ${look.href}, and it did not come.`));
  });
  document.head.append(look);
  const answer = await fetch(at('html'));
  if (!answer.ok) throw new Error(`Expected the file ${answer.url}, found status ${answer.status}.`);
  const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const [module] = await Promise.all([import(at('js')), styled]);
  for (const template of parsed.querySelectorAll('template')) translate(template.content);
  document.body.append(...parsed.querySelectorAll('template'));
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
  if (!loaded.has(program)) {
    loaded.set(program, load(program));
    loaded.get(program).catch(() => loaded.delete(program));
  }
  return (await loaded.get(program)).show(slot, go);
}
