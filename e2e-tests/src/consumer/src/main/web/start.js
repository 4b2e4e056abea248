import {main} from './reader.js';

main([]);
