// The page starts here.
import {start} from './offline.js';
import {main} from './page.js';

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
