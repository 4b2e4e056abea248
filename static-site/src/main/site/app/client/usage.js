// When models were last opened here.
import {recall, remember} from './memory.js';
import {root} from './install.js';

const KEY = `hearth-used:${root.pathname}`;

/** @param {string} manifest its address */
export const noteUse = (manifest) => remember(KEY, {...recall(KEY), [manifest]: Date.now()});

/** Returns the time of the last use of each manifest, by its address. @returns {Record<string, number>} */
export const uses = () => recall(KEY);

/** @param {string} manifest its address */
export function forgetUse(manifest) {
  const {[manifest]: gone, ...others} = recall(KEY);
  remember(KEY, others);
}
