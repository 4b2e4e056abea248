import assert from 'node:assert/strict';
import {test} from 'node:test';
import {inspect} from 'node:util';
import {ofSounds, ruleOf} from '../../main/site/app/client/agreement.js';

const classes = (...pairs) =>
  pairs.map(([label, probability], index) => ({index, label, probability}));
const box = (label, x, width = 10, score = 0.9) => ({
  label,
  score,
  box: {x, y: 0, width, height: 10},
});
const points = (...list) => list.map(([name, x, y, score = 0.9]) => ({name, x, y, score}));
const span = (label, start, end, score = 0.5, text = 'x') => ({label, text, score, start, end});
const words = (...pairs) =>
  pairs.flatMap((label, i) => (i % 2 ? [] : [span(label, 3, 9, pairs[i + 1], '[MASK]')]));
const speech = (startSeconds, endSeconds) => ({startSeconds, endSeconds});
const floats = (...values) => ({embedding: new Float32Array(values)});
const tensor = (data, type = 'float32', shape = [data.length]) => ({y: {type, shape, data}});
const mask = (classes, labels, width = classes.length) => ({
  width,
  height: 1,
  classes: new Uint8Array(classes),
  labels,
  shares: [],
});

for (const [task, one, other, agrees, difference] of [
  ['image-classification', classes(['a', 0.9], ['b', 0.1]), classes(['a', 0.7], ['b', 0.3]), true, 0.2],
  ['image-classification', classes(['a', 0.6], ['b', 0.4]), classes(['b', 0.7], ['a', 0.3]), false, 0.3],
  ['text-classification', classes(['a', 0.6]), classes(['b', 0.7]), false, NaN],
  ['object-detection', [], [], true, 0],
  ['object-detection', [box('cat', 0)], [box('cat', 2, 10, 0.7)], true, 0.2],
  ['object-detection', [box('cat', 0)], [box('cat', 4)], false, NaN],
  ['object-detection', [box('cat', 0)], [box('dog', 0)], false, NaN],
  ['object-detection', [box('cat', 0)], [], false, NaN],
  ['object-detection', [box('cat', 0)], [box('cat', 0), box('cat', 1)], false, 0],
  ['object-detection', [box('cat', 0), box('cat', 1)], [box('cat', 0)], false, 0],
  ['object-detection', [box('a', 0), box('b', 50)], [box('b', 50), box('a', 0)], true, 0],
  ['keypoint-detection', points(['eye', 0, 0], ['nose', 100, 0]), points(['eye', 0, 4], ['nose', 100, 0]), true, 0.04],
  ['keypoint-detection', points(['eye', 0, 0], ['nose', 100, 0]), points(['eye', 0, 6], ['nose', 100, 0]), false, 0.06],
  ['keypoint-detection', points(['eye', 0, 0], ['ear', 9, 9, 0.1]), points(['eye', 0, 0], ['ear', 70, 0, 0.2]), true, 0],
  ['keypoint-detection', points(['eye', 0, 0], ['ear', 9, 9, 0.9]), points(['eye', 0, 0], ['ear', 9, 9, 0.2]), false, NaN],
  ['image-segmentation', mask([0, 1, 1, 1], ['sky', 'sea']), mask([1, 0, 0, 0], ['sea', 'sky']), true, 0],
  ['image-segmentation', mask([0, 1, 1, 1], ['sky', 'sea']), mask([1, 1, 1, 1], ['sky', 'sea']), false, 0.25],
  ['image-segmentation', mask([0], ['sky']), mask([0, 0], ['sky']), false, NaN],
  ['token-classification', [span('PER', 0, 3)], [span('PER', 0, 3, 0.4)], true, 0.1],
  ['token-classification', [span('PER', 0, 3)], [span('PER', 0, 4)], false, NaN],
  ['token-classification', [span('PER', 0, 3)], [], false, NaN],
  ['question-answering', [span('', 0, 3), span('', 1, 2)], [span('', 0, 3, 0.4)], true, 0.1],
  ['question-answering', [], [span('', 0, 3)], false, NaN],
  ['fill-mask', [words('dog', 0.6, 'cat', 0.3)], [words('dog', 0.5, 'cow', 0.4)], true, 0.1],
  ['fill-mask', [words('dog', 0.5)], [words('cat', 0.5)], false, NaN],
  ['fill-mask', [words('dog', 0.5), words('hot', 0.9)], [words('dog', 0.5), words('hot', 0.7)], true, 0.2],
  ['fill-mask', [words('dog', 0.5), words('hot', 0.9)], [words('dog', 0.5), words('red', 0.9)], false, NaN],
  ['fill-mask', [words('dog', 0.5)], [words('dog', 0.5), words('hot', 0.9)], false, NaN],
  ['voice-activity-detection', [speech(0, 1)], [speech(0.05, 1)], true, 0.05],
  ['voice-activity-detection', [speech(0, 1)], [speech(0.5, 1)], false, 0.5],
  ['voice-activity-detection', [speech(0, 1)], [], false, NaN],
  ['sentence-similarity', floats(1, -100), floats(2, -100), true, 1],
  ['sentence-similarity', floats(1, -100), floats(3, -100), false, 2],
  ['image-feature-extraction', floats(1), floats(1, 2), false, NaN],
  ['image-feature-extraction', floats(NaN, 1), floats(NaN, 1), true, 0],
  ['image-feature-extraction', floats(NaN, 1), floats(1, 1), false, 0],
  ['image-feature-extraction', floats(Infinity, 1), floats(Infinity, 1), true, 0],
  ['image-to-image', {width: 1, height: 1, data: [0, 200]}, {width: 1, height: 1, data: [2, 200]}, true, 2],
  ['image-to-image', {width: 1, height: 2, data: [0, 200]}, {width: 2, height: 1, data: [0, 200]}, false, NaN],
  ['tabular-regression', {value: 100, unit: 'years'}, {value: 101, unit: 'years'}, true, 1],
  ['tabular-regression', {value: 100, unit: 'years'}, {value: 102, unit: 'years'}, false, 2],
  ['tabular-regression', {value: 100, unit: 'years'}, {value: 100, unit: 'days'}, false, NaN],
  ['tensors', tensor([0, 1]), tensor([0, 1]), true, 0],
  ['tensors', tensor([0, 1]), tensor([0, 1], 'float32', [2, 1]), false, NaN],
  ['tensors', tensor([0, 1]), {}, false, NaN],
  ['tensors', {}, tensor([0, 1]), false, NaN],
  ['tensors', tensor(['a'], 'string'), tensor(['b'], 'string'), false, NaN],
  ['tensors', tensor(['a'], 'string'), tensor(['a'], 'string'), true, 0],
  ['tensors', tensor(new BigInt64Array([5n]), 'int64'), tensor(new BigInt64Array([7n]), 'int64'), false, 2],
  // 1, 0.5 and the least above 0, as bits.
  ['tensors', tensor(new Uint16Array([0x3c00, 1]), 'float16'), tensor(new Uint16Array([0x3800, 1]), 'float16'), false, 0.5],
  ['tensors', tensor(new Uint16Array([0x3c00, 1]), 'float16'), tensor(new Uint16Array([0x3c00, 0]), 'float16'), true, 2 ** -24],
]) {
  test(`${task}: ${inspect(one)} and ${inspect(other)}`, () => {
    const rule = ruleOf(task, 0.01);
    const verdict = rule.compare(rule.taken(one), other);
    assert.equal(verdict.agrees, agrees);
    if (Number.isNaN(difference)) assert.ok(Number.isNaN(verdict.difference));
    else assert.ok(Math.abs(verdict.difference - difference) < 1e-6, `${verdict.difference}`);
    assert.ok(rule.agree && rule.difference);
  });
}

test('sounds: the words decide, and the loudest moment where there are none', () => {
  const rule = ofSounds(ruleOf('audio-classification', 0.01));
  const heard = (best, ...words) => ({
    result: classes([best, 0.9]),
    words: words.map((label) => ({label, probability: 0.9, timeSeconds: 1})),
  });
  const agrees = (one, other) => rule.compare(rule.taken(one), other).agrees;
  assert.ok(agrees(heard('a', 'one', 'two'), heard('b', 'one', 'two')));
  assert.ok(!agrees(heard('a', 'one', 'two'), heard('a', 'two', 'one')));
  assert.ok(!agrees(heard('a', 'one'), heard('a')));
  assert.ok(agrees(heard('a'), heard('a')));
  assert.ok(!agrees(heard('a'), heard('b')));
});

test('what is told of a result is short, and none of the person’s text', () => {
  const told = (task, result) => ruleOf(task, 0.01).told(result);
  assert.equal(told('image-classification', classes(...Array(9).fill(['a', 0.1]))).length, 5);
  assert.equal(told('object-detection', Array(30).fill(box('a', 0))).length, 20);
  assert.ok(!JSON.stringify(told('token-classification', [span('PER', 0, 3, 1, 'Ada')])).includes('Ada'));
  assert.ok(!JSON.stringify(told('question-answering', [span('', 0, 3, 1, 'Ada')])).includes('Ada'));
  assert.deepEqual(told('fill-mask', [words('dog', 0.5)]), [[{label: 'dog', score: 0.5, start: 3, end: 9}]]);
  assert.equal(told('image-segmentation', mask([0], ['sky'])), undefined);
  assert.equal(told('image-to-image', {}), undefined);
});
