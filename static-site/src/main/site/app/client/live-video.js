import {cancelled, EngineEnded} from './errors.js';
import {framesOf} from './frames.js';
import {snapshot} from './inputs.js';
import {Live} from './live.js';

/** @typedef {import('./frames.js').Frame} Frame */

/**
 * Predicts live video: one frame at a time, and then the latest.
 *
 * @param {MediaStream | HTMLVideoElement} media
 * @param {(picture: ImageBitmap) => Promise<{result: any, timings: any}>} predict
 * @param {import('./live.js').Callback | null | undefined} callback
 * @param {import('../../hearth.js').StreamOptions} options
 */
export function liveVideo(media, predict, callback, {region, intervalMs = 0, signal}) {
  /** @type {{frame: Frame, arrivedMs: number} | null} */
  let latest = null;
  let startedMs = -Infinity;
  /** @type {Promise<void> | null} */
  let working = null;
  let stopFrames = () => {};
  let lostOne = false;
  const live = new Live(1, signal, async () => {
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
    let result, timings;
    try {
      ({result, timings} = await predict(picture));
    } catch (error) {
      // The frame went down with its engine; the next one finds another, or the stream fails.
      if (!(error instanceof EngineEnded) || !error.retry || lostOne) throw error;
      lostOne = true;
      live.dropped++;
      return;
    }
    lostOne = false;
    if (!live.isEnded)
      await live.give(result, {timings, latencyMs: performance.now() - arrivedMs}, callback);
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
  if (signal?.aborted) live.end(cancelled());
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
