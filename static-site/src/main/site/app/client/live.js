// Live video and sound.
import {cancelled, HearthError, messageOf} from './errors.js';
import {snapshot} from './inputs.js';
import {Samples} from './samples.js';

/**
 * @typedef {import('../../hearth.js').StreamOptions} StreamOptions
 * @typedef {import('../../hearth.js').StreamDetails} StreamDetails
 * @typedef {{source: any, width: number, height: number, close: () => void}} Frame
 * @typedef {(result: any, details: StreamDetails) => unknown} Callback
 */

/** What is not taken in time gives way to what is newer. */
const MOST_UNTAKEN_EVENTS = 100;

/**
 * What both kinds of stream share: the end, the figures, and the results for those who iterate.
 *
 * @implements {AsyncIterable<any>}
 */
class Live {
  /** @type {any[]} */
  #untaken = [];
  #mostUntaken;
  #wake = () => {};
  /** @type {(error?: unknown) => void} */
  #finish;
  #latencies = new Samples();
  frames = 0;
  dropped = 0;
  isEnded = false;
  #onEnd;
  /** @type {Promise<void>} */
  done;

  /** @param {number} mostUntaken @param {() => unknown} onEnd frees what the stream holds */
  constructor(mostUntaken, onEnd) {
    this.#mostUntaken = mostUntaken;
    this.#onEnd = onEnd;
    this.#finish = () => {};
    this.done = new Promise((resolve, reject) => {
      this.#finish = (error) => (error === undefined ? resolve() : reject(error));
    });
  }

  get stats() {
    return {frames: this.frames, dropped: this.dropped, latencies: this.#latencies.all};
  }

  stop() {
    this.end();
    return this.done;
  }

  /** @param {unknown} [error] */
  async end(error) {
    if (this.isEnded) return;
    this.isEnded = true;
    try {
      await this.#onEnd();
    } catch (failure) {
      error ??= failure;
    }
    this.#finish(error);
    this.#wake();
  }

  /** @param {any} result @param {StreamDetails} details @param {Callback | null | undefined} callback */
  async give(result, details, callback) {
    if (details.latencyMs !== undefined) this.#latencies.add(details.latencyMs);
    if (!callback) {
      this.#untaken.push(result);
      if (this.#untaken.length > this.#mostUntaken) this.#untaken.shift();
      this.#wake();
    }
    await callback?.(result, details);
  }

  async *[Symbol.asyncIterator]() {
    try {
      for (;;) {
        while (this.#untaken.length > 0) yield this.#untaken.shift();
        if (this.isEnded) return await this.done;
        await /** @type {Promise<void>} */ (new Promise((resolve) => (this.#wake = resolve)));
      }
    } finally {
      await this.stop();
    }
  }
}

/**
 * Predicts live video: one frame at a time, and then the latest.
 *
 * @param {MediaStream | HTMLVideoElement} media
 * @param {(picture: ImageBitmap) => Promise<{result: any, timings: any}>} predict
 * @param {Callback | null | undefined} callback
 * @param {StreamOptions} options
 */
export function liveVideo(media, predict, callback, {region, intervalMs = 0, signal}) {
  /** @type {{frame: Frame, arrivedMs: number} | null} */
  let latest = null;
  let startedMs = -Infinity;
  /** @type {Promise<void> | null} */
  let working = null;
  let stopFrames = () => {};
  const live = new Live(1, async () => {
    stopFrames();
    latest?.frame.close();
    latest = null;
    await working;
  });

  /** @param {Frame} frame @param {number} arrivedMs */
  const one = async (frame, arrivedMs) => {
    let picture;
    try {
      const part = typeof region === 'function' ? region(frame.width, frame.height) : region;
      picture = await snapshot(frame.source, part);
    } finally {
      frame.close();
    }
    const {result, timings} = await predict(picture);
    if (!live.isEnded) await live.give(result, {timings, latencyMs: performance.now() - arrivedMs}, callback);
  };
  const work = async () => {
    while (latest && !live.isEnded) {
      const early = startedMs + intervalMs - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      if (!latest) return;
      const {frame, arrivedMs} = latest;
      latest = null;
      startedMs = performance.now();
      await one(frame, arrivedMs);
    }
  };
  /** @param {Frame} frame */
  const offer = (frame) => {
    live.frames++;
    if (latest) {
      latest.frame.close();
      live.dropped++;
    }
    latest = {frame, arrivedMs: performance.now()};
    working ??= work().then(
      () => void (working = null),
      (error) => {
        working = null;
        live.end(error);
      },
    );
  };
  onAbort(live, signal);
  // After the caller has the stream, so that its end finds whoever waits for it.
  queueMicrotask(() => {
    if (live.isEnded) return;
    try {
      stopFrames = framesOf(media, offer, (error) => live.end(error));
    } catch (error) {
      live.end(error);
    }
  });
  return live;
}

/** @param {Live} live @param {AbortSignal | undefined} signal */
function onAbort(live, signal) {
  if (signal?.aborted) live.end(cancelled());
  else signal?.addEventListener('abort', () => live.end(cancelled()), {once: true});
}

/**
 * @param {MediaStream | HTMLVideoElement} media
 * @param {(frame: Frame) => void} onFrame
 * @param {(error?: unknown) => void} onEnd
 * @returns {() => void} stops
 */
function framesOf(media, onFrame, onEnd) {
  if (!('getVideoTracks' in media)) return framesOfVideo(media, onFrame);
  const [track] = media.getVideoTracks();
  if (!track) throw new HearthError('INVALID_INPUT', 'Expected a stream with video, found none in it');
  const Processor = /** @type {any} */ (globalThis).MediaStreamTrackProcessor;
  return Processor ? framesOfTrack(new Processor({track, maxBufferSize: 1}), onFrame, onEnd) : framesOfStream(media, track, onFrame, onEnd);
}

/**
 * @param {{readable: ReadableStream<VideoFrame>}} processor
 * @param {(frame: Frame) => void} onFrame
 * @param {(error?: unknown) => void} onEnd
 */
function framesOfTrack(processor, onFrame, onEnd) {
  const reader = processor.readable.getReader();
  let stopped = false;
  const read = async () => {
    for (;;) {
      const {done, value} = await reader.read();
      if (stopped) return value?.close();
      if (done) return onEnd();
      const {displayWidth, displayHeight} = value;
      onFrame({source: value, width: displayWidth, height: displayHeight, close: () => value.close()});
    }
  };
  const failed = (/** @type {unknown} */ cause) =>
    onEnd(new HearthError('INVALID_INPUT', `The video could not be read: ${messageOf(cause)}`, {cause}));
  read().catch(failed);
  return () => {
    stopped = true;
    reader.cancel().catch(failed);
  };
}

/**
 * @param {MediaStream} media
 * @param {MediaStreamTrack} track
 * @param {(frame: Frame) => void} onFrame
 * @param {(error?: unknown) => void} onEnd
 */
function framesOfStream(media, track, onFrame, onEnd) {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = media;
  const stop = framesOfVideo(video, onFrame);
  const ended = () => onEnd();
  track.addEventListener('ended', ended);
  video.play().catch((cause) => {
    if (video.srcObject) onEnd(new HearthError('INVALID_INPUT', `The video does not play: ${messageOf(cause)}`, {cause}));
  });
  return () => {
    stop();
    track.removeEventListener('ended', ended);
    video.srcObject = null;
  };
}

/** @param {HTMLVideoElement} video @param {(frame: Frame) => void} onFrame */
function framesOfVideo(video, onFrame) {
  let handle = 0;
  const next = () => {
    onFrame({source: video, width: video.videoWidth, height: video.videoHeight, close() {}});
    handle = video.requestVideoFrameCallback(next);
  };
  handle = video.requestVideoFrameCallback(next);
  return () => video.cancelVideoFrameCallback(handle);
}

/**
 * Listens to live sound.
 *
 * @param {MediaStream} media
 * @param {URL} base
 * @param {{listen: (sampleRateHz: number, onEvent: (event: any) => void) => Promise<void>,
 *     hear: (samples: Float32Array) => void, stop: () => void}} model
 * @param {Callback | null | undefined} callback
 * @param {StreamOptions} options
 */
export function liveSound(media, base, model, callback, {signal}) {
  /** @type {AudioContext | null} */
  let context = null;
  /** @type {AudioWorkletNode | null} */
  let node = null;
  const live = new Live(MOST_UNTAKEN_EVENTS, async () => {
    if (node) node.port.onmessage = null;
    model.stop();
    if (context && context.state !== 'closed') await context.close();
  });
  /** @param {any} event */
  const onEvent = (event) => {
    if (live.isEnded) return;
    if (event.type === 'failed') live.end(new HearthError(event.error.code, event.error.message));
    else live.give(event, {}, callback).catch((error) => live.end(error));
  };
  const start = async () => {
    const [track] = media.getAudioTracks();
    if (!track) throw new HearthError('INVALID_INPUT', 'Expected a stream with sound, found none in it');
    track.addEventListener('ended', () => live.end());
    context = new AudioContext();
    await context.audioWorklet.addModule(new URL('app/capture-worklet.js', base));
    await model.listen(context.sampleRate, onEvent);
    if (live.isEnded) return model.stop();
    node = new AudioWorkletNode(context, 'capture', {numberOfOutputs: 0});
    node.port.onmessage = ({data}) => {
      live.frames++;
      model.hear(data);
    };
    context.createMediaStreamSource(media).connect(node);
    await context.resume();
  };
  onAbort(live, signal);
  start().catch((error) => live.end(asHearthError(error)));
  return live;
}

/** @param {unknown} error */
const asHearthError = (error) =>
  error instanceof HearthError ? error : new HearthError('INVALID_INPUT', `The sound could not be read: ${messageOf(error)}`, {cause: error});
