// The page starts here.
import {prepare} from './language.js';
import {start} from './offline.js';
import {main} from './page.js';

await prepare();
main([]);
start();

/** Whether an earlier visit left runs that are not done. */
function isRunLeft() {
  try {
    return localStorage.getItem('hearth.runs') !== null;
  } catch {
    // A browser that keeps nothing has kept no runs.
    return false;
  }
}
if (isRunLeft()) void import('./runs.js').then((runs) => runs.resume());
