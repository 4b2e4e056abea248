import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';
import {fakeBrowser, later, until} from './fake-engine.mjs';
import {configure, HearthError, open, versions as versionsOf} from '../../main/site/hearth.js';
import {choose} from '../../main/site/app/client/channels.js';

const FOLDER = 'https://site.example/models/a/';
const FEEDS = () => ({x: {type: 'float32', shape: [2], data: new Float32Array([1, 2])}});

let world;
let opened;
let events;

beforeEach(() => {
  world = globalThis.world = fakeBrowser();
  opened = [];
  events = [];
  configure({base: new URL('fake-site/', import.meta.url), updateIntervalMs: 0});
});

afterEach(async () => {
  for (const model of opened) await model.close();
  await later();
  assert.equal(world.running(), 0, 'every worker has ended');
});

async function openA(options = {}) {
  const model = await open(FOLDER, {onEvent: (event) => events.push(event), ...options});
  opened.push(model);
  return model;
}

const offer = (channels) => (world.files[`${FOLDER}channels.json`] = JSON.stringify(channels));
const versions = () => events.filter((one) => one.type === 'version');
const urls = () => world.log.filter((one) => one.kind === 'open').map((one) => one.url);

/** Makes the engine refuse to open a version. */
function breaks(version, code = 'SELF_TEST_FAILED') {
  const before = world.on.open;
  world.on.open = (request, engine) =>
    request.url.includes(`/${version}/`)
      ? {error: {code, message: `${version} is broken`, dropped: []}}
      : before?.(request, engine);
}

const device = (changes) =>
  world.storage.set(
    `hearth:${FOLDER}`,
    JSON.stringify({...JSON.parse(world.storage.get(`hearth:${FOLDER}`) ?? '{}'), ...changes}),
  );

for (const [what, channels, seen, expected] of [
  ['stable', {stable: '1', canary: null, blocked: []}, {bucket: 0}, ['1', 'stable']],
  ['canary', {stable: '1', canary: {version: '2', percent: 10}, blocked: []}, {bucket: 9.99}, ['2', 'canary']],
  ['not canary', {stable: '1', canary: {version: '2', percent: 10}, blocked: []}, {bucket: 10}, ['1', 'stable']],
  ['canary of nobody', {stable: '1', canary: {version: '2', percent: 0}, blocked: []}, {bucket: 0}, ['1', 'stable']],
  ['blocked canary', {stable: '1', canary: {version: '2', percent: 100}, blocked: ['2']}, {bucket: 0}, ['1', 'stable']],
  ['bad canary', {stable: '1', canary: {version: '2', percent: 100}, blocked: []}, {bucket: 0, bad: {2: 'x'}}, ['1', 'stable']],
  ['bad stable', {stable: '2', canary: null, blocked: []}, {bucket: 0, bad: {2: 'x'}, good: '1'}, ['1', 'previous']],
  ['blocked stable and previous', {stable: '2', canary: null, blocked: ['1', '2']}, {bucket: 0, good: '1'}, []],
]) {
  test(`choose: ${what}`, () => {
    const chosen = choose(channels, seen);
    assert.deepEqual(chosen ? [chosen.version, chosen.channel] : [], expected);
  });
}

test('the bucket stays, and decides', async () => {
  offer({stable: '1', canary: {version: '2', percent: 50}, blocked: []});
  const first = await openA();
  const {bucket} = JSON.parse(world.storage.get(`hearth:${FOLDER}`));
  assert.ok(bucket >= 0 && bucket < 100);
  assert.equal(first.release.version, bucket < 50 ? '2' : '1');
  for (let i = 0; i < 3; i++) {
    const again = await openA();
    assert.equal(again.release.version, first.release.version);
  }
});

test('what was on trial and is stable now needs no other worker', async () => {
  offer({stable: '1', canary: {version: '2', percent: 100}, blocked: []});
  const model = await openA();
  assert.equal(model.release.channel, 'canary');
  offer({stable: '2', blocked: []});
  await model.update();
  assert.deepEqual(model.release, {version: '2', channel: 'stable', signed: false});
  assert.equal(world.workers.length, 1);
});

test('a version asked for is pinned, unless it is blocked', async () => {
  offer({stable: '2', blocked: ['0']});
  const model = await openA({version: '1'});
  assert.deepEqual(model.release, {version: '1', channel: 'pinned', signed: false});
  offer({stable: '3', blocked: ['0']});
  await model.update();
  assert.equal(model.release.version, '1');
  await assert.rejects(openA({version: '0'}), (error) => error.code === 'MODEL_NOT_FOUND');
});

test('older channels than were seen are not believed, nor is a site that is gone', async () => {
  offer({release: 7, stable: '2', blocked: []});
  const model = await openA();
  offer({release: 6, stable: '1', blocked: []});
  await model.update();
  assert.equal(model.release.version, '2');
  offer({stable: '1', blocked: []});
  await model.update();
  assert.equal(model.release.version, '2', 'nor channels without a count');
  world.files[`${FOLDER}channels.json`] = new TypeError('Failed to fetch');
  assert.equal((await openA()).release.version, '2');
});

test('a version that fails its self-test makes way for the one before, for good', async () => {
  offer({stable: '1', blocked: []});
  await openA();
  breaks('2');
  offer({stable: '2', blocked: []});
  const model = await openA();
  assert.deepEqual([model.release.version, model.release.channel], ['1', 'previous']);
  assert.deepEqual(versions(), [
    {type: 'version', state: 'rejected', version: '2', reason: '2 is broken'},
  ]);
  const tries = urls().filter((url) => url.includes('/2/')).length;
  await openA();
  assert.equal(urls().filter((url) => url.includes('/2/')).length, tries, 'not tried again');
});

test('where there is no other version its failure is told, and the next visit tries again', async () => {
  breaks('1');
  offer({stable: '1', blocked: []});
  await assert.rejects(openA(), (error) => error instanceof HearthError && error.code === 'SELF_TEST_FAILED');
  world.on.open = undefined;
  assert.equal((await openA()).release.version, '1');
});

test('an update is loaded beside, and takes over between two calls', async () => {
  offer({stable: '1', blocked: []});
  const model = await openA();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  let runs = 0;
  world.on.run = () => (runs++ === 0 ? held : undefined);
  const before = model.run(FEEDS());
  const waiting = model.run(FEEDS());
  await until(() => world.kinds().at(-1) === 'run');
  offer({stable: '2', blocked: []});
  const updating = model.update();
  await until(() => versions().some((one) => one.state === 'switched'));
  assert.equal(model.release.version, '1', 'until the old one has answered');
  const after = model.run(FEEDS());
  assert.ok((await after).y, 'the new one serves at once');
  release();
  assert.ok((await before).y);
  assert.ok((await waiting).y);
  await updating;
  assert.equal(model.release.version, '2');
  assert.equal(world.running(), 1, 'the old worker has ended');
  assert.deepEqual(
    versions().map(({state, version}) => [state, version]),
    [
      ['loading', '2'],
      ['switched', '2'],
    ],
  );
});

test('an update that fails leaves the model as it is', async () => {
  offer({stable: '1', blocked: []});
  const model = await openA();
  breaks('2');
  offer({stable: '2', blocked: []});
  await assert.rejects(model.update(), (error) => error.code === 'SELF_TEST_FAILED');
  assert.ok((await model.run(FEEDS())).y);
  assert.equal(model.release.version, '1');
  await model.update();
  assert.deepEqual(versions().map((one) => one.state), ['loading', 'rejected'], 'not tried again');
  offer({stable: '3', blocked: []});
  await model.update();
  assert.equal(model.release.version, '3');
});

test('a lost connection condemns no version', async () => {
  offer({stable: '1', blocked: []});
  const model = await openA();
  breaks('2', 'NETWORK');
  offer({stable: '2', blocked: []});
  await assert.rejects(model.update(), (error) => error.code === 'NETWORK');
  world.on.open = undefined;
  await model.update();
  assert.equal(model.release.version, '2');
});

test('channels are signed, where the site has a key', async () => {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const raw = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey)).toString('base64');
  const base = new URL('signed-site/', import.meta.url);
  configure({base});
  world.files[new URL('release-key.json', base).href] = JSON.stringify({ed25519: raw});
  const text = '{\n  "release": 3,\n  "stable": "1",\n  "blocked": []\n}\n';
  const bytes = await crypto.subtle.sign('Ed25519', pair.privateKey, Buffer.from(text));
  const signature = Buffer.from(bytes).toString('base64');
  const signed = text.replace('\n}', `,\n  "signature": "${signature}"\n}`);

  const fake = 'https://site.example/models/fake/';
  world.files[`${fake}channels.json`] = signed;
  const model = await open(fake);
  opened.push(model);
  assert.deepEqual(model.release, {version: '1', channel: 'stable', signed: true});
  world.files[`${FOLDER}channels.json`] = signed;
  await assert.rejects(openA(), (error) => error.code === 'INTEGRITY', 'of another model');
  for (const forged of [text, signed.replace('"stable": "1"', '"stable": "2"')]) {
    world.storage.clear();
    world.files[`${FOLDER}channels.json`] = forged;
    await assert.rejects(openA(), (error) => error.code === 'INTEGRITY');
  }
});

test('the versions that a model offers can be told without opening one', async () => {
  offer({
    stable: '3',
    canary: {version: '4', percent: 5},
    blocked: ['1', '0'],
    previous: ['2', '1'],
    manifests: {3: 'ab', 5: 'cd'},
  });
  assert.deepEqual(
    (await versionsOf(FOLDER)).map(({version, channel, blocked}) => [version, channel, blocked]),
    [
      ['3', 'stable', false],
      ['4', 'canary', false],
      ['2', 'previous', false],
      ['1', 'previous', true],
      ['5', 'released', false],
      ['0', 'none', true],
    ],
  );
  assert.equal(world.workers.length, 0);
  assert.deepEqual(await versionsOf(`${FOLDER}3/`), [], 'of one version');
  for (const wrong of [{previous: '2'}, {blocked: ['../evil']}, {stable: '..'}, {manifests: {'a/b': ''}}]) {
    offer({stable: '3', ...wrong});
    await assert.rejects(versionsOf(FOLDER), (error) => error.code === 'MANIFEST_INVALID');
  }
});
