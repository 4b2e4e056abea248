// What this device keeps about the models of this site between visits.

/** Where the browser refuses storage: as long as the page is open. @type {Map<string, string>} */
const instead = new Map();

/** @param {string} key @returns {Record<string, any>} */
export function recall(key) {
  const text = stored((storage) => storage.getItem(key)) ?? instead.get(key);
  try {
    return JSON.parse(text ?? '{}') ?? {};
  } catch {
    // Somebody else wrote there: as if nothing were known.
    return {};
  }
}

/** @param {string} key @param {Record<string, any>} value */
export function remember(key, value) {
  const text = JSON.stringify(value);
  const kept = stored((storage) => {
    storage.setItem(key, text);
    return '';
  });
  if (kept === null) instead.set(key, text);
  else instead.delete(key);
}

/** @param {(storage: Storage) => string | null} use */
function stored(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
