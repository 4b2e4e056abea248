// The engine's worker, with what goes wrong in it.
import './faults.js';
import {main} from '/app/engine.js';

main([]);
