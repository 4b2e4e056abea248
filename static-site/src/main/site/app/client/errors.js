/**
 * @typedef {import('../../hearth.js').ErrorCode} ErrorCode
 * @typedef {import('../../hearth.js').Rejection} Rejection
 */

export class HearthError extends Error {
  name = /** @type {const} */ ('HearthError');

  /**
   * @param {ErrorCode} code
   * @param {string} message
   * @param {{cause?: unknown, rejected?: readonly Rejection[]}} [details]
   */
  constructor(code, message, {cause, rejected = []} = {}) {
    super(message, cause === undefined ? undefined : {cause});
    this.code = code;
    this.rejected = rejected;
  }
}

/** The engine was ended under a request; `retry` says whether another try may succeed. */
export class EngineEnded extends HearthError {
  /**
   * @param {ErrorCode} code
   * @param {string} message
   * @param {{retry?: boolean, refused?: boolean, dropped?: readonly Rejection[]}} details
   *     refused: it never was a worker; dropped: the candidates that must not be tried again
   */
  constructor(code, message, {retry = false, refused = false, dropped = []} = {}) {
    super(code, message, {rejected: dropped});
    this.retry = retry;
    this.refused = refused;
  }
}

export const cancelled = (message = 'The caller cancelled.') =>
  new HearthError('CANCELLED', message);

/** @param {string} what @param {readonly string[]} known @param {Iterable<string>} found */
export function refuseUnknown(what, known, found) {
  for (const one of found) {
    if (!known.includes(one)) throw new HearthError('INVALID_INPUT', `Expected ${what} of ${known.join(', ')}, found ${one}`);
  }
}

/** What a caller's value or file made a platform's function throw. @param {unknown} thrown */
export const refused = (thrown) =>
  thrown instanceof HearthError
    ? thrown
    : new HearthError('INVALID_INPUT', messageOf(thrown), {cause: thrown});

/** @param {unknown} thrown @returns {string} */
export const messageOf = (thrown) => (thrown instanceof Error && thrown.message) || String(thrown);
