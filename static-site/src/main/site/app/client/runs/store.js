// Runs, their inputs and their results in IndexedDB: what a reload must not lose.
import {HearthError, messageOf} from '../errors.js';

/**
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').Item} Item
 */

const NAME = 'hearth-runs';
const RUNS = 'runs';
const ITEMS = 'items';
const INPUTS = 'inputs';
const ALL = [RUNS, ITEMS, INPUTS];

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RUNS, {keyPath: 'id'});
      request.result.createObjectStore(ITEMS, {keyPath: ['run', 'index']});
      request.result.createObjectStore(INPUTS);
    };
    request.onsuccess = () => {
      request.result.onclose = () => (opened = null);
      request.result.onversionchange = () => {
        request.result.close();
        opened = null;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  }).catch((cause) => {
    opened = null;
    throw notKept(cause);
  });
  return opened;
}

/** @param {unknown} cause */
const notKept = (cause) =>
  new HearthError('QUOTA', `This browser does not keep runs: ${messageOf(cause)}`, {cause});

/**
 * Does all of it or nothing.
 *
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(stores: Record<string, IDBObjectStore>, give: (value: T) => void) => void} act
 * @returns {Promise<T>} what it gave last
 */
async function transact(mode, act) {
  const transaction = (await database()).transaction(ALL, mode);
  const stores = Object.fromEntries(ALL.map((name) => [name, transaction.objectStore(name)]));
  return new Promise((resolve, reject) => {
    /** @type {any} */
    let given;
    transaction.oncomplete = () => resolve(given);
    transaction.onabort = () => reject(notKept(transaction.error));
    act(stores, (value) => (given = value));
  });
}

/** @template T @param {string} store @param {(store: IDBObjectStore) => IDBRequest<T>} ask @returns {Promise<T>} */
const read = (store, ask) =>
  transact('readonly', (stores, give) => {
    const request = ask(stores[store]);
    request.onsuccess = () => give(request.result);
  });

/** All of a run. @param {string} id */
const rangeOf = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);

/** Returns all runs, the latest first. @returns {Promise<Run[]>} */
export async function runs() {
  const all = await read(RUNS, (store) => store.getAll());
  return all.sort((a, b) => b.number - a.number);
}

/** @param {string} id @returns {Promise<Run | undefined>} */
export const run = (id) => read(RUNS, (store) => store.get(id));

/** Returns a run's inputs with what became of them, in order. @param {string} id @returns {Promise<Item[]>} */
export const items = (id) => read(ITEMS, (store) => store.getAll(rangeOf(id)));

/** @param {string} id @param {number} index @returns {Promise<any>} */
export const input = (id, index) => read(INPUTS, (store) => store.get([id, index]));

/** Keeps a new run with its inputs. @param {Run} run @param {Item[]} items @param {unknown[]} inputs */
export const add = (run, items, inputs) =>
  transact('readwrite', (stores) => {
    stores[RUNS].add(run);
    items.forEach((item) => stores[ITEMS].add(item));
    inputs.forEach((input, index) => stores[INPUTS].add(input, [run.id, index]));
  });

/**
 * Changes a run as it is now, and an input of it.
 *
 * @param {string} id
 * @param {(run: Run) => boolean | void} change false to leave it as it was
 * @param {Item} [item] to be kept with it; the input of one that is done is let go
 * @returns {Promise<Run | undefined>} as it is then; undefined if it has been deleted
 */
export const update = (id, change, item) =>
  transact('readwrite', (stores, give) => {
    const request = stores[RUNS].get(id);
    request.onsuccess = () => {
      const found = /** @type {Run | undefined} */ (request.result);
      give(found);
      if (!found || change(found) === false) return;
      stores[RUNS].put(found);
      if (!item) return;
      stores[ITEMS].put(item);
      if (item.state === 'done') stores[INPUTS].delete([id, item.index]);
    };
  });

/** Lets inputs that failed wait again. @param {string} id @param {(run: Run) => boolean | void} change */
export const reset = (id, change) =>
  transact('readwrite', (stores, give) => {
    const request = stores[RUNS].get(id);
    request.onsuccess = () => {
      const found = /** @type {Run | undefined} */ (request.result);
      give(found);
      if (!found || change(found) === false) return;
      stores[RUNS].put(found);
      const cursors = stores[ITEMS].openCursor(rangeOf(id));
      cursors.onsuccess = () => {
        const cursor = cursors.result;
        if (!cursor) return;
        if (cursor.value.state === 'failed')
          cursor.update({...cursor.value, state: 'waiting', failure: null});
        cursor.continue();
      };
    };
  });

/** Deletes a run with all it holds. @param {string} id @returns {Promise<void>} */
export const remove = (id) =>
  transact('readwrite', (stores) => {
    stores[RUNS].delete(id);
    stores[ITEMS].delete(rangeOf(id));
    stores[INPUTS].delete(rangeOf(id));
  });
