import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asCsv, asJson, plain} from '../../main/site/app/client/runs/results.js';

const RUN = {
  source: 'photos',
  title: 'Photos',
  version: '1.0.0',
  task: 'image-classification',
  provider: 'wasm',
  variant: 'fp32',
  state: 'done',
  failure: null,
  createdMs: 1000,
  startedMs: 2000,
  endedMs: 0,
  tookMs: 0,
  countedMs: 0,
};
const TIMINGS = {preprocessMs: 1, runMs: 2.5, postprocessMs: 0};
const item = (more) => ({
  name: 'a.png',
  size: 3,
  state: 'done',
  result: null,
  failure: null,
  timings: TIMINGS,
  ...more,
});

test('plain: typed arrays become lists, masks the shares of their labels', async () => {
  const embedding = {embedding: new Float32Array([1, 0.5])};
  assert.deepEqual((await plain(embedding)).result, {embedding: [1, 0.5]});
  const mask = {width: 2, height: 1, classes: new Uint8Array(2), labels: ['a'], shares: [1]};
  const kept = (await plain(mask)).result;
  assert.deepEqual(kept, {width: 2, height: 1, labels: ['a'], shares: [1]});
});

test('asCsv: a row for each class, one for a failure, and quotes where needed', () => {
  const result = [
    {index: 1, label: 'horse, cart', probability: 0.75},
    {index: 0, label: 'say "x"', probability: 0.25},
  ];
  const failure = {code: 'INVALID_INPUT', message: 'no\npicture'};
  const csv = asCsv([
    item({result, timings: {...TIMINGS, runMs: 2.4999999999999996}}),
    item({name: '=b', state: 'failed', timings: null, failure}),
    item({name: 'c', state: 'waiting', timings: null}),
  ]);
  assert.equal(
    csv,
    'input,state,code,reason,rank,index,label,probability,preprocess_ms,run_ms,postprocess_ms\r\n' +
      'a.png,done,,,1,1,"horse, cart",0.75,1,2.5,0\r\n' +
      'a.png,done,,,2,0,"say ""x""",0.25,1,2.5,0\r\n' +
      `'=b,failed,INVALID_INPUT,"no\npicture",,,,,,,\r\n` +
      'c,waiting,,,,,,,,,\r\n',
  );
});

test('asCsv: boxes, words and numbers in columns of their own', () => {
  const box = [{label: 'face', score: 0.9, box: {x: 1, y: 2, width: 3, height: 4}}];
  assert.match(asCsv([item({result: box})]), /rank,label,score,box_x,box_y,box_width,box_height,/);
  const heard = {words: [{label: 'seven', timeSeconds: 2.5}], seconds: 3, result: []};
  assert.match(asCsv([item({result: heard})]), /,1,seven,2.5,1,2.5,0\r\n$/);
  const word = (label) => ({label, text: '[MASK]', score: 0.5, start: 0, end: 6});
  assert.match(
    asCsv([item({result: [[word('hot'), word('cold')], [word('tea')]]})]),
    /,gap,rank,label,.*\r\n.*,1,1,hot,.*\r\n.*,1,2,cold,.*\r\n.*,2,1,tea,/,
  );
  const unnamed = {words: [], seconds: 3, result: [{label: 'noise', probability: 0.5}]};
  assert.match(asCsv([item({result: unnamed})]), /,1,noise,0.5,1,2.5,0\r\n$/);
  assert.match(asCsv([item({result: {embedding: [1, 2]}})]), /,1 2,1,2.5,0\r\n$/);
  assert.match(asCsv([item({result: {value: 9.5, unit: 'rings'}})]), /,9.5,rings,/);
});

test('asJson: the run with all its results', () => {
  const json = JSON.parse(asJson(RUN, [item({result: [{label: 'a'}]})]));
  assert.equal(json.model, 'photos');
  assert.equal(json.created, '1970-01-01T00:00:01.000Z');
  assert.equal(json.ended, null);
  assert.deepEqual(json.inputs[0].result, [{label: 'a'}]);
});
