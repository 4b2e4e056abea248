// The frames of live video, however the browser gives them.
import {HearthError, messageOf} from './errors.js';

/** @typedef {{source: any, width: number, height: number, close: () => void}} Frame */

/**
 * @param {MediaStream | HTMLVideoElement} media
 * @param {(frame: Frame) => void} onFrame
 * @param {(error?: unknown) => void} onEnd
 * @returns {() => void} stops
 */
export function framesOf(media, onFrame, onEnd) {
  if (!('getVideoTracks' in media)) return framesOfVideo(media, onFrame);
  const [track] = media.getVideoTracks();
  if (!track)
    throw new HearthError('INVALID_INPUT', 'Expected a stream with video, found none in it');
  const Processor = /** @type {any} */ (globalThis).MediaStreamTrackProcessor;
  return Processor
    ? framesOfTrack(new Processor({track, maxBufferSize: 1}), onFrame, onEnd)
    : framesOfStream(media, track, onFrame, onEnd);
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
      onFrame({
        source: value,
        width: displayWidth,
        height: displayHeight,
        close: () => value.close(),
      });
    }
  };
  const failed = (/** @type {unknown} */ cause) =>
    onEnd(
      new HearthError('INVALID_INPUT', `The video could not be read: ${messageOf(cause)}`, {cause}),
    );
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
    if (video.srcObject)
      onEnd(
        new HearthError('INVALID_INPUT', `The video does not play: ${messageOf(cause)}`, {cause}),
      );
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
