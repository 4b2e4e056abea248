import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';
import {fakeBrowser, later, platform, until} from './fake-engine.mjs';
import {configure, HearthError, open} from '../../main/site/hearth.js';

const MANIFEST_URL = 'https://site.example/models/fake/1.0.0/manifest.json';

let world;
let model;

beforeEach(() => {
  world = globalThis.world = fakeBrowser();
  configure({base: new URL('fake-site/', import.meta.url)});
});

afterEach(async () => {
  await model.close();
  for (const name of ['MediaStreamTrackProcessor', 'AudioContext', 'AudioWorkletNode', 'document'])
    delete globalThis[name];
});

/** A camera whose frames the test takes, and how many of them are not closed. */
function fakeCamera() {
  const camera = {open: 0, isCancelled: false, push: null, track: {readyState: 'live'}};
  globalThis.MediaStreamTrackProcessor = class {
    constructor({track}) {
      assert.equal(track, camera.track);
      assert.equal(track.readyState, 'live');
      this.readable = new ReadableStream({
        start(controller) {
          camera.push = (source) => {
            camera.open++;
            controller.enqueue({
              source,
              displayWidth: 640,
              displayHeight: 480,
              close: () => camera.open--,
            });
          };
          camera.end = () => controller.close();
          camera.fail = () => controller.error(new Error('unplugged'));
        },
        cancel() {
          camera.isCancelled = true;
        },
      });
    }
  };
  camera.media = {getVideoTracks: () => [camera.track], getAudioTracks: () => []};
  return camera;
}

/** Predicts as slowly as the test wants, and tells what of. */
function slowly() {
  const runs = [];
  world.on.predict = async ({input}) => {
    await new Promise((finish) => runs.push({source: input.picture.source, finish}));
    return {result: input.picture.source, timings: {runMs: 1}};
  };
  return runs;
}

/** Shows frames and waits until the stream has seen them. */
async function push(stream, camera, ...frames) {
  const before = stream.stats.frames;
  await until(() => camera.push);
  for (const [i, frame] of frames.entries()) {
    camera.push(frame);
    await until(() => stream.isEnded || stream.stats.frames === before + i + 1);
  }
}

test('video: one frame is predicted, and then the latest', async () => {
  model = await open(MANIFEST_URL);
  const camera = fakeCamera();
  const runs = slowly();
  const results = [];
  const stream = model.stream(camera.media, (result, details) => results.push([result, details]));
  await push(stream, camera, 1, 2, 3, 4);
  await until(() => runs.length === 1);
  runs[0].finish();
  await until(() => runs.length === 2);
  assert.deepEqual(
    runs.map((one) => one.source),
    [1, 4],
  );
  runs[1].finish();
  await push(stream, camera, 5);
  await until(() => runs.length === 3);
  runs[2].finish();
  await until(() => results.length === 3);
  assert.deepEqual(
    results.map(([result]) => result),
    [1, 4, 5],
  );
  const [, {timings, latencyMs}] = results[0];
  assert.deepEqual(timings, {runMs: 1});
  assert.ok(latencyMs > 0);
  const {frames, dropped, latencies} = stream.stats;
  assert.deepEqual([frames, dropped, latencies.length], [5, 2, 3]);
  await stream.stop();
  await stream.stop();
  assert.equal(camera.open, 0, 'every frame is closed');
  assert.equal(camera.isCancelled, true);
});

test('video: stopping waits for what runs and gives no result of it', async () => {
  model = await open(MANIFEST_URL);
  const camera = fakeCamera();
  const runs = slowly();
  const stream = model.stream(camera.media, () => assert.fail('stopped'));
  await push(stream, camera, 1, 2);
  await until(() => runs.length === 1);
  let isDone = false;
  const done = stream.stop().then(() => (isDone = true));
  await later(10);
  assert.equal(isDone, false);
  runs[0].finish();
  await done;
  assert.equal(camera.open, 0);
  assert.equal(runs.length, 1);
  assert.equal(world.workers.length, 1, 'the worker goes on');
});

test('video: the next frame waits for the callback, and for the interval', async () => {
  model = await open(MANIFEST_URL);
  const camera = fakeCamera();
  let release;
  let calls = 0;
  const stream = model.stream(
    camera.media,
    () => (calls++, new Promise((resolve) => (release = resolve))),
    {intervalMs: 60},
  );
  const startedMs = performance.now();
  await push(stream, camera, 1, 2);
  await until(() => calls === 1);
  await later(10);
  assert.equal(calls, 1);
  release();
  await until(() => calls === 2);
  assert.ok(performance.now() - startedMs >= 50);
  release();
  await stream.stop();
});

test('video: a region of each frame', async () => {
  model = await open(MANIFEST_URL);
  const camera = fakeCamera();
  const stream = model.stream(camera.media, null, {
    region: (width, height) => ({x: 1, y: 2, width: width / 2, height: height / 2}),
  });
  await push(stream, camera, 1);
  await until(() => world.bitmapOptions);
  assert.deepEqual(world.bitmapOptions.slice(0, 4), [1, 2, 320, 240]);
  await stream.stop();
});

test('video: what the model was fed is told where it is asked for', async () => {
  model = await open(MANIFEST_URL);
  const camera = fakeCamera();
  let wanted = false;
  const told = [];
  const stream = model.stream(camera.media, (result, details) => told.push(details), {
    feeds: () => wanted,
  });
  await push(stream, camera, 1);
  await until(() => told.length === 1);
  wanted = true;
  await push(stream, camera, 2);
  await until(() => told.length === 2);
  assert.equal('feeds' in told[0], false);
  assert.deepEqual(Object.keys(told[1].feeds), ['x']);
  await stream.stop();
});

test('video: a frame that is refused is told, and the next one predicted', async () => {
  model = await open(MANIFEST_URL);
  const camera = fakeCamera();
  world.on.predict = ({input}) =>
    input.picture.source === 1
      ? {error: {code: 'INVALID_INPUT', message: 'no ink'}}
      : {result: 'seen', timings: {runMs: 1}};
  const told = [];
  const stream = model.stream(camera.media, (result) => told.push(result), {
    onRefused: ({code, message}) => told.push(`${code}: ${message}`),
  });
  await push(stream, camera, 1);
  await until(() => told.length === 1);
  await push(stream, camera, 2);
  await until(() => told.length === 2);
  assert.deepEqual(told, ['INVALID_INPUT: no ink', 'seen']);
  await stream.stop();
});

test('video: results one after the other', async () => {
  model = await open(MANIFEST_URL);
  const camera = fakeCamera();
  world.on.predict = ({input}) => ({result: input.picture.source, timings: {runMs: 1}});
  const seen = [];
  const stream = model.stream(camera.media);
  const reading = (async () => {
    for await (const result of stream) {
      seen.push(result);
      if (seen.length === 2) break;
    }
  })();
  await push(stream, camera, 1);
  await until(() => seen.length === 1);
  await push(stream, camera, 2);
  await reading;
  assert.deepEqual(seen, [1, 2]);
  await stream.done;
  assert.equal(camera.isCancelled, true);
});

for (const [what, how, code] of [
  ['the end of the track', (camera) => camera.end(), null],
  ['a broken camera', (camera) => camera.fail(), 'INVALID_INPUT'],
  [
    'a prediction that fails',
    (camera) => {
      world.on.predict = () => ({error: {code: 'OUT_OF_MEMORY', message: 'full'}});
      camera.push(1);
    },
    'OUT_OF_MEMORY',
  ],
]) {
  test(`video: ${what} ends the stream${code ? ` with ${code}` : ''}`, async () => {
    model = await open(MANIFEST_URL);
    const camera = fakeCamera();
    const stream = model.stream(camera.media, () => {});
    const ended = Promise.allSettled([stream.done]);
    await until(() => camera.push);
    how(camera);
    const [{reason}] = await ended;
    assert.equal(reason?.code ?? null, code);
    assert.equal(camera.open, 0);
  });
}

test('video: a frame lost with its worker is passed over; two in a row end the stream', async () => {
  model = await open(MANIFEST_URL);
  const camera = fakeCamera();
  const results = [];
  let lost = 1;
  world.on.predict = ({input}) => {
    const error = {code: 'DEVICE_LOST', message: 'gone', restart: true};
    return lost-- > 0 ? {error} : {result: input.picture.source, timings: {runMs: 1}};
  };
  const stream = model.stream(camera.media, (result) => results.push(result));
  const ended = Promise.allSettled([stream.done]);
  await push(stream, camera, 1);
  await until(() => stream.stats.dropped === 1);
  await push(stream, camera, 2);
  await until(() => results.length === 1);
  await push(stream, camera, 3);
  await until(() => results.length === 2);
  assert.deepEqual(results, [2, 3]);
  lost = 2;
  await push(stream, camera, 4);
  await until(() => stream.stats.dropped === 2);
  await push(stream, camera, 5);
  const [{reason}] = await ended;
  assert.equal(reason.code, 'DEVICE_LOST');
});

test('video: the callback may stop the stream, and wait for that', async () => {
  model = await open(MANIFEST_URL);
  const camera = fakeCamera();
  let stopped = 0;
  const stream = model.stream(camera.media, async () => {
    await stream.stop();
    stopped++;
  });
  await push(stream, camera, 1);
  await stream.done;
  await until(() => stopped === 1);
});

test('video: neither stopping nor closing the model waits for the interval', async () => {
  model = await open(MANIFEST_URL);
  for (const [end, code] of [
    [(stream) => stream.stop(), null],
    [() => model.close(), 'CANCELLED'],
  ]) {
    const camera = fakeCamera();
    const results = [];
    const stream = model.stream(camera.media, (result) => results.push(result), {
      intervalMs: 50_000,
    });
    const ended = Promise.allSettled([stream.done]);
    await push(stream, camera, 1);
    await until(() => results.length === 1);
    await push(stream, camera, 2);
    const startedMs = performance.now();
    await Promise.allSettled([end(stream)]);
    const [{reason}] = await ended;
    assert.ok(performance.now() - startedMs < 10_000);
    assert.equal(reason?.code ?? null, code);
    assert.equal(camera.open, 0);
  }
});

test('video: a track that has ended ends the stream at once', async () => {
  model = await open(MANIFEST_URL);
  const camera = fakeCamera();
  camera.track.readyState = 'ended';
  const stream = model.stream(camera.media, () => {});
  await stream.done;
  assert.equal(camera.push, null);
});

/** A page's own video element. */
function fakeVideo() {
  const video = platform('HTMLVideoElement', {
    videoWidth: 4,
    videoHeight: 2,
    readyState: 4,
    ended: false,
    error: null,
    source: 'shown',
    requestVideoFrameCallback: (callback) => ((video.show = callback), 7),
    cancelVideoFrameCallback: () => (video.show = null),
  });
  return video;
}

test('a video element: played to its end, or broken, it ends the stream', async () => {
  model = await open(MANIFEST_URL);
  for (const [how, code] of [
    [{ended: true}, null],
    [{srcObject: {active: false}}, null],
    [{error: {message: 'corrupt'}}, 'INVALID_INPUT'],
  ]) {
    const video = fakeVideo();
    const results = [];
    const stream = model.stream(video, (result) => results.push(result));
    const ended = Promise.allSettled([stream.done]);
    await until(() => video.show);
    video.show();
    await until(() => results.length === 1);
    Object.assign(video, how);
    video.show();
    assert.equal(stream.stats.frames, 1);
    const [{reason}] = await ended;
    assert.equal(reason?.code ?? null, code);
    assert.equal(video.show, null);
  }
});

for (const task of ['image-classification', 'audio-classification']) {
  test(`what is no stream is INVALID_INPUT: ${task}`, async () => {
    world.task = task;
    model = await open(MANIFEST_URL);
    const wrong = [null, undefined, 'x', {}, platform('HTMLCanvasElement')];
    if (task === 'audio-classification') wrong.push(fakeVideo());
    for (const media of wrong) {
      await assert.rejects(model.stream(media).done, (error) => {
        assert.ok(error instanceof HearthError);
        assert.equal(error.code, 'INVALID_INPUT');
        return /^Expected a MediaStream.*, found [A-Z]/.test(error.message);
      });
    }
  });
}

test('a stream without a track, and an aborted one', async () => {
  model = await open(MANIFEST_URL);
  const nothing = {getVideoTracks: () => [], getAudioTracks: () => []};
  await assert.rejects(
    model.stream(nothing).done,
    (error) => error instanceof HearthError && error.code === 'INVALID_INPUT',
  );
  const controller = new AbortController();
  const stream = model.stream(fakeCamera().media, null, {signal: controller.signal});
  controller.abort();
  await assert.rejects(stream.done, (error) => error.code === 'CANCELLED');
});

test('video without track processors: the frames a video element shows', async () => {
  model = await open(MANIFEST_URL);
  let show = null;
  const video = {
    videoWidth: 4,
    videoHeight: 2,
    source: 'shown',
    play: async () => {},
    requestVideoFrameCallback: (callback) => ((show = callback), 7),
    cancelVideoFrameCallback: (handle) => (video.cancelled = handle),
  };
  globalThis.document = {createElement: () => video, baseURI: 'https://site.example/'};
  const track = {readyState: 'live'};
  const results = [];
  const stream = model.stream({getVideoTracks: () => [track]}, (result) => results.push(result));
  await until(() => show);
  show();
  show();
  await until(() => results.length === 2);
  assert.equal(stream.stats.frames, 2);
  track.readyState = 'ended';
  await stream.done;
  assert.equal(video.cancelled, 7);
  assert.equal(video.srcObject, null);
});

/** A microphone whose batches the test takes. */
function fakeMicrophone() {
  const microphone = {track: {readyState: 'live'}, connected: null, isClosed: false};
  globalThis.AudioContext = class {
    sampleRate = 44100;
    state = 'running';
    audioWorklet = {addModule: async (url) => (microphone.module = String(url))};
    createMediaStreamSource = () => ({connect: (node) => (microphone.connected = node)});
    async resume() {}
    async close() {
      microphone.isClosed = true;
    }
  };
  globalThis.AudioWorkletNode = class {
    port = {onmessage: null};
  };
  microphone.say = (samples) => microphone.connected.port.onmessage({data: samples});
  microphone.media = {getAudioTracks: () => [microphone.track], getVideoTracks: () => []};
  return microphone;
}

test('sound: batches go to the engine, its events to the callback, also after the worker was ended', async () => {
  world.task = 'audio-classification';
  model = await open(MANIFEST_URL);
  const microphone = fakeMicrophone();
  world.on.hear = ({model: number, samples}, engine) =>
    engine.event(number, {
      event: 'detected',
      index: 0,
      label: 'no',
      probability: samples[0],
      timeSeconds: 1,
    });
  const heard = [];
  const stream = model.stream(microphone.media, (event) => heard.push(event));
  await until(() => microphone.connected);
  assert.match(microphone.module, /app\/capture-worklet\.js$/);
  assert.equal(world.log.at(-1).sampleRateHz, 44100);
  const batch = new Float32Array([0.5, 0]);
  microphone.say(batch);
  assert.equal(batch.length, 0, 'transferred');
  await until(() => heard.length === 1);
  assert.deepEqual(heard, [
    {type: 'detected', index: 0, label: 'no', probability: 0.5, timeSeconds: 1},
  ]);
  world.workers[0].die('bad luck');
  assert.equal(world.workers[0].isEnded, true);
  microphone.say(new Float32Array(1));
  await until(() => world.kinds().length === 5);
  microphone.say(new Float32Array([0.25]));
  await until(() => heard.length === 2);
  assert.equal(heard[1].probability, 0.25);
  assert.deepEqual(world.kinds(), ['open', 'listen', 'hear', 'open', 'listen', 'hear']);
  assert.equal(model.plan.provider, 'wasm', 'the one that died while listening is not tried again');
  assert.equal(stream.stats.frames, 3);
  await stream.stop();
  assert.equal(microphone.isClosed, true);
  assert.equal(microphone.connected.port.onmessage, null);
});

test('sound: a failure of the engine ends the stream', async () => {
  world.task = 'voice-activity-detection';
  model = await open(MANIFEST_URL);
  const microphone = fakeMicrophone();
  world.on.hear = ({model: number}, engine) =>
    engine.event(number, {event: 'failed', error: {code: 'OUT_OF_MEMORY', message: 'full'}});
  const stream = model.stream(microphone.media, () => {});
  const ended = Promise.allSettled([stream.done]);
  await until(() => microphone.connected);
  microphone.say(new Float32Array(1));
  const [{reason}] = await ended;
  assert.equal(reason.code, 'OUT_OF_MEMORY');
  assert.equal(microphone.isClosed, true);
});

test('sound: a model that listens is not put to sleep for another', async () => {
  world.task = 'audio-classification';
  configure({memoryBudgetBytes: 1500});
  model = await open(MANIFEST_URL);
  const microphone = fakeMicrophone();
  const stream = model.stream(microphone.media, () => {});
  await until(() => microphone.connected);
  const other = await open(MANIFEST_URL);
  assert.equal((await model.memory()).asleep, false);
  await stream.stop();
  const third = await open(MANIFEST_URL);
  assert.equal((await model.memory()).asleep, true);
  await Promise.all([other.close(), third.close()]);
});

test('sound: a track that its page has stopped ends the stream, before and after it began', async () => {
  world.task = 'audio-classification';
  model = await open(MANIFEST_URL);
  const microphone = fakeMicrophone();
  const stream = model.stream(microphone.media, () => {});
  await until(() => microphone.connected);
  microphone.track.readyState = 'ended';
  await stream.done;
  assert.equal(microphone.isClosed, true);
  microphone.connected = null;
  await model.stream(microphone.media, () => {}).done;
  assert.equal(microphone.connected, null);
});

test('sound: a model listens to one stream at a time', async () => {
  world.task = 'audio-classification';
  model = await open(MANIFEST_URL);
  world.on.hear = ({model: number}, engine) => engine.event(number, {event: 'window'});
  const microphone = fakeMicrophone();
  const heard = [];
  const first = model.stream(microphone.media, () => heard.push('first'));
  assert.throws(
    () => model.stream(microphone.media),
    (error) => error instanceof HearthError && error.code === 'INVALID_INPUT',
  );
  await until(() => microphone.connected);
  microphone.say(new Float32Array(1));
  await until(() => heard.length === 1);
  // One that is stopped before it listens does not disturb the next.
  await first.stop();
  microphone.connected = null;
  const second = model.stream(microphone.media, () => heard.push('second'));
  void second.stop();
  const third = model.stream(microphone.media, () => heard.push('third'));
  await until(() => microphone.connected);
  microphone.say(new Float32Array(1));
  await until(() => heard.length === 2);
  assert.deepEqual(heard, ['first', 'third']);
  // The page stopped its track: no need to stop the stream as well.
  microphone.track.readyState = 'ended';
  const again = {readyState: 'live'};
  await model.stream({getAudioTracks: () => [again]}).stop();
  await third.done;
});

test('sound: closing the model ends the stream', async () => {
  world.task = 'audio-classification';
  model = await open(MANIFEST_URL);
  const microphone = fakeMicrophone();
  const stream = model.stream(microphone.media, () => {});
  const ended = Promise.allSettled([stream.done]);
  await until(() => microphone.connected);
  await model.close();
  const [{reason}] = await ended;
  assert.equal(reason.code, 'CANCELLED');
  assert.equal(microphone.isClosed, true);
});
