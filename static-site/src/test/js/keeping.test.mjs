// What storage.needs and storage.keep make of a site's files, on a fake engine.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {beforeEach, test} from 'node:test';
import {fakeBrowser, later, until} from './fake-engine.mjs';
import {configure, plan, storage} from '../../main/site/hearth.js';

const FOLDER = 'https://site.example/models/a/';
const BASE = new URL('fake-site/', import.meta.url);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const shard = (name) => ({sha256: sha256(name), bytes: name.length});
const artifact = (name) => ({path: name, shards: [shard(name)]});
const blob = (name) => ({url: `https://site.example/models/blobs/${sha256(name)}`, ...shard(name)});

const WASM = {url: new URL('vendor/run.wasm', BASE).href, bytes: 9, sha256: sha256('wasm')};
const SCRIPT = {url: new URL('vendor/run.mjs', BASE).href, bytes: 3, sha256: sha256('script')};
const MANIFEST = JSON.stringify({
  runtime: 'onnx',
  goldens: {data: artifact('goldens')},
  variants: [
    {name: 'halves', needs: ['shader-f16'], artifacts: [artifact('halves')]},
    {name: 'small', onRequest: true, artifacts: [artifact('small')]},
    {name: 'whole', artifacts: [artifact('whole'), artifact('whole')]},
  ],
});

let world;

beforeEach(() => {
  world = fakeBrowser();
  configure({base: BASE});
  const path = (url) => url.slice(BASE.href.length);
  const listed = [WASM, SCRIPT].map(({url, ...file}) => ({path: path(url), ...file}));
  world.files[new URL('offline.json', BASE).href] = JSON.stringify({runtimes: {onnx: listed}});
  world.files[`${FOLDER}channels.json`] = JSON.stringify({
    stable: '1.0.0',
    canary: {version: '2.0.0', percent: 50},
  });
  for (const version of ['1.0.0', '2.0.0'])
    world.files[`${FOLDER}${version}/manifest.json`] = MANIFEST;
  Object.defineProperty(globalThis, 'navigator', {value: {}, configurable: true});
});

const code = (wanted) => (error) => error.code === wanted || assert.fail(error);

test('needs: what runs on any device, once, and the scripts apart', async () => {
  world.storage.set(`hearth:${FOLDER}`, '{"bucket": 99}');
  const found = await storage.needs(FOLDER);

  assert.equal(found.manifest, `${FOLDER}1.0.0/manifest.json`);
  const byUrl = (a, b) => (a.url < b.url ? -1 : 1);
  const wanted = [blob('goldens'), blob('whole'), WASM].sort(byUrl);
  assert.deepEqual([...found.shards].sort(byUrl), wanted);
  assert.deepEqual(found.scripts, [SCRIPT]);
});

test('needs: of the version that this device uses', async () => {
  world.storage.set(`hearth:${FOLDER}`, '{"bucket": 7}');
  assert.equal((await storage.needs(FOLDER)).manifest, `${FOLDER}2.0.0/manifest.json`);
  world.storage.set(`hearth:${FOLDER}`, '{"bucket": 7, "bad": {"2.0.0": "it failed"}}');
  assert.equal((await storage.needs(FOLDER)).manifest, `${FOLDER}1.0.0/manifest.json`);
  const pinned = await storage.needs(FOLDER, {version: '2.0.0'});
  assert.equal(pinned.manifest, `${FOLDER}2.0.0/manifest.json`);
});

test('needs: refuses a manifest that the channels do not name', async () => {
  const offer = (digest) =>
    (world.files[`${FOLDER}channels.json`] = JSON.stringify({
      stable: '1.0.0',
      manifests: {'1.0.0': digest},
    }));
  offer(sha256(MANIFEST));
  await storage.needs(FOLDER);
  offer(sha256('another'));
  await assert.rejects(storage.needs(FOLDER), code('INTEGRITY'));
});

test('needs: says what is wrong with the files', async () => {
  const url = `${FOLDER}1.0.0/manifest.json`;
  for (const [text, wanted] of [
    ['<html>', 'MANIFEST_INVALID'],
    ['{"runtime": "onnx"}', 'MANIFEST_INVALID'],
    ['{"runtime": "other", "variants": []}', 'MANIFEST_INVALID'],
    [undefined, 'MODEL_NOT_FOUND'],
  ]) {
    world.files[url] = text;
    await assert.rejects(storage.needs(FOLDER, {version: '1.0.0'}), code(wanted));
  }
});

test('keep: has a worker of its own bring the shards, and ends it', async () => {
  const progress = [];
  const events = [];
  const transfer = await storage.keep(FOLDER, {
    version: '1.0.0',
    onProgress: (one) => progress.push(one),
    onEvent: (one) => events.push(one),
  });

  const {shards} = await storage.needs(FOLDER, {version: '1.0.0'});
  const [request] = world.log;
  assert.deepEqual([request.kind, request.base, request.shards], ['keep', BASE.href, shards]);
  const totalBytes = 'goldens'.length + 'whole'.length + 9;
  assert.deepEqual(transfer, {networkBytes: totalBytes});
  assert.deepEqual(progress, [{stage: 'DOWNLOAD', bytes: 1, totalBytes}]);
  assert.deepEqual(events, [{type: 'transfer', state: 'RETRYING', reason: 'lost'}]);
  assert.equal(world.running(), 0);
});

test('keep: fails as the engine does', async () => {
  world.on.keep = () => ({error: {code: 'QUOTA', message: 'no room'}});
  await assert.rejects(storage.keep(FOLDER), code('QUOTA'));
  assert.equal(world.running(), 0);
});

test('keep: fails before it downloads where there is no room', async () => {
  const estimate = async () => ({usage: 90, quota: 100});
  Object.defineProperty(globalThis, 'navigator', {value: {storage: {estimate}}});
  await assert.rejects(storage.keep(FOLDER), code('QUOTA'));
  assert.deepEqual(world.log, []);
});

test('keep: cancelling ends the worker', async () => {
  world.on.keep = () => 'never';
  const cancel = new AbortController();
  const keeping = storage.keep(FOLDER, {signal: cancel.signal});
  await until(() => world.log.length === 1);
  cancel.abort();
  await assert.rejects(keeping, code('CANCELLED'));
  assert.equal(world.running(), 0);
  await assert.rejects(storage.keep(FOLDER, {signal: cancel.signal}), code('CANCELLED'));
});

test('keep: a worker that dies is told', async () => {
  world.on.keep = () => 'never';
  const keeping = storage.keep(FOLDER, {onProgress: () => {}});
  keeping.catch(() => {});
  await until(() => world.log.length === 1);
  const [worker] = world.workers;
  worker.engine.event(0, {event: 'alive'});
  await later(20);
  worker.die('out of memory');
  await assert.rejects(keeping, code('RUNTIME_FAILED'));
});

test('plan: of the version that this device uses, without its files', async () => {
  world.storage.set(`hearth:${FOLDER}`, '{"bucket": 7}');
  const found = await plan(FOLDER, {provider: ['webgpu', 'wasm'], threads: 2});

  assert.equal(found.manifest, `${FOLDER}2.0.0/manifest.json`);
  assert.deepEqual(found.chosen, {provider: 'wasm', variant: 'fp32'});
  assert.equal(found.rejected[0].reason, 'no adapter');
  const [{kind, provider, threads, url}] = world.log;
  assert.deepEqual([kind, provider, threads, url], ['plan', 'webgpu,wasm', 2, found.manifest]);
  assert.equal(world.running(), 0);
  assert.equal(world.fetched.some((one) => one.includes('/blobs/')), false);
});

test('plan: refused where it cannot be had, and given up', async () => {
  await assert.rejects(plan(FOLDER, {threads: 65}), code('INVALID_INPUT'));
  await assert.rejects(plan(FOLDER, {signal: AbortSignal.abort()}), code('CANCELLED'));
  world.on.plan = () => ({error: {code: 'INVALID_INPUT', message: 'Expected a variant'}});
  await assert.rejects(plan(FOLDER, {variant: 'other'}), code('INVALID_INPUT'));
  assert.equal(world.running(), 0);
});
