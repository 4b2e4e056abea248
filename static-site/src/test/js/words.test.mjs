// That every text of the page is found, and that German has words for it.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {allTexts, textsOfHtml, textsOfScript} from '../../build/words.mjs';

const LANGUAGES = ['de'];

test('texts_ofATemplateAreItsTextsAndItsAttributes', () => {
  const html =
    '<!-- not this --><p title="A title">One\n  text, <code>not this</code> and&nbsp;more&hellip;</p>' +
    '<b translate="no">nor this</b><img alt="A picture">';
  assert.deepEqual(
    textsOfHtml(html).filter(Boolean),
    ['One text,', 'and\u00a0more…', 'A title', 'A picture'],
  );
});

test('texts_ofAProgramAreWhatItSays', () => {
  const java = 'Words.say("One \\u00b7 {0}", a); Words.say(\n "Two "\n + "halves"); this.#say("no")';
  assert.deepEqual(textsOfScript(java), ['One · {0}', 'Two halves']);
  assert.deepEqual(textsOfScript("say('It isn\\'t')"), ["It isn't"]);
});

for (const language of LANGUAGES) {
  test(`everyText_hasWordsIn: ${language}`, async () => {
    const words = JSON.parse(await readFile(`src/main/site/texts/${language}.json`, 'utf8'));
    const all = await allTexts();
    assert.ok(all.length > 300, `${all.length} texts`);
    assert.deepEqual(all.filter((text) => !words[text]), []);
    const places = (text) => (text.match(/\{\d\}/g) ?? []).sort().join();
    for (const text of all) assert.equal(places(words[text]), places(text), text);
  });
}
