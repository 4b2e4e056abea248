/** The page's panel that puts a server's answer beside this device's: loaded where site.json names one. */
export {attach} from './client/server/panel.js';
