/** What the page does about networks: its service worker, and models that stay on the device. */
export {applyUpdate, isInstalled, start, threadsNote, watch} from './client/install.js';
export {keep, remember, state} from './client/offline.js';
