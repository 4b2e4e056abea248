import {cancelled, HearthError, messageOf} from './errors.js';
import {Live} from './live.js';

/** What is not taken in time gives way to what is newer. */
const MOST_UNTAKEN_EVENTS = 100;

/**
 * Listens to live sound.
 *
 * @param {MediaStream} media
 * @param {URL} base
 * @param {{listen: (sampleRateHz: number, onEvent: (event: any) => void) => Promise<void>,
 *     hear: (samples: Float32Array) => void, stop: () => void}} model
 * @param {import('./live.js').Callback | null | undefined} callback
 * @param {import('../../hearth.js').StreamOptions} options
 */
export function liveSound(media, base, model, callback, {signal}) {
  /** @type {AudioContext | null} */
  let context = null;
  /** @type {AudioWorkletNode | null} */
  let node = null;
  const live = new Live(MOST_UNTAKEN_EVENTS, signal, async () => {
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
    if (!track)
      throw new HearthError('INVALID_INPUT', 'Expected a stream with sound, found none in it');
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
  if (signal?.aborted) live.end(cancelled());
  else start().catch((error) => live.end(asHearthError(error)));
  return live;
}

/** @param {unknown} error */
const asHearthError = (error) =>
  error instanceof HearthError
    ? error
    : new HearthError('INVALID_INPUT', `The sound could not be read: ${messageOf(error)}`, {
        cause: error,
      });
