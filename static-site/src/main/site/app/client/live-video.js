import {cancelled, EngineEnded, HearthError} from './errors.js';
import {framesOf} from './frames.js';
import {snapshot} from './inputs.js';
import {Live, unreadable} from './live.js';

/** @typedef {import('./frames.js').Frame} Frame */

/**
 * Predicts live video: one frame at a time, and then the latest.
 *
 * @param {MediaStream | HTMLVideoElement} media
 * @param {(picture: ImageBitmap) => Promise<{result: any, timings: any, feeds?: any}>} predict
 * @param {import('./live.js').Callback | null | undefined} callback
 * @param {import('../../hearth.js').StreamOptions} options
 * @param {Set<Live>} others
 */
export function liveVideo(media, predict, callback, options, others) {
  const {region, intervalMs = 0, signal, onRefused} = options;
  /** @type {{frame: Frame, arrivedMs: number} | null} */
  let latest = null;
  let startedMs = -Infinity;
  /** @type {Promise<void> | null} */
  let working = null;
  /** @type {Promise<unknown> | null} */
  let predicting = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let stopFrames = () => {};
  let lostOne = false;
  const live = new Live(1, signal, others, async () => {
    stopFrames();
    latest?.frame.close();
    latest = null;
    clearTimeout(timer);
    // And not for the callback, which may wait for this.
    await Promise.allSettled([predicting]);
  });

  /** @param {Frame} frame @returns what it shows; null where it was lost */
  const one = async (frame) => {
    let picture;
    try {
      const part = typeof region === 'function' ? region(frame.width, frame.height) : region;
      picture = await snapshot(frame.source, part);
    } finally {
      frame.close();
    }
    try {
      const found = await predict(picture);
      lostOne = false;
      return found;
    } catch (error) {
      if (onRefused && error instanceof HearthError && error.code === 'INVALID_INPUT') {
        if (!live.isEnded) await onRefused(error);
        return null;
      }
      // The frame went down with its engine; the next one finds another, or the stream fails.
      if (!(error instanceof EngineEnded) || !error.retry || lostOne) throw error;
      lostOne = true;
      live.dropped++;
      return null;
    }
  };
  const work = async () => {
    while (latest && !live.isEnded) {
      const early = startedMs + intervalMs - performance.now();
      if (early > 0) await new Promise((resolve) => (timer = setTimeout(resolve, early)));
      if (!latest) return;
      const {frame, arrivedMs} = latest;
      latest = null;
      startedMs = performance.now();
      const found = await (predicting = one(frame));
      if (!found || live.isEnded) continue;
      const {result, ...details} = found;
      await live.give(result, {...details, latencyMs: performance.now() - arrivedMs}, callback);
    }
  };
  /** @param {Frame} frame */
  const offer = (frame) => {
    // What a video shows after its end is none of it.
    live.look();
    if (live.isEnded) return frame.close();
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
      stopFrames = framesOf(media, offer, live);
    } catch (error) {
      live.end(unreadable('video', error));
    }
  });
  return live;
}
