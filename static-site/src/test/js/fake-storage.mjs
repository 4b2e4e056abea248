// What of IndexedDB, Web Locks and localStorage runs take, in memory; values are cloned as there.

/** Orders keys as IndexedDB does texts, numbers and lists of these. */
function compare(one, other) {
  if (!Array.isArray(one)) return one < other ? -1 : one > other ? 1 : 0;
  for (let i = 0; i < Math.min(one.length, other.length); i++) {
    const order = compare(one[i], other[i]);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

const holds = (range, key) =>
  'lower' in Object(range)
    ? compare(range.lower, key) <= 0 && compare(key, range.upper) <= 0
    : compare(range, key) === 0;

class Store {
  constructor(rows, keyPath, transaction) {
    Object.assign(this, {rows, keyPath, transaction});
  }

  #ask(answer) {
    return this.transaction.ask(answer);
  }

  #entries(range) {
    const all = [...this.rows.values()].filter(({key}) => range === undefined || holds(range, key));
    return all.sort((a, b) => compare(a.key, b.key));
  }

  #keyOf(value, key) {
    if (!this.keyPath) return key;
    return Array.isArray(this.keyPath) ? this.keyPath.map((part) => value[part]) : value[this.keyPath];
  }

  get = (key) => this.#ask(() => structuredClone(this.#entries(key)[0]?.value));
  getAll = (range) => this.#ask(() => this.#entries(range).map(({value}) => structuredClone(value)));
  count = () => this.#ask(() => this.rows.size);
  delete = (range) =>
    this.#ask(() => this.#entries(range).forEach(({key}) => this.rows.delete(JSON.stringify(key))));

  put(value, givenKey) {
    const kept = structuredClone(value);
    return this.#ask(() => {
      const key = this.#keyOf(kept, givenKey);
      this.transaction.world.writes++;
      if (this.transaction.world.full) throw new DOMException('full', 'QuotaExceededError');
      this.rows.set(JSON.stringify(key), {key, value: kept});
    });
  }

  add = (value, key) => this.put(value, key);

  openCursor(range) {
    const left = this.#entries(range);
    const step = () => {
      const entry = left.shift();
      if (!entry) return null;
      const value = structuredClone(entry.value);
      return {
        value,
        update: (next) => this.put(next, entry.key),
        continue: () => this.transaction.again(request, step),
      };
    };
    const request = this.#ask(step);
    return request;
  }
}

/** Does what is asked in order, each in a task of its own, and is complete when nothing is left. */
class Transaction {
  #asked = [];
  error = null;
  constructor(database, world) {
    Object.assign(this, {database, world});
    this.#before = new Map(Object.entries(database.stores).map(([name, {rows}]) => [name, new Map(rows)]));
    setTimeout(() => this.#work());
  }
  #before;

  objectStore(name) {
    const {rows, keyPath} = this.database.stores[name];
    return new Store(rows, keyPath, this);
  }

  ask(answer) {
    const request = {};
    this.again(request, answer);
    return request;
  }

  again(request, answer) {
    this.#asked.push({request, answer});
  }

  #work() {
    for (let next = this.#asked.shift(); next; next = this.#asked.shift()) {
      try {
        next.request.result = next.answer();
      } catch (error) {
        this.error = error;
        for (const [name, rows] of this.#before) this.database.stores[name].rows = rows;
        return this.onabort?.();
      }
      next.request.onsuccess?.();
    }
    this.oncomplete?.();
  }
}

/** Puts the fakes in place; returns what a test may look at and break. */
export function fakeStorage() {
  const world = {writes: 0, full: false, refused: false, stores: {}, local: new Map()};
  const database = {
    stores: world.stores,
    createObjectStore: (name, {keyPath} = {}) => void (world.stores[name] = {rows: new Map(), keyPath}),
    transaction: () => new Transaction(database, world),
    close() {},
  };
  globalThis.IDBKeyRange = {bound: (lower, upper) => ({lower, upper})};
  globalThis.indexedDB = {
    open() {
      const request = {result: database, error: new DOMException('denied', 'SecurityError')};
      setTimeout(() => {
        if (world.refused) return request.onerror();
        if (Object.keys(world.stores).length === 0) request.onupgradeneeded();
        request.onsuccess();
      });
      return request;
    },
  };
  globalThis.localStorage = {
    getItem: (name) => world.local.get(name) ?? null,
    setItem: (name, value) => void world.local.set(name, value),
    removeItem: (name) => void world.local.delete(name),
  };
  /** All pages are gone, and their locks with them. */
  world.leave = () => {
    let last = Promise.resolve();
    const locks = {request: (name, act) => (last = last.then(act, act))};
    Object.defineProperty(globalThis, 'navigator', {value: {locks}, configurable: true});
  };
  world.leave();
  return world;
}
