// The page and its workers start here.
import {main} from './app.js';

main([]);
