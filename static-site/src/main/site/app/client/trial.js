// What a runtime begins with may end its page, or the browser, before anybody can tell why: a mark
// that is found without its page tells it afterwards. A page that is left takes its marks along.

const CRASHES = 2;

/** From a runtime's beginning with a version to its serving or failing in an ordinary way. */
export class Trial {
  #mark;
  #isEnded = false;
  /** @type {(value?: unknown) => void} */
  #unlock = () => {};

  /** @param {(id: string, isOn: boolean) => void} mark sets or takes back a mark */
  constructor(mark) {
    const {locks} = globalThis.navigator ?? {};
    const id = locks ? `hearth-trial:${crypto.randomUUID()}` : '';
    this.#mark = () => mark(id, false);
    // Without locks, the marks of other tabs could not be told from those of pages that are gone.
    locks
      ?.request(id, () => {
        if (this.#isEnded) return;
        mark(id, true);
        return new Promise((done) => (this.#unlock = done));
      })
      // A page on its way out gets none, and leaves no mark.
      .catch(() => {});
    globalThis.addEventListener?.('pagehide', this.end);
  }

  end = () => {
    if (this.#isEnded) return;
    this.#isEnded = true;
    globalThis.removeEventListener?.('pagehide', this.end);
    this.#mark();
    this.#unlock();
  };
}

/**
 * Returns the versions that ended their pages so often that it is no chance.
 *
 * @param {Record<string, string>} [begun] versions by their marks
 */
export async function crashed(begun = {}) {
  const marks = Object.entries(begun);
  if (marks.length === 0) return [];
  const {held = []} = (await globalThis.navigator?.locks?.query()) ?? {};
  const alive = new Set(held.map(({name}) => name));
  const ended = marks.filter(([id]) => !alive.has(id)).map(([, version]) => version);
  const often = ended.filter((one) => ended.filter((other) => other === one).length >= CRASHES);
  return [...new Set(often)];
}
