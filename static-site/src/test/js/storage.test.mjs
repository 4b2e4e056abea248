import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {estimate, forget, noteKept, provedUseful, stored, wasKept} from '../../main/site/app/client/storage.js';

const BLOBS = 'https://site.example/.hearth/blobs/';
const CAME = {networkBytes: 5, deviceBytes: 0, discardedBytes: 0, repairedBytes: 0, refusal: ''};

let kept;
let asked;

/** A Cache of responses by their address. */
const cache = {
  keys: async () => [...kept.keys()].map((url) => ({url})),
  match: async ({url}) => kept.get(url),
  delete: async (url) => kept.delete(url),
};

beforeEach(() => {
  const entry = (name, bytes) => [
    BLOBS + name,
    new Response(null, {headers: {'Content-Length': `${bytes}`}}),
  ];
  kept = new Map([entry('aa', 3), entry('bb', 4)]);
  asked = 0;
  globalThis.location = {origin: 'https://site.example'};
  globalThis.caches = {
    open: async () => cache,
    delete: async () => kept.clear(),
  };
  const storage = {
    persist: async () => (asked++, true),
    persisted: async () => false,
    estimate: async () => ({usage: 7, quota: 9}),
  };
  Object.defineProperty(globalThis, 'navigator', {value: {storage}, configurable: true});
});

test('stored: the sizes of all, or of those that are named', async () => {
  assert.deepEqual(await stored(), {aa: 3, bb: 4});
  assert.deepEqual(await stored(['bb', 'cc']), {bb: 4});
});

test('forget: those that are named, or all', async () => {
  await forget(['aa', 'cc']);
  assert.deepEqual([...kept.keys()], [`${BLOBS}bb`]);
  await forget();
  assert.equal(kept.size, 0);
});

test('where a page may keep nothing, nothing is stored', async () => {
  globalThis.caches = {open: () => Promise.reject(new Error('SecurityError'))};
  assert.deepEqual(await stored(), {});
  await forget(['aa']);
  globalThis.caches = undefined;
  assert.deepEqual(await stored(), {});
  await forget();
});

test('estimate: zeros where the browser does not say', async () => {
  assert.deepEqual(await estimate(), {usageBytes: 7, quotaBytes: 9, persisted: false});
  Object.defineProperty(globalThis, 'navigator', {value: {}, configurable: true});
  assert.deepEqual(await estimate(), {usageBytes: 0, quotaBytes: 0, persisted: false});
});

test('provedUseful: asks once, for a model that came from the network and is kept', () => {
  provedUseful(null);
  provedUseful({...CAME, networkBytes: 0});
  provedUseful({...CAME, refusal: 'no room'});
  assert.equal(asked, 0);
  provedUseful(CAME);
  provedUseful(CAME);
  assert.equal(asked, 1);
});

test('wasKept: of the same variant and bytes, until a person deletes something', async () => {
  globalThis.localStorage = new (class {
    getItem = (name) => this[name] ?? null;
    setItem = (name, text) => (this[name] = text);
    removeItem = (name) => delete this[name];
  })();
  const url = 'https://site.example/models/a/1.0.0/manifest.json';
  const whole = {variant: 'fp32', bytes: 7};
  localStorage.setItem('hearth:other', '{}');
  assert.equal(wasKept(url, whole), false);
  noteKept(url, whole);
  assert.equal(wasKept(url, whole), true);
  assert.equal(wasKept(url, {...whole, bytes: 8}), false);
  assert.equal(wasKept(url, {...whole, variant: 'int8'}), false);
  assert.equal(wasKept(url.replace('1.0.0', '1.1.0'), whole), false);

  await forget(['zz']);
  assert.equal(wasKept(url, whole), false);
  assert.equal(localStorage.getItem('hearth:other'), '{}');
});
