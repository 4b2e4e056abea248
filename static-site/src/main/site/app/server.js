/** The page's panel that puts a server's answer beside this device's: loaded where site.json names one. */
import {ServerPanel} from './client/server/panel.js';

/** The page's own, which has counted from its start. @type {Promise<typeof import('./offline.js')>} */
const offline = import(new URL('offline.js', import.meta.url).href);

/**
 * Adds the panel of an opened model to the page. Nothing is sent before a person allows it, which
 * holds until the model is left.
 *
 * @param {HTMLElement} slot
 * @param {import('../hearth.js').Model} model
 * @param {{url: string, protocol: string}} endpoint as site.json has it
 */
export function attach(slot, model, endpoint) {
  const panel = new ServerPanel(model, endpoint, async (bytes) => (await offline).countSent(bytes));
  slot.append(panel.element);
  return panel;
}
