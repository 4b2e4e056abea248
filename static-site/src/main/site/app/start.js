// The page starts here.
import {prepare} from './language.js';
import {start} from './offline.js';
import {main} from './page.js';

// First, as the service worker says at the first request whether there is a network.
start();
await prepare();
main([]);

// A model dropped on the gallery is taken to the view of a model of one's own.
const isForOwn = (event) =>
  document.documentElement.dataset.state === 'gallery' &&
  event.dataTransfer?.types.includes('Files');
document.addEventListener('dragover', (event) => {
  if (isForOwn(event)) event.preventDefault();
});
document.addEventListener('drop', (event) => {
  if (!isForOwn(event)) return;
  event.preventDefault();
  self.brought = Array.from(
    event.dataTransfer.items,
    (item) => item.webkitGetAsEntry() ?? item.getAsFile(),
  ).filter(Boolean);
  document.querySelector('[data-testid=bring-own]').click();
});

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
