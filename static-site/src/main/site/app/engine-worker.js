// The worker that hearth.js starts.
import {main} from './engine.js';

main([]);
