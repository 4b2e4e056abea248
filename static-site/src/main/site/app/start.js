// The page starts here.
import {main} from './page.js';

main([]);
