import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fromHalf, toHalf} from '../../main/site/app/client/half.js';
import {
  first, hasNpy, isPicture, json, npy, parse, random, read, summary, zeros,
} from '../../main/site/app/tensors.js';

/** A .npy file as NumPy's format says, its values as bytes. */
const npyFile = (header, data, version = 1) => {
  const width = version === 1 ? 2 : 4;
  const text = header.padEnd(64 * 3 - 8 - width - 1) + '\n';
  const head = new Uint8Array(8 + width + text.length);
  head.set([0x93, ...Buffer.from('NUMPY'), version, 0]);
  head[8] = text.length & 255;
  head[9] = text.length >> 8;
  head.set(Buffer.from(text), 8 + width);
  return new Blob([head, data]);
};
const header = (descr, shape, fortran = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape}), }`;

test('toHalf: gives back the bits of every half that is a number', () => {
  let seen = 0;
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = fromHalf(bits);
    if (Number.isNaN(value)) continue;
    seen++;
    assert.equal(toHalf(value), bits);
  }
  assert.equal(seen, 2 * (31 * 1024 + 1));
  assert.equal(toHalf(NaN), 0x7e00);
});

for (const [value, bits] of [
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  [1 + 2 ** -11 + 2 ** -30, 0x3c01],
  [2 - 2 ** -12, 0x4000],
  [2 ** -25, 0],
  [2 ** -25 + 2 ** -40, 1],
  [2 ** -14 - 2 ** -26, 0x0400],
  [65519, 0x7bff],
  [65520, 0x7c00],
  [-1e9, 0xfc00],
  [-1e-9, 0x8000],
]) {
  test(`toHalf: ${value} becomes the nearest half, ties to even`, () => {
    assert.equal(toHalf(value), bits);
  });
}

test('parse: whole numbers of 64 bits stay exact, typed and as JSON', () => {
  const most = '9223372036854775807';
  for (const text of [`9007199254740993, ${most}`, `[9007199254740993, ${most}]`, `["9007199254740993", "${most}"]`]) {
    assert.deepEqual(parse('int64', [2], text).data, new BigInt64Array([9007199254740993n, 2n ** 63n - 1n]));
  }
  assert.deepEqual(parse('uint64', [1], '[18446744073709551615]').data, new BigUint64Array([2n ** 64n - 1n]));
  assert.throws(() => parse('int64', [1], '9223372036854775808'), /Value 1: .*fits int64/);
  assert.throws(() => parse('uint64', [1], '-1'), /fits uint64/);
  assert.throws(() => parse('int64', [1], '1.5'), /a whole number/);
  assert.equal(json(parse('int64', [1], most)), `{"type":"int64","shape":[1],"data":["${most}"]}`);
});

test('parse: values that do not fit are named by their place', () => {
  assert.deepEqual(parse('float32', [2, 2], '[[1, 2], [3, 4]]').data, new Float32Array([1, 2, 3, 4]));
  assert.deepEqual(parse('float32', [3], '1 2.5;\n-3').data, new Float32Array([1, 2.5, -3]));
  assert.deepEqual(parse('bool', [4], 'true 0 1 false').data, new Uint8Array([1, 0, 1, 0]));
  assert.throws(() => parse('float32', [2], '1 x'), /Value 2: expected a number, found "x"/);
  assert.throws(() => parse('uint8', [2], '255 256'), /Value 2: .*fits uint8/);
  assert.throws(() => parse('float32', [2], 'a b c'), /Value 1: expected a number/);
  assert.throws(() => parse('float32', [1], '1e400'), /Value 1: expected one that fits float32/);
  assert.throws(() => parse('float32', [3], '1 2'), /Expected 3 values for \[3\], found 2/);
  assert.throws(() => parse('float32', [3], '[[1, 2], [3]]'), /rows of 2 values, found one of 1/);
});

test('read: .npy of each type, in both versions', async () => {
  const halves = await read('float16', [], npyFile(header('<f2', '2,'), new Uint16Array([0x3c00, 0xc000])));
  assert.deepEqual([halves.shape, [...halves.data].map(fromHalf)], [[2], [1, -2]]);
  const longs = await read('int64', [], npyFile(header('<i8', '1, 2'), new BigInt64Array([-1n, 9007199254740993n]), 2));
  assert.deepEqual([longs.shape, [...longs.data]], [[1, 2], [-1n, 9007199254740993n]]);
  const scalar = await read('float64', [], npyFile(header('<f8', ''), new Float64Array([0.1])));
  assert.deepEqual([scalar.shape, [...scalar.data]], [[], [0.1]]);
});

test('read: .npy of another type becomes the one that the model takes, if it fits', async () => {
  const file = () => npyFile(header('<i8', '2,'), new BigInt64Array([3n, -4n]));
  assert.deepEqual((await read('float32', [], file())).data, new Float32Array([3, -4]));
  assert.deepEqual((await read('float16', [], file())).data, new Uint16Array([0x4200, 0xc400]));
  await assert.rejects(read('uint8', [], file()), /Value 2: .*fits uint8/);
});

test('read: what cannot be read is refused with the reason', async () => {
  const ones = new Float32Array(4);
  await assert.rejects(read('float32', [], npyFile(header('>f4', '4,'), ones)), /little-endian.*>f4/);
  await assert.rejects(read('float32', [], npyFile(header('<f4', '2, 2', 'True'), ones)), /ascontiguousarray/);
  await assert.rejects(read('float32', [], npyFile(header('<f4', '5,'), ones)), /Expected 5 values/);
  await assert.rejects(read('float32', [], new Blob(['no tensor'])), /neither/);
});

test('npy: what is written is read again, at a length that NumPy aligns to', async () => {
  for (const [type, text] of [
    ['float32', '1 -2.5 3'],
    ['float16', '1 -2.5 3'],
    ['int64', '9007199254740993 -1 0'],
    ['uint64', '18446744073709551615 1 0'],
    ['bool', 'true false true'],
    ['int8', '-128 127 0'],
  ]) {
    const tensor = parse(type, [3], text);
    const file = npy(tensor);
    assert.equal((file.size - tensor.data.byteLength) % 64, 0);
    assert.deepEqual(await read(type, [], file), tensor);
  }
  assert.ok(!hasNpy(parse('string', [1], 'a')));
});

test('json: what is written is read again, numbers that JSON lacks too', async () => {
  const tensor = parse('float32', [2, 2], 'NaN Infinity -Infinity 0.5');
  assert.deepEqual(await read('float32', [], new Blob([json(tensor)])), tensor);
  const halves = parse('float16', [2], '0.5 -2');
  assert.equal(json(halves), '{"type":"float16","shape":[2],"data":[0.5,-2]}');
});

test('summary and first: in a few digits, of halves and of long whole numbers too', () => {
  assert.deepEqual(summary(parse('float16', [3], '1 2 6')), ['1', '6', '3']);
  assert.deepEqual(summary(parse('int64', [2], '-5 7')), ['-5', '7', '1']);
  assert.equal(first(parse('int64', [1], '9007199254740993')), '9007199254740993');
  assert.equal(first(parse('float32', [2], '0.1 3')), '0.1  3');
  assert.ok(first(zeros('float32', [30])).endsWith('\u2026'));
  assert.deepEqual(summary(parse('string', [1], 'a')), []);
});

test('zeros, random and pictures go by type and shape', () => {
  assert.deepEqual(zeros('int64', [2]).data, new BigInt64Array(2));
  assert.ok(random('bool', [50]).data.every((one) => one < 2));
  assert.ok(isPicture(zeros('float32', [1, 3, 8, 8])));
  assert.ok(isPicture(zeros('uint8', [8, 8, 4])));
  assert.ok(!isPicture(zeros('float32', [1, 1000])));
});
