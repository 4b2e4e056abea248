// The page starts here.
import {start} from './offline.js';
import {main} from './page.js';

main([]);
start();
