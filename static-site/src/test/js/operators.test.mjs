import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {fileURLToPath} from 'node:url';

const assets = new URL('../../../../model-assets/src/main/', import.meta.url);

test('the converter of SavedModels knows the operators of the vendored TF.js', () => {
  const script = fileURLToPath(new URL('scripts/tfjs-operators.mjs', assets));
  const list = new URL('resources/dev/hearth/model/savedmodel/tfjs-operators.txt', assets);

  const made = execFileSync(process.execPath, [script], {encoding: 'utf8'});

  assert.ok(made.split('\n').length > 200);
  assert.equal(readFileSync(list, 'utf8'), made);
});
