import {cancelled, HearthError} from './errors.js';
import {Live, trackOf, unreadable} from './live.js';

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
 * @param {Set<Live>} others
 */
export function liveSound(media, base, model, callback, {signal}, others) {
  /** @type {AudioContext | null} */
  let context = null;
  /** @type {AudioWorkletNode | null} */
  let node = null;
  const live = new Live(MOST_UNTAKEN_EVENTS, signal, others, async () => {
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
    live.follow(trackOf(media, 'sound'));
    if (live.isEnded) return;
    context = new AudioContext();
    await context.audioWorklet.addModule(new URL('app/capture-worklet.js', base));
    await model.listen(context.sampleRate, onEvent);
    if (live.isEnded) return;
    node = new AudioWorkletNode(context, 'capture', {numberOfOutputs: 0});
    node.port.onmessage = ({data}) => {
      live.frames++;
      model.hear(data);
    };
    context.createMediaStreamSource(media).connect(node);
    await context.resume();
  };
  if (signal?.aborted) live.end(cancelled());
  else start().catch((error) => live.end(unreadable('sound', error)));
  return live;
}
