// The site's settings and the page's language, before its program starts: self.siteText is the
// text of site.json, self.words has every text of the page by its English. A person's choice comes
// first, then what the browser asks for, then the first language that the site offers.
const SOURCE = 'en';
const FROM_RIGHT = /^(ar|fa|he|ur)\b/;
const ATTRIBUTES = ['aria-label', 'placeholder', 'title', 'alt', 'data-label'];

/** Reads both and puts the words in place. */
export async function prepare() {
  const root = document.documentElement;
  self.siteText = await textOf('site.json');
  const settings = parsed(self.siteText);
  const {languages} = settings;
  self.languages = Array.isArray(languages) && languages.length > 0 ? languages : [SOURCE, 'de'];
  let language = chosen(self.languages);
  let words = {};
  if (language !== SOURCE) {
    words = parsed(await textOf(`texts/${language}.json`));
    // Without its texts, a language would only be claimed.
    if (Object.keys(words).length === 0 && !settings.texts?.[language]) language = SOURCE;
  }
  self.words = {...words, ...settings.texts?.[language]};
  root.lang = language;
  root.dir = FROM_RIGHT.test(language) ? 'rtl' : 'ltr';
  translate(document);
  for (const template of document.querySelectorAll('template')) translate(template.content);
  offer(language);
  delete root.dataset.words;
}

/**
 * Puts the texts of a document or of a template into the page's language.
 *
 * @param {Node} root
 */
export function translate(root) {
  if (Object.keys(self.words ?? {}).length === 0) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, skipped);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = said(node.data);
      if (text !== undefined) node.data = text;
    } else {
      for (const name of ATTRIBUTES) {
        const text = node.hasAttribute(name) && said(node.getAttribute(name));
        if (text) node.setAttribute(name, text);
      }
    }
  }
}

const skipped = (node) =>
  node.nodeType === Node.ELEMENT_NODE && node.matches('[translate=no], script, style, code')
    ? NodeFilter.FILTER_REJECT
    : NodeFilter.FILTER_ACCEPT;

/** The text in other words, with the spaces that were around it. */
function said(text) {
  const [, before, english, after] = /^(\s*)(.*?)(\s*)$/s.exec(text);
  const other = self.words[english.replace(/[ \t\n]+/g, ' ')];
  return typeof other === 'string' ? before + other + after : undefined;
}

function chosen(languages) {
  let wanted = [...navigator.languages];
  try {
    wanted.unshift(localStorage.getItem('language') ?? '');
  } catch {
    // A policy may forbid storage.
  }
  wanted = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return wanted.find((tag) => languages.includes(tag)) ?? languages[0];
}

/** Lets a person choose, where there is a choice. */
function offer(language) {
  const row = document.getElementById('language');
  if (!row || self.languages.length < 2) return;
  const select = row.querySelector('select');
  for (const tag of self.languages) {
    const name = new Intl.DisplayNames([tag], {type: 'language'}).of(tag);
    const option = new Option(name, tag, false, tag === language);
    option.lang = tag;
    select.append(option);
  }
  select.onchange = () => {
    try {
      localStorage.setItem('language', select.value);
    } catch {
      // Then it lasts as long as the page does, which is not at all.
    }
    location.reload();
  };
  row.hidden = false;
}

/** The text of a file, "" where it does not come: the page's program says so, or needs none. */
async function textOf(path) {
  const answer = await fetch(path, {cache: 'no-cache'}).catch(() => null);
  return answer?.ok ? answer.text() : '';
}

/** What a text has, {} where it is out of order: the page's program says why. */
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
}
