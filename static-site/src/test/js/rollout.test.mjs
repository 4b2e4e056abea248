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
  configure({base: new URL('fake-site/', import.meta.url), updateIntervalMs: 0, memoryBudgetBytes: 1e9});
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
  ['bad stable', {stable: '2', canary: null, blocked: []}, {bucket: 0, bad: {2: 'x'}, good: ['2', '1']}, ['1', 'previous']],
  ['blocked stable and previous', {stable: '2', canary: null, blocked: ['1', '2']}, {bucket: 0, good: ['1']}, []],
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
  assert.equal(model.release.version, '2', 'which answers from now on');
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

test('what could not be had makes way for the one before, this time', async () => {
  offer({stable: '1', blocked: []});
  await openA();
  offer({stable: '2', blocked: []});
  for (const code of ['NETWORK', 'INTEGRITY', 'MANIFEST_INVALID', 'MODEL_NOT_FOUND', 'OUT_OF_MEMORY']) {
    world.on.open = undefined;
    breaks('2', code);
    const model = await openA();
    assert.deepEqual([model.release.version, model.release.channel], ['1', 'previous'], code);
  }
  world.on.open = undefined;
  assert.equal((await openA()).release.version, '2');
  assert.deepEqual(versions().map(({state, version}) => `${state} ${version}`), Array(5).fill('rejected 2'));
});

test('a model whose channels are gone goes on with those seen, and says so once', async () => {
  offer({stable: '1', blocked: []});
  const model = await openA();
  delete world.files[`${FOLDER}channels.json`];
  await model.update();
  await model.update();
  assert.equal(model.release.version, '1');
  const [event, ...others] = versions();
  assert.deepEqual([event.state, event.version, others], ['stale', '1', []]);
  assert.match(event.reason, /channels\.json: expected the model's channels, found none/);
  assert.equal((await openA()).release.version, '1');
});

for (const [what, file] of [
  ['HTML', '<!doctype html>'],
  ['an older file', JSON.stringify({release: 6, stable: '0'})],
  ['a file without a count', JSON.stringify({stable: '0'})],
  ['a path for a version', JSON.stringify({release: 8, stable: '..'})],
]) {
  test(`${what} instead of the channels is not believed, nor kept`, async () => {
    offer({release: 7, stable: '1', blocked: []});
    const model = await openA();
    world.files[`${FOLDER}channels.json`] = file;
    await model.update();
    assert.equal((await openA()).release.version, '1');
    assert.deepEqual(versions().map(({state}) => state), ['stale', 'stale']);
    offer({release: 7, stable: '2', blocked: []});
    await model.update();
    assert.equal(model.release.version, '2', 'the same count is no older one');
  });
}

const NAMED = new URL('fake-site/models/', import.meta.url);
const KEY_FILE = new URL('fake-site/release-key.json', import.meta.url).href;

/** A release key as hearth release makes it. */
async function makeKey() {
  const {privateKey, publicKey} = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const ed25519 = Buffer.from(await crypto.subtle.exportKey('raw', publicKey)).toString('base64');
  const sign = async (text) =>
    Buffer.from(await crypto.subtle.sign('Ed25519', privateKey, Buffer.from(text))).toString('base64');
  return {
    ed25519,
    endorse: async (next) => ({ed25519, signature: await sign(`hearth release key ${next.ed25519}`)}),
    async channels(name, release, stable, more = {}) {
      const manifests = {[stable]: `hash of ${stable}`};
      const text = `${JSON.stringify({release, stable, blocked: [], manifests, ...more}, null, 2)}\n`;
      return text.replace('\n}', `,\n  "signature": "${await sign(`${name}\n${text}`)}"\n}`);
    },
  };
}

const siteHas = (key, ...previous) =>
  (world.files[KEY_FILE] = JSON.stringify({ed25519: key.ed25519, ...(previous[0] && {previous})}));
const place = (name, text) => (world.files[new URL(`${name}/channels.json`, NAMED).href] = text);
const openNamed = async (name, options) => {
  const model = await open(name, {onEvent: (event) => events.push(event), ...options});
  opened.push(model);
  return model;
};
const integrity = (message) => (error) => error.code === 'INTEGRITY' && message.test(error.message);

test('channels are signed, where the site has a key', async () => {
  const key = await makeKey();
  siteHas(key);
  const signed = await key.channels('a', 3, '1');
  place('a', signed);
  assert.deepEqual((await openNamed('a')).release, {version: '1', channel: 'stable', signed: true});
  assert.equal(world.log[0].sha256, 'hash of 1');

  place('b', signed);
  await assert.rejects(openNamed('b'), integrity(/for b, found one that does not fit/));
  assert.deepEqual(await versionsOf('a').then((all) => all.map(({chosen}) => chosen)), [true]);
  for (const [forged, message] of [
    [signed.replace(/,\s*"signature.*/, ''), /found none/],
    [signed.replace('"stable": "1"', '"stable": "2"'), /found one that does not fit/],
    [signed.replace(/"signature": "..../, '"signature": "A'), /found one that does not fit/],
  ]) {
    world.storage.clear();
    place('a', forged);
    await assert.rejects(openNamed('a'), integrity(message));
  }
});

test('a signature vouches for the versions alone whose manifests it names', async () => {
  const key = await makeKey();
  siteHas(key);
  place('a', await key.channels('a', 3, '2', {canary: {version: '3', percent: 100}}));
  assert.equal((await openNamed('a')).release.version, '2', 'not the canary');
  const refusal = (error) => error.code === 'MODEL_NOT_FOUND' && /vouch/.test(error.message);
  await assert.rejects(openNamed('a', {version: '1'}), refusal);
  assert.equal((await openNamed('a', {version: '2'})).release.channel, 'pinned');
});

test('a model of a signed site has channels', async () => {
  siteHas(await makeKey());
  await assert.rejects(openNamed('a'), (error) => error.code === 'MODEL_NOT_FOUND');
  assert.equal(world.workers.length, 0);
});

test('what was signed is believed for good, and opens without a network', async () => {
  const key = await makeKey();
  siteHas(key);
  const signed = await key.channels('a', 3, '1');
  place('a', signed);
  await openNamed('a');
  const gone = new TypeError('Failed to fetch');
  world.files[KEY_FILE] = gone;
  place('a', gone);
  assert.deepEqual((await openNamed('a')).release, {version: '1', channel: 'stable', signed: true});
  assert.deepEqual(versions(), []);
  place('a', signed.replace('"stable": "1"', '"stable": "2"'));
  assert.equal((await openNamed('a')).release.version, '1', 'the key is known');
  assert.match(versions()[0].reason, /found one that does not fit/);
});

for (const [what, file] of [
  ['taken away', '{}'],
  ['deleted', undefined],
  ['replaced by a page', '<!doctype html>'],
  ['replaced by no key', '{"ed25519": "AAAA"}'],
]) {
  test(`a key that is ${what} is not forgotten`, async () => {
    const key = await makeKey();
    siteHas(key);
    place('a', await key.channels('a', 3, '1'));
    const model = await openNamed('a');
    if (file === undefined) delete world.files[KEY_FILE];
    else world.files[KEY_FILE] = file;
    place('a', JSON.stringify({release: 4, stable: '2', blocked: []}));
    await model.update();
    assert.deepEqual(model.release, {version: '1', channel: 'stable', signed: true});
    assert.match(versions()[0].reason, /found none; .*release-key\.json/);
    place('new', JSON.stringify({release: 4, stable: '2', blocked: []}));
    await assert.rejects(openNamed('new'), integrity(/found none/));
    place('a', await key.channels('a', 4, '2'));
    await model.update();
    assert.deepEqual(model.release, {version: '2', channel: 'stable', signed: true});
  });
}

test('a key is taken that those before endorsed, one after the other', async () => {
  const [first, second, third] = [await makeKey(), await makeKey(), await makeKey()];
  siteHas(first);
  place('a', await first.channels('a', 30, '1'));
  const model = await openNamed('a');
  siteHas(third, await second.endorse(third), await first.endorse(second));
  place('a', await third.channels('a', 4, '2'));
  await model.update();
  assert.deepEqual(model.release, {version: '2', channel: 'stable', signed: true}, 'a smaller count');

  for (const old of [first, second]) {
    siteHas(old);
    place('a', await old.channels('a', 99, '3'));
    await model.update();
    assert.equal(model.release.version, '2', 'there is no way back');
  }
  assert.deepEqual(versions().map(({state}) => state), ['loading', 'switched', 'stale', 'stale']);
});

test('a key that nobody endorsed is not taken, unless the page says that the old one was lost', async () => {
  const [first, other, stranger] = [await makeKey(), await makeKey(), await makeKey()];
  siteHas(first);
  place('a', await first.channels('a', 3, '1'));
  const model = await openNamed('a');
  place('a', await other.channels('a', 4, '2'));
  for (const previous of [
    [],
    [await stranger.endorse(other)],
    [{...(await stranger.endorse(other)), ed25519: first.ed25519}],
    [await first.endorse(stranger)],
    [await stranger.endorse(other), await first.endorse(other)],
  ]) {
    siteHas(other, ...previous);
    await model.update();
    assert.equal(model.release.version, '1');
  }
  assert.match(versions()[0].reason, /one that it endorsed, found/);

  configure({lostKeys: [first.ed25519]});
  await model.update();
  assert.deepEqual(model.release, {version: '2', channel: 'stable', signed: true});
  configure({lostKeys: []});
  siteHas(stranger);
  place('a', await stranger.channels('a', 5, '3'));
  await model.update();
  assert.equal(model.release.version, '2', 'the new one is known now');
});

test('a site that was unsigned and gets a key is believed by its signature alone', async () => {
  const key = await makeKey();
  place('a', JSON.stringify({release: 50, stable: '1', blocked: []}));
  const model = await openNamed('a');
  assert.equal(model.release.signed, false);
  siteHas(key);
  await assert.rejects(model.update(), integrity(/found none/));
  await assert.rejects(openNamed('a'), integrity(/found none/), 'not even those seen before');
  place('a', await key.channels('a', 2, '2'));
  await model.update();
  assert.deepEqual(model.release, {version: '2', channel: 'stable', signed: true});
});

test('the service worker answers with what was believed', async () => {
  const url = `${FOLDER}channels.json`;
  const kept = new Map([[url, new Response('{"stable": "0"}')]]);
  globalThis.caches = {
    match: async (asked, {cacheName}) =>
      cacheName === 'hearth-documents' ? kept.get(String(asked))?.clone() : undefined,
    open: async () => ({put: async (asked, response) => void kept.set(String(asked), response)}),
  };
  try {
    offer({release: 2, stable: '1', blocked: []});
    const good = world.files[url];
    await openA();
    assert.equal(await kept.get(url).clone().text(), good);
    offer({release: 1, stable: '0', blocked: []});
    await openA();
    assert.equal(await kept.get(url).clone().text(), good);
    kept.clear();
    offer({release: 3, stable: '1', blocked: []});
    await openA();
    assert.equal(kept.size, 0, 'where it answers for the file at all');
  } finally {
    delete globalThis.caches;
  }
});

test('a version that is blocked, with no other to go to, stops', async () => {
  offer({stable: '1', blocked: []});
  const model = await openA();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  world.on.run = () => held;
  const before = model.run(FEEDS());
  await until(() => world.kinds().at(-1) === 'run');
  offer({release: 2, stable: '1', blocked: ['1']});
  const gone = (error) => error.code === 'MODEL_NOT_FOUND' && /withdrawn version 1/.test(error.message);
  await assert.rejects(model.update(), (error) => error.code === 'MODEL_NOT_FOUND');
  await assert.rejects(model.run(FEEDS()), gone);
  await assert.rejects(model.predict('text'), gone);
  release();
  assert.ok((await before).y, 'what was asked before ends');
  await until(() => world.running() === 0);
  await assert.rejects(model.update(), (error) => error.code === 'MODEL_NOT_FOUND');
  await assert.rejects(openA(), (error) => error.code === 'MODEL_NOT_FOUND');
  const [event, ...others] = versions();
  assert.deepEqual([event.state, event.version, others], ['withdrawn', '1', []]);

  world.on.run = undefined;
  offer({release: 3, stable: '2', blocked: ['1']});
  await model.update();
  assert.ok((await model.run(FEEDS())).y);
  assert.equal(model.release.version, '2');
  offer({release: 4, stable: '2', blocked: ['1', '2']});
  await assert.rejects(model.update());
  offer({release: 5, stable: '2', blocked: ['1']});
  await model.update();
  assert.ok((await model.run(FEEDS())).y, 'the same one, allowed again');
});

test('a model looks for a sound version by itself after it was withdrawn', async () => {
  configure({updateIntervalMs: 5});
  offer({stable: '1', blocked: []});
  const model = await openA();
  offer({release: 2, stable: '1', blocked: ['1']});
  await until(() => versions().some(({state}) => state === 'withdrawn'));
  offer({release: 3, stable: '2', blocked: ['1']});
  await until(() => model.release.version === '2');
  assert.ok((await model.run(FEEDS())).y);
});

test('a version that is blocked serves no more while another is loaded', async () => {
  offer({stable: '1', blocked: []});
  const model = await openA();
  let go;
  const held = new Promise((resolve) => (go = resolve));
  world.on.open = () => held;
  offer({stable: '2', blocked: ['1']});
  const updating = model.update();
  await until(() => world.kinds().at(-1) === 'open' && world.log.length > 1);
  assert.equal(world.running(), 1, 'the old one is gone');
  const answer = model.run(FEEDS());
  await later(20);
  assert.equal(world.kinds().includes('run'), false, 'it waits');
  go();
  assert.ok((await answer).y);
  await updating;
  assert.deepEqual(versions().map(({state, way}) => [state, way]), [
    ['loading', 'instead'],
    ['switched', 'instead'],
  ]);
});

test('a blocked version stays away where the other one fails', async () => {
  offer({stable: '1', blocked: []});
  const model = await openA();
  breaks('2');
  offer({stable: '2', blocked: ['1']});
  const updating = model.update();
  await until(() => versions().some(({state}) => state === 'loading'));
  const waiting = model.run(FEEDS());
  await assert.rejects(updating, (error) => error.code === 'SELF_TEST_FAILED');
  await assert.rejects(waiting, (error) => error.code === 'MODEL_NOT_FOUND');
  assert.deepEqual(versions().map(({state}) => state), ['loading', 'rejected', 'withdrawn']);
});

test('a blocked version gives way to the next that serves', async () => {
  offer({stable: '1', canary: {version: '3', percent: 100}, blocked: ['3']});
  const model = await openA();
  breaks('3');
  offer({release: 1, stable: '2', canary: {version: '3', percent: 100}, blocked: ['1']});
  await model.update();
  assert.equal(model.release.version, '2');
  assert.deepEqual(versions().map(({state, version}) => `${state} ${version}`), [
    'loading 3',
    'rejected 3',
    'loading 2',
    'switched 2',
  ]);
});

test('where memory holds one version alone, the old one is unloaded first and calls wait', async () => {
  configure({memoryBudgetBytes: 1999});
  offer({stable: '1', blocked: []});
  const model = await openA();
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  world.on.run = () => held;
  const before = model.run(FEEDS());
  await until(() => world.kinds().at(-1) === 'run');
  offer({stable: '2', blocked: []});
  const updating = model.update();
  await until(() => versions().length === 1);
  world.on.run = undefined;
  const during = [model.run(FEEDS()), model.run(FEEDS())];
  await later(20);
  assert.equal(world.workers.length, 1, 'what was asked before comes first');
  answer();
  assert.ok((await before).y);
  for (const one of await Promise.all(during)) assert.ok(one.y);
  await updating;
  assert.deepEqual(world.kinds(), ['open', 'run', 'open', 'run', 'run']);
  assert.deepEqual(
    world.workers.map(({isEnded, engine}) => [isEnded, engine.requests.length]),
    [
      [true, 2],
      [false, 3],
    ],
  );
  assert.deepEqual(versions().map(({state, way}) => [state, way]), [
    ['loading', 'instead'],
    ['switched', 'instead'],
  ]);
});

test('where memory holds one version alone and the new one fails, the old one comes back', async () => {
  configure({memoryBudgetBytes: 1999});
  offer({stable: '1', blocked: []});
  const model = await openA();
  breaks('2');
  offer({stable: '2', blocked: []});
  const updating = model.update();
  await until(() => versions().length === 1);
  const given = new AbortController();
  const during = model.run(FEEDS());
  const aborted = model.run(FEEDS(), {signal: given.signal});
  given.abort();
  await assert.rejects(aborted, (error) => error.code === 'CANCELLED');
  await assert.rejects(updating, (error) => error.code === 'SELF_TEST_FAILED');
  assert.ok((await during).y);
  assert.equal(model.release.version, '1');
  assert.deepEqual(urls().map((url) => url.match(/\/(\d)\//)[1]), ['1', '2', '1']);
});

test('how much memory a version takes is told by its manifest', async () => {
  configure({memoryBudgetBytes: 4000});
  offer({stable: '1', blocked: []});
  const model = await openA();
  const variant = (name, ...bytes) => ({name, artifacts: bytes.map((one) => ({shards: [{bytes: one}]}))});
  world.files[`${FOLDER}2/manifest.json`] = JSON.stringify({
    variants: [variant('fp16', 10), variant('fp32', 2000, 1001)],
  });
  offer({stable: '2', blocked: []});
  await model.update();
  assert.equal(versions().at(-1).way, 'instead');
  offer({stable: '3', blocked: []});
  await model.update();
  assert.equal(versions().at(-1).way, 'beside');
});

test('calls that wait for a version end when the model is closed', async () => {
  configure({memoryBudgetBytes: 1999});
  offer({stable: '1', blocked: []});
  const model = await openA();
  world.on.open = () => later(30);
  offer({stable: '2', blocked: []});
  const updating = model.update();
  await until(() => versions().length === 1);
  const waiting = model.run(FEEDS());
  await model.close();
  await assert.rejects(waiting, (error) => error.code === 'CANCELLED');
  await updating;
});

/** The browser's locks, which end with their page. */
function fakeLocks() {
  const held = new Map();
  const locks = {
    request: async (name, use) => {
      held.set(name, true);
      await use();
      held.delete(name);
    },
    query: async () => ({held: [...held.keys()].map((name) => ({name}))}),
  };
  Object.defineProperty(globalThis, 'navigator', {value: {locks}, configurable: true});
  return {endPage: () => held.clear(), locks: held};
}

/** Has the engine begin with a version, and never end with it. */
const hangs = (version) =>
  (world.on.open = ({url, model}, engine) => {
    if (!url.includes(`/${version}/`)) return undefined;
    engine.event(model, {event: 'progress', stage: 'COMPILE', bytes: 1, totalBytes: 1});
    return 'never';
  });
const begun = () => Object.values(JSON.parse(world.storage.get(`hearth:${FOLDER}`) ?? '{}').begun ?? {});

/** Opens in a page that ends while the version is begun. */
async function openInPageThatEnds(page) {
  const controller = new AbortController();
  const marks = begun().length;
  const opening = openA({signal: controller.signal});
  await until(() => begun().length > marks);
  // Whoever ends with the page takes no mark back.
  const kept = world.storage.get(`hearth:${FOLDER}`);
  page.endPage();
  controller.abort();
  await assert.rejects(opening);
  world.storage.set(`hearth:${FOLDER}`, kept);
}

test('a version that ended its page twice is not used again, where there is another', async () => {
  const page = fakeLocks();
  offer({stable: '1', blocked: []});
  await openA();
  hangs('2');
  offer({stable: '2', blocked: []});
  await openInPageThatEnds(page);
  assert.deepEqual(begun(), ['2']);
  await openInPageThatEnds(page);
  const model = await openA();
  assert.deepEqual([model.release.version, model.release.channel], ['1', 'previous']);
  offer({stable: '3', blocked: []});
  await model.update();
  assert.equal(model.release.version, '3');
  delete globalThis.navigator;
});

test('a version that ended its page is used again where there is no other, and forgiven when it serves', async () => {
  const page = fakeLocks();
  hangs('1');
  offer({stable: '1', blocked: []});
  for (let i = 0; i < 3; i++) await openInPageThatEnds(page);
  world.on.open = undefined;
  assert.equal((await openA()).release.version, '1');
  assert.deepEqual(begun(), []);
  delete globalThis.navigator;
});

test('other tabs, downloads, failures and pages that are left are no crashes', async () => {
  const page = fakeLocks();
  const listeners = new Set();
  globalThis.addEventListener = (type, listener) => type === 'pagehide' && listeners.add(listener);
  globalThis.removeEventListener = (type, listener) => listeners.delete(listener);
  offer({stable: '1', blocked: []});
  await openA();
  offer({stable: '2', blocked: []});

  let downloads = 0;
  world.on.open = ({url}) => (url.includes('/2/') ? (downloads++, 'never') : undefined);
  const downloading = [new AbortController(), new AbortController(), new AbortController()];
  const all = downloading.map(({signal}) => openA({signal}));
  await until(() => downloads === all.length);
  assert.deepEqual(begun(), [], 'a download');

  hangs('2');
  const beginning = [new AbortController(), new AbortController(), new AbortController()];
  all.push(...beginning.map(({signal}) => openA({signal})));
  await until(() => begun().length === 3);
  world.on.open = undefined;
  const model = await openA();
  assert.equal(model.release.version, '2', 'tabs that are still at it');
  assert.deepEqual(begun(), []);
  assert.equal(page.locks.size, 3);

  [...downloading, ...beginning].forEach((one) => one.abort());
  for (const one of all) await assert.rejects(one);
  assert.equal(page.locks.size, 0);
  assert.equal(listeners.size, 0);

  hangs('3');
  offer({stable: '3', blocked: []});
  const left = new AbortController();
  const leaving = openA({signal: left.signal});
  await until(() => begun().length === 1);
  listeners.forEach((listener) => listener());
  assert.deepEqual(begun(), [], 'a page that is left');
  left.abort();
  await assert.rejects(leaving);
  delete globalThis.navigator;
  delete globalThis.addEventListener;
  delete globalThis.removeEventListener;
});

test('a version that fails again and again after the change makes way for the one before', async () => {
  offer({stable: '1', blocked: []});
  const model = await openA();
  offer({stable: '2', blocked: []});
  await model.update();
  const failing = {error: {code: 'RUNTIME_FAILED', message: 'bad luck'}};
  const answers = [failing, failing, undefined, failing, failing, failing];
  world.on.run = () => answers.shift();
  for (let i = 0; i < 6; i++) await model.run(FEEDS()).catch(() => {});
  await until(() => model.release.version === '1');
  assert.ok((await model.run(FEEDS())).y);
  await model.update();
  assert.deepEqual(model.release, {version: '1', channel: 'previous', signed: false});
  assert.deepEqual(answers, []);
});

test('a version whose worker dies again and again after the change makes way, too', async () => {
  offer({stable: '1', blocked: []});
  const model = await openA();
  offer({stable: '2', blocked: []});
  await model.update();
  let deaths = 0;
  world.on.run = (_, engine) => {
    if (!engine.requests.some(({url}) => url?.includes('/2/'))) return undefined;
    deaths++;
    world.workers.find((one) => one.engine === engine).die('out of memory');
    return 'never';
  };
  for (let i = 0; i < 3; i++)
    await assert.rejects(model.run(FEEDS()), /out of memory|no provider is left/);
  await until(() => model.release.version === '1');
  assert.ok((await model.run(FEEDS())).y);
  assert.ok(deaths >= 3);
});

test('what fails without a change before it stays', async () => {
  offer({stable: '1', blocked: []});
  await openA();
  offer({stable: '2', blocked: []});
  const model = await openA();
  world.on.run = () => ({error: {code: 'RUNTIME_FAILED', message: 'the page feeds nonsense'}});
  for (let i = 0; i < 5; i++) await assert.rejects(model.run(FEEDS()));
  await later(20);
  assert.equal(model.release.version, '2');
});

test('the versions that a model offers can be told without opening one', async () => {
  device({bucket: 50});
  offer({
    stable: '3',
    canary: {version: '4', percent: 5},
    blocked: ['1', '0'],
    previous: ['2', '1'],
    manifests: {3: 'ab', 5: 'cd'},
  });
  assert.deepEqual(
    (await versionsOf(FOLDER)).map((one) => [one.version, one.channel, one.blocked, one.chosen]),
    [
      ['3', 'stable', false, true],
      ['4', 'canary', false, false],
      ['2', 'previous', false, false],
      ['1', 'previous', true, false],
      ['5', 'released', false, false],
      ['0', 'none', true, false],
    ],
  );
  assert.equal(world.workers.length, 0);
  assert.deepEqual(await versionsOf(`${FOLDER}3/`), [], 'of one version');
  for (const wrong of [{previous: '2'}, {blocked: ['../evil']}, {stable: '..'}, {manifests: {'a/b': ''}}]) {
    world.storage.clear();
    offer({stable: '3', ...wrong});
    await assert.rejects(versionsOf(FOLDER), (error) => error.code === 'MANIFEST_INVALID');
  }
});

for (const version of ['', '.', '..', '2/.', 'x/../2', '\\2', 2]) {
  test(`what is no version, ${JSON.stringify(version)}, is refused`, async () => {
    offer({stable: '1', blocked: ['2']});
    await assert.rejects(openA({version}), (error) => error.code === 'INVALID_INPUT');
  });
}

test('a version that is the name of a property is asked for by its name', async () => {
  offer({stable: '1', blocked: []});
  const model = await openA({version: 'constructor'});
  assert.equal(model.release.version, 'constructor');
});
