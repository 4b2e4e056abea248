// The page starts here.
import {prepare} from './language.js';
import {start} from './offline.js';
import {main} from './page.js';

// First, as the service worker says at the first request whether there is a network.
start();
await prepare();
main([]);

// A model dropped where nothing else takes files is taken to the view of a model of one's own.
const isForOwn = (event) =>
  !event.defaultPrevented &&
  event.dataTransfer?.types.includes('Files') &&
  !new URLSearchParams(location.search).has('model');
addEventListener('dragover', (event) => {
  if (isForOwn(event)) event.preventDefault();
});
addEventListener('drop', (event) => {
  if (!isForOwn(event)) return;
  event.preventDefault();
  self.brought = Array.from(
    event.dataTransfer.items,
    (item) => item.webkitGetAsEntry() ?? item.getAsFile(),
  ).filter(Boolean);
  document.querySelector('.nav-link[data-view=own]').click();
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
