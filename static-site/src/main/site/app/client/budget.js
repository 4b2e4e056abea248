/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./host.js').Host} Host
 */

const MIB = 2 ** 20;
const LEAST_BYTES = 512 * MIB;

/** What the weights of all models that are awake may come to. */
export class Budget {
  /** @type {Map<Session, Host>} */
  #hosts = new Map();
  #clock = 0;
  bytes = Math.max(
    LEAST_BYTES,
    (Number(/** @type {any} */ (globalThis.navigator)?.deviceMemory ?? 0) * 1024 * MIB) / 4,
  );

  /** @param {Session} session @param {Host} host */
  add(session, host) {
    this.#hosts.set(session, host);
    this.use(session);
  }

  /** @param {Session} session */
  remove(session) {
    this.#hosts.delete(session);
  }

  /** @param {Session} session */
  use(session) {
    session.lastUsed = ++this.#clock;
  }

  /** Whether so many bytes fit beside a model, with all asleep that is idle. @param {Session} session @param {number} bytes */
  holds(session, bytes) {
    const staying = [...this.#hosts].filter(
      ([one, host]) => one === session || (host.isOpen(one) && !isIdle(one)),
    );
    return staying.reduce((sum, [one]) => sum + one.bytes, bytes) <= this.bytes;
  }

  /** Puts models to sleep, the one used least recently first, until this one fits or none is idle. @param {Session} session */
  makeRoom(session) {
    const awake = [...this.#hosts].filter(([one, host]) => one === session || host.isOpen(one));
    let excess = awake.reduce((sum, [one]) => sum + one.bytes, 0) - this.bytes;
    const idle = awake.filter(([one]) => one !== session && isIdle(one));
    for (const [one, host] of idle.sort(([a], [b]) => a.lastUsed - b.lastUsed)) {
      if (excess <= 0) return;
      excess -= one.bytes;
      host.sleep(one, 'memory budget').catch(reportUnlessClosed);
    }
  }
}

/** @param {Session} session */
const isIdle = (session) =>
  session.waiting === 0 && session.live === null && session.keptTensors === 0;

/** @param {any} error */
function reportUnlessClosed(error) {
  if (error.code !== 'CANCELLED') throw error;
}
