// The engine in a worker of its own.
import {main} from './engine.js';

main();
