import assert from 'node:assert/strict';
import {test} from 'node:test';
import {difference, fixed, milliseconds, size} from '../../main/site/app/client/numbers.js';

const within = (lang, say) => {
  globalThis.document = {documentElement: {lang}};
  return say();
};

for (const [lang, expected] of [
  ['en', ['98.1', '1234.5', '1.4\u00a0ms', '12\u00a0ms', '820\u00a0KB', '4.9\u00a0MB', '3.0e-7', '0']],
  ['de', ['98,1', '1234,5', '1,4\u00a0ms', '12\u00a0ms', '820\u00a0KB', '4,9\u00a0MB', '3,0e-7', '0']],
  ['ar', ['98.1', '1234.5', '1.4\u00a0ms', '12\u00a0ms', '820\u00a0KB', '4.9\u00a0MB', '3.0e-7', '0']],
]) {
  test(`numbers are written as ${lang} does`, () => {
    const said = within(lang, () => [
      fixed(98.12, 1),
      fixed(1234.5, 1),
      milliseconds(1.42),
      milliseconds(12.3),
      size(819_700),
      size(4_920_000),
      difference(3.02e-7),
      difference(0),
    ]);
    assert.deepEqual(said, expected);
  });
}
