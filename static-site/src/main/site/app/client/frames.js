// The frames of live video, however the browser gives them.
import {kindOf} from './inputs.js';
import {trackOf, unreadable} from './live.js';

/** @typedef {import('./live.js').Live} Live */
/** @typedef {{source: any, width: number, height: number, close: () => void}} Frame */

/**
 * @param {MediaStream | HTMLVideoElement} media
 * @param {(frame: Frame) => void} onFrame
 * @param {Live} live is ended with the media
 * @returns {() => void} stops
 */
export function framesOf(media, onFrame, live) {
  const video =
    kindOf(media) === 'HTMLVideoElement' ? /** @type {HTMLVideoElement} */ (media) : null;
  const source = video ?? trackOf(media, 'video');
  live.follow(source);
  if (live.isEnded) return () => {};
  if (video) return framesOfVideo(video, onFrame);
  const Processor = /** @type {any} */ (globalThis).MediaStreamTrackProcessor;
  return Processor
    ? framesOfTrack(new Processor({track: source, maxBufferSize: 1}), onFrame, live)
    : framesOfStream(/** @type {MediaStream} */ (media), onFrame, live);
}

/**
 * @param {{readable: ReadableStream<VideoFrame>}} processor
 * @param {(frame: Frame) => void} onFrame
 * @param {Live} live
 */
function framesOfTrack(processor, onFrame, live) {
  const reader = processor.readable.getReader();
  let stopped = false;
  const read = async () => {
    for (;;) {
      const {done, value} = await reader.read();
      if (stopped) return value?.close();
      if (done) return live.end();
      const {displayWidth, displayHeight} = value;
      onFrame({
        source: value,
        width: displayWidth,
        height: displayHeight,
        close: () => value.close(),
      });
    }
  };
  const failed = (/** @type {unknown} */ cause) => live.end(unreadable('video', cause));
  read().catch(failed);
  return () => {
    stopped = true;
    reader.cancel().catch(failed);
  };
}

/**
 * @param {MediaStream} media
 * @param {(frame: Frame) => void} onFrame
 * @param {Live} live
 */
function framesOfStream(media, onFrame, live) {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = media;
  const stop = framesOfVideo(video, onFrame);
  video.play().catch((cause) => live.end(unreadable('video', cause)));
  return () => {
    stop();
    video.srcObject = null;
  };
}

/** @param {HTMLVideoElement} video @param {(frame: Frame) => void} onFrame */
function framesOfVideo(video, onFrame) {
  let handle = 0;
  const next = () => {
    // First: the frame may be what ends it.
    handle = video.requestVideoFrameCallback(next);
    onFrame({source: video, width: video.videoWidth, height: video.videoHeight, close() {}});
  };
  handle = video.requestVideoFrameCallback(next);
  return () => video.cancelVideoFrameCallback(handle);
}
