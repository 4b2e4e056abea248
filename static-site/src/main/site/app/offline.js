/** What the page does about networks: its service worker, models that stay on the device, and what was asked for. */
export {applyUpdate, isInstalled, start, threadsNote, watch} from './client/install.js';
export {keep, remember, state} from './client/offline.js';
export {inventory, remove, removeAll, removeRuntimes} from './client/inventory.js';
export {countSent, requestCounts, requestList, watchRequests} from './client/requests.js';
