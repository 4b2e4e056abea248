/** The page's panel that compares two versions: loaded where a model has several. */
export {attach} from './client/compare-panel.js';
