// What a view shows, as Markdown: nothing else goes into the report that people copy.

const text = (/** @type {Element} */ element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

/** @param {Element} table */
function tableLines(table) {
  const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children].map((one) => text(one).replaceAll('|', '\\|')));
  const [head = [], ...body] = rows;
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return ['', line(head), `|${' --- |'.repeat(head.length)}`, ...body.map(line)];
}

/**
 * Returns the headings, facts and tables that can be seen inside an element.
 *
 * @param {Element} element
 */
export function markdownOf(element) {
  const lines = [];
  for (const part of element.querySelectorAll('h1, h2, dl > div, table')) {
    if (part.closest('[hidden]')) continue;
    const level = part.tagName;
    if (level === 'H1') lines.push(`# ${text(part)}`);
    else if (level === 'H2') lines.push('', `## ${text(part)}`, '');
    else if (level === 'TABLE') lines.push(...tableLines(part));
    else lines.push(`- ${text(/** @type {Element} */ (part.querySelector('dt')))}: ${[...part.querySelectorAll('dd')].map(text).join(', ')}`);
  }
  return `${lines.join('\n').trim()}\n`;
}
