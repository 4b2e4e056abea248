/** What hearth.js loads when a model is to be compared with another. */
export {Comparison} from './client/comparison.js';
